import { OPERATOR_HOST, originOf } from '../support/addresses'
import { call, expect, test } from '../support/test'

const CSV = 'employee_id,first_name,last_name,hire_date\n9001,Added,ByAttacker,2020-01-01\n'
const post = (host: string, path: string, options: Parameters<typeof call>[2]) =>
  call(host, path, { method: 'POST', body: CSV, headers: { 'content-type': 'text/csv' }, ...options })

test("another tenant's files, reports and bad rows answer exactly like missing ones", async ({ victim, attacker }) => {
  const missing = '01890000-0000-7000-8000-000000000001'
  for (const pathOf of [
    (file: string) => `/imports/files/${file}`,
    (_: string, operation: string) => `/imports/${operation}`,
    (_: string, operation: string) => `/imports/${operation}/errors/employees`,
  ]) {
    const at = (file: string, operation: string) => call(attacker.host, `/api/v1${pathOf(file, operation)}`, { key: attacker.key })
    const [foreign, none] = await Promise.all([at(victim.fileId, victim.operationId), at(missing, missing)])
    expect([foreign.status, none.status]).toEqual([404, 404])
    expect((foreign.json as { detail: string }).detail).toBe((none.json as { detail: string }).detail)
  }
  for (const path of [`/import/${victim.operationId}`, `/import?from=${victim.operationId}`]) {
    const cookie = `${attacker.owner.cookie.name}=${attacker.owner.cookie.value}`
    expect((await call(attacker.host, path, { cookie })).text).not.toContain('victim-bad')
  }
})

test("an import cannot be started with another tenant's file", async ({ victim, attacker }) => {
  const json = { files: [{ fileId: victim.fileId, kind: 'employees' }], isDryRun: true }
  expect((await call(attacker.host, '/api/v1/imports', { method: 'POST', key: attacker.key, json })).status).toBe(404)
})

test('a file is taken from nobody, from no foreign key and with no foreign session', async ({ victim, attacker, operator }) => {
  const cookie = `${attacker.owner.cookie.name}=${attacker.owner.cookie.value}`
  const headers = { 'content-type': 'text/csv', origin: originOf(victim.host) }
  for (const options of [{}, { key: attacker.key }, { key: operator.key }, { cookie }]) {
    expect((await post(victim.host, '/api/v1/imports/files', options)).status).toBe(401)
  }
  for (const options of [{}, { cookie }])
    expect((await post(victim.host, '/api/portal/imports?name=x.csv', { ...options, headers })).status).toBe(401)
  for (const host of [OPERATOR_HOST, victim.host]) {
    expect(
      (await post(host, `/api/operator/imports/${victim.slug}?name=x.csv`, { cookie, headers: { ...headers, origin: originOf(host) } }))
        .status,
    ).toBe(401)
  }
})

test('a file is not taken from the page of a sibling, whatever cookie comes along', async ({ victim, attacker }) => {
  const cookie = `${victim.owner.cookie.name}=${victim.owner.cookie.value}`
  for (const origin of [originOf(attacker.host), 'null', 'https://evil.test', undefined]) {
    const headers = { 'content-type': 'text/csv', ...(origin && { origin }) }
    expect([origin, (await post(victim.host, '/api/portal/imports?name=x.csv', { cookie, headers })).status]).toEqual([origin, 403])
  }
})

test('a name of a file is no path, and a formula in a bad row stays text', async ({ attacker }) => {
  const stored = await post(attacker.host, `/api/v1/imports/files?name=${encodeURIComponent('../../../etc/passwd\u0007.csv')}`, {
    key: attacker.key,
    body: `employee_id,first_name,last_name,hire_date\n1,"=HYPERLINK(""https://evil.test"")",Row,never\n`,
  })
  const { fileId } = stored.json as { fileId: string }
  expect(((await call(attacker.host, `/api/v1/imports/files/${fileId}`, { key: attacker.key })).json as { name: string }).name).toBe(
    'passwd.csv',
  )
  const started = await call(attacker.host, '/api/v1/imports', {
    method: 'POST',
    key: attacker.key,
    json: { files: [{ fileId, kind: 'employees' }], isDryRun: true, mode: 'skip-bad-rows' },
  })
  const { id } = started.json as { id: string }
  const errors = () => call(attacker.host, `/api/v1/imports/${id}/errors/employees`, { key: attacker.key })
  await expect.poll(async () => (await errors()).status).toBe(200)
  const answer = await errors()
  expect(answer.headers['content-disposition']).toContain('attachment')
  expect(answer.headers['content-type']).toContain('text/csv')
  expect(answer.text).not.toMatch(/(^|[",])=HYPERLINK/m)
})

test('the owner still can, with a file larger than what a buffer would keep', async ({ victim }) => {
  const cookie = `${victim.owner.cookie.name}=${victim.owner.cookie.value}`
  const body = Buffer.alloc(12 * 1024 * 1024, `${CSV.split('\n')[1]}\n`)
  const byKey = await post(victim.host, '/api/v1/imports/files', { key: victim.key, body })
  expect([byKey.status, byKey.json]).toMatchObject([201, { sizeBytes: body.length }])
  const headers = { 'content-type': 'text/csv', origin: originOf(victim.host) }
  const byPage = await post(victim.host, '/api/portal/imports?name=large.csv', { cookie, headers, body })
  expect([byPage.status, byPage.json]).toMatchObject([200, { sizeBytes: body.length }])
  expect((await call(victim.host, `/api/v1/imports/${victim.operationId}/errors/employees`, { key: victim.key })).text).toContain(
    'victim-bad',
  )
})
