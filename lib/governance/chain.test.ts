import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newId } from '@/lib/core'
import { BEGINNING, type ChainRow, canonicalJson, checkLinks, type SealedRow, sealRows } from './chain'

const row = (n: number): ChainRow => ({
  id: newId(),
  tenantId: null,
  at: new Date(1_700_000_000_000 + n),
  actorKind: 'operator',
  actorId: newId(),
  action: 'tenant.created',
  subjectKind: 'tenant',
  subjectId: `t-${n}`,
  detail: { slug: `t-${n}`, nested: { b: 2, a: [1, { z: null }] } },
  requestId: null,
})
const sealed = (count: number): SealedRow[] => {
  const rows = Array.from({ length: count }, (_, n) => row(n))
  return sealRows(BEGINNING, rows).map((seal, index) => ({ ...rows[index]!, ...seal }))
}

describe('the hash chain', () => {
  test('holds for rows as they were sealed, page by page too', () => {
    const rows = sealed(20)
    const first = checkLinks(BEGINNING, rows.slice(0, 7))
    if (!('tail' in first)) throw new Error('broken')
    expect(checkLinks(first.tail, rows.slice(7))).toEqual({ tail: { seq: 20n, hash: rows[19]!.hash } })
  })

  test('finds a change of any column in any row', () => {
    const change: { [K in keyof ChainRow]?: ChainRow[K] } = {
      tenantId: newId(),
      at: new Date(0),
      actorKind: 'member',
      actorId: 'x',
      action: 'x',
      subjectKind: 'x',
      subjectId: 'x',
      detail: {},
      requestId: 'x',
    }
    for (const [column, value] of Object.entries(change)) {
      for (const index of [0, 4, 9]) {
        const rows = sealed(10)
        rows[index] = { ...rows[index]!, [column]: value }
        expect(checkLinks(BEGINNING, rows), `${column} of row ${index}`).toMatchObject({
          broken: { seq: BigInt(index + 1), fault: 'changed' },
        })
      }
    }
  })

  test('finds a row that was removed, and names the first number that is missing', () => {
    const rows = sealed(10)
    rows.splice(3, 2)
    expect(checkLinks(BEGINNING, rows)).toEqual({ broken: { seq: 4n, id: null, fault: 'missing' } })
  })

  test('finds a row that was removed when those after it were numbered anew', () => {
    const rows = sealed(10)
    rows.splice(3, 1)
    const renumbered = rows.map((each, index) => ({ ...each, seq: BigInt(index + 1) }))
    expect(checkLinks(BEGINNING, renumbered)).toMatchObject({ broken: { seq: 4n } })
  })

  test('finds a row that was put in, even one that carries a right hash of its own', () => {
    const rows = sealed(10)
    const foreign = row(99)
    const [seal] = sealRows({ seq: 4n, hash: rows[3]!.hash! }, [foreign])
    const forged = [...rows.slice(0, 4), { ...foreign, ...seal! }, ...rows.slice(4).map((each) => ({ ...each, seq: each.seq! + 1n }))]
    expect(checkLinks(BEGINNING, forged)).toHaveProperty('broken')
    const doubled = [...rows.slice(0, 5), { ...foreign, ...seal! }, ...rows.slice(5)]
    expect(checkLinks(BEGINNING, doubled)).toMatchObject({ broken: { fault: 'inserted', id: foreign.id } })
  })

  test('finds a row that took the place of another, sealed rightly in itself: the next one does not follow it', () => {
    const rows = sealed(10)
    const foreign = row(99)
    const [seal] = sealRows({ seq: 4n, hash: rows[3]!.hash! }, [foreign])
    rows[4] = { ...foreign, ...seal! }
    expect(checkLinks(BEGINNING, rows)).toMatchObject({ broken: { seq: 6n, fault: 'inserted' } })
  })

  test('writes a value in one way, whatever the order of its keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const shuffled = JSON.parse(JSON.stringify(value), (_, each) =>
          each && typeof each === 'object' && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).reverse()) : each,
        )
        expect(canonicalJson(shuffled)).toBe(canonicalJson(value))
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
})
