import { expect, test } from 'vitest'
import { contextMessage, type Prefix, TenantQuery, type WireConnection } from './tenant-query'

const signed = `1.019ab000-0000-7000-8000-000000000001.1.1999999999.${'ab'.repeat(32)}`
const context = contextMessage(signed, '019ab000-0000-7000-8000-000000000001', 5_000)

/** What a query sends, message by message: its kind and its bytes. */
function sent(
  config: { text: string; name?: string; values?: unknown[] },
  prefix: Prefix | undefined,
  connection: Partial<WireConnection> = {},
) {
  const written: Buffer[] = []
  const query = new TenantQuery(config, prefix, () => {})
  query.prepare({
    stream: { write: (bytes: Buffer) => void written.push(bytes) },
    parsedStatements: {},
    submittedNamedStatements: {},
    close() {},
    ...connection,
  })
  expect(written).toHaveLength(1) // one buffer
  const messages: { kind: string; text: string }[] = []
  for (let at = 0; at < written[0]!.length; ) {
    const length = written[0]!.readInt32BE(at + 1)
    messages.push({ kind: String.fromCharCode(written[0]![at]!), text: written[0]!.toString('latin1', at, at + 1 + length) })
    at += 1 + length
  }
  return messages
}
const kinds = (messages: { kind: string }[]) => messages.map(({ kind }) => kind).join('')

test('a context and its statement leave under one Sync, so that a statement never runs without', () => {
  expect(kinds(sent({ text: 'SELECT $1', values: [1] }, { context }))).toBe('BE' + 'PBDE' + 'S')
  expect(kinds(sent({ text: 'SELECT 1' }, { begin: 'BEGIN', context }))).toBe('PBE' + 'BE' + 'PBDE' + 'S')
})

test('a signed context travels as a parameter, never as text', () => {
  for (const prefix of [{ context }, { begin: 'BEGIN', context }]) {
    const carriers = sent({ text: 'SELECT 1' }, prefix).filter(({ text }) => text.includes(signed.slice(-64)))
    expect(kinds(carriers)).toBe('B')
  }
})

test('a statement that is known to the connection is neither parsed nor described again', () => {
  const name = 'known'
  const known = { parsedStatements: { [name]: 'SELECT 1' }, described: { [name]: { fields: [] } } }
  expect(kinds(sent({ text: 'SELECT 1', name }, { context }, known))).toBe('BE' + 'BE' + 'S')
})

test('a statement that needs no context is sent as it is', () => {
  expect(kinds(sent({ text: 'SELECT 1' }, undefined))).toBe('PBDE' + 'S')
})
