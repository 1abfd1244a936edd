import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { api, call, type Parties, type Party, settleParties } from './testing/parties'

let parties: Parties
let victim: Party
let attacker: Party

beforeAll(async () => {
  parties = await settleParties()
  ;({ victim, attacker } = parties)
})
afterAll(() => parties.world.close())

describe('Idempotency-Key', () => {
  const make = (party: Party, name: string, key: string) =>
    call(party.host, 'POST', '/api-keys', {
      key: party.key,
      json: { name, permissions: ['people:read'] },
      headers: { 'idempotency-key': key },
    })

  test('of twenty at the same moment one does the work, and all who get an answer get that one', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => make(victim, 'twenty', 'key-20')))
    // The others meet the key at work, or the tenant's limit of statements at once.
    expect(answers.filter(({ status }) => ![201, 409, 429].includes(status))).toEqual([])
    expect(await victim.db.apiKey.count({ where: { name: 'twenty' } })).toBe(1)
    const [first] = answers.filter(({ status }) => status === 201)
    const again = await make(victim, 'twenty', 'key-20')
    expect([again.json, again.headers.get('idempotent-replayed')]).toEqual([first!.json, 'true'])
  })
  test('with another body is 409', async () => {
    await make(victim, 'one', 'key-1')
    expect((await make(victim, 'two', 'key-1')).status).toBe(409)
    expect(await victim.db.apiKey.count({ where: { name: 'two' } })).toBe(0)
  })
  test('of another tenant is another key', async () => {
    await make(victim, 'shared', 'key-s')
    expect((await make(attacker, 'shared', 'key-s')).headers.get('idempotent-replayed')).toBeNull()
  })
  test('keeps no key in the clear', async () => {
    const { json } = await make(victim, 'secret', 'key-secret')
    const stored = await victim.db.idempotencyKey.findMany({})
    expect(JSON.stringify(stored)).not.toContain(json.key)
  })
  test('without an answer for ten minutes may be claimed again: its process died', async () => {
    await make(victim, 'dead', 'key-dead')
    const caller = (await call(victim.host, 'GET', '/me', { key: victim.key })).json.id
    await victim.db.idempotencyKey.updateMany({
      where: { key: `${caller}:key-dead` },
      data: { status: null, createdAt: new Date(Date.now() - 11 * 60_000) },
    })
    expect((await make(victim, 'alive', 'key-dead')).status).toBe(201)
  })
})
describe('an import', () => {
  const files = (party: Party) => `/imports/files?name=${party.slug}.csv`
  const csv = 'department_id,name\n1,Kitchen\n'
  const form = (parts: string) => ({ body: `--b\r\n${parts}\r\n--b--\r\n`, type: 'multipart/form-data; boundary=b' })
  const send = async (body: string, type: string, key = victim.key) =>
    api(
      new Request(`http://x/api/v1${files(victim)}`, {
        method: 'POST',
        body,
        headers: { host: victim.host, authorization: `Bearer ${key}`, 'content-type': type },
      }),
    )

  test('takes a file as it is, or the first file of a form', async () => {
    expect(await (await send(csv, 'text/csv')).json()).toMatchObject({ sizeBytes: csv.length })
    const { body, type } = form(`Content-Disposition: form-data; name="file"; filename="d.csv"\r\nContent-Type: text/csv\r\n\r\n${csv}`)
    expect(await (await send(body, type)).json()).toMatchObject({ sizeBytes: csv.length })
  })
  test.each([
    ['without a file', form('Content-Disposition: form-data; name="x"\r\n\r\ny')],
    ['cut short', { body: '--b\r\nContent-Disposition: form-da', type: 'multipart/form-data; boundary=b' }],
    ['without a boundary', { body: 'x', type: 'multipart/form-data' }],
  ])('a form %s is 400 and keeps nothing', async (_what, { body, type }) => {
    const before = await victim.db.file.count()
    expect((await send(body, type)).status).toBe(400)
    expect(await victim.db.file.count()).toBe(before)
  })
  test('a form cut short within its file is refused and keeps nothing', async () => {
    const before = await victim.db.file.count()
    const response = await send(
      `--b\r\nContent-Disposition: form-data; name="file"; filename="d.csv"\r\n\r\n${csv}`,
      'multipart/form-data; boundary=b',
    )
    expect(response.status).toBe(400)
    expect(await victim.db.file.count()).toBe(before)
  })
  test("cannot be started with another tenant's file", async () => {
    const json = { files: [{ fileId: victim.fileId, kind: 'employees' }] }
    expect((await call(attacker.host, 'POST', '/imports', { key: attacker.key, json })).status).toBe(404)
    expect((await call(victim.host, 'POST', '/imports', { key: victim.key, json })).status).toBe(202)
  })
})
