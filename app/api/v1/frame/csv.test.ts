import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { csvColumns, csvOf, wantsCsv } from './csv'
import { pageOf } from './paging'

const read = async (body: ReadableStream<Uint8Array>) => (await new Response(body).text()).split('\n').filter(Boolean)

describe('a list as CSV', () => {
  test('has a column for each field, and for each field of an object within', () => {
    const item = z.object({
      id: z.string(),
      actor: z.object({ kind: z.string(), id: z.string() }),
      place: z.object({ server: z.string() }).nullable(),
      tags: z.array(z.string()),
      steps: z.array(z.object({ name: z.string() })),
      detail: z.unknown(),
    })
    expect(csvColumns({ method: 'GET', output: pageOf(item) })).toEqual(['id', 'actor.kind', 'actor.id', 'place.server', 'tags', 'detail'])
    expect(csvColumns({ method: 'GET', output: z.object({ id: z.string() }) })).toBeNull()
    expect(csvColumns({ method: 'POST', output: pageOf(item) })).toBeNull()
  })

  test('holds every page once, in order, and asks for the next one only when the one before was taken', async () => {
    const asked: (string | undefined)[] = []
    const { body } = await csvOf(['n'], async (cursor) => {
      asked.push(cursor)
      const from = Number(cursor ?? 0)
      return { items: [{ n: from }, { n: from + 1 }], nextCursor: from < 4 ? String(from + 2) : null }
    })
    expect(asked.length).toBeLessThan(3)
    expect(await read(body)).toEqual(['n', '0', '1', '2', '3', '4', '5'])
    expect(asked).toEqual([undefined, '2', '4'])
  })

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\r=1'])('keeps %j a text in a spreadsheet', async (text) => {
    const { body } = await csvOf(['name'], async () => ({ items: [{ name: text }] }))
    expect(await new Response(body).text()).toContain(`\t${text}`)
  })

  test('leaves a negative number a number, and an empty value empty', async () => {
    const { body } = await csvOf(['a', 'b', 'c'], async () => ({ items: [{ a: -5, b: null, c: { x: 1 } }] }))
    expect((await read(body))[1]).toBe('-5,,"{""x"":1}"')
  })

  test('refuses before it begins: the first page is read first', async () => {
    await expect(
      csvOf(['a'], async () => {
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
  })
})

test('only who asks for CSV alone gets it', () => {
  const accepts = (accept: string) => wantsCsv(new Request('http://x', { headers: { accept } }))
  expect([accepts('text/csv'), accepts('text/csv;q=0.9, text/plain')]).toEqual([true, true])
  expect([accepts('*/*'), accepts('application/json, text/csv'), accepts('')]).toEqual([false, false, false])
})
