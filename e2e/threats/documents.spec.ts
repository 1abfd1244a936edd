import { originOf } from '../support/addresses'
import { call, expect, test } from '../support/test'

const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(2_000, 7)])
const cookieOf = (company: { owner: { cookie: { name: string; value: string } } }) =>
  `${company.owner.cookie.name}=${company.owner.cookie.value}`

test('a document opens by its link for the session that asked, as a download that runs nothing; for nobody else it is not there', async ({
  ownerPage: page,
  victim,
  attacker,
}) => {
  await page.goto(`${originOf(victim.host)}/people/${victim.personId}`)
  await page.locator('input[type=file]').setInputFiles({ name: '../계약서 "1".pdf', mimeType: 'text/html', buffer: PDF })
  const open = page.getByRole('button', { name: /^Open .*계약서/ })
  const linked = page.waitForRequest(/\/api\/portal\/documents\//)
  const download = page.waitForEvent('download')
  await open.click()
  expect((await download).suggestedFilename()).toContain('계약서')
  const path = new URL((await linked).url()).pathname

  const own = await call(victim.host, path, { cookie: cookieOf(victim) })
  expect([own.status, own.headers['content-type'], own.headers['x-content-type-options']]).toEqual([200, 'application/pdf', 'nosniff'])
  expect(own.headers['content-disposition']).toMatch(/^attachment;/)
  expect(own.headers['content-security-policy']).toContain('sandbox')
  expect(own.headers['cache-control']).toContain('no-store')
  expect((await call(victim.host, path)).status).toBe(401)
  for (const [host, cookie] of [
    [attacker.host, cookieOf(attacker)],
    [victim.host, cookieOf(attacker)],
  ] as const)
    expect([401, 404]).toContain((await call(host, path, { cookie })).status)
  const forged = `${path.slice(0, -4)}AAAA`
  expect((await call(victim.host, forged, { cookie: cookieOf(victim) })).status).toBe(404)

  await page.getByRole('button', { name: /^Remove .*계약서/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('dialog')).toBeHidden() // behind it nothing has a role
  await expect(open).toHaveCount(0)
  expect((await call(victim.host, path, { cookie: cookieOf(victim) })).status).toBe(404)
})

test('what a browser would run is not kept, and a page of a sibling keeps nothing here', async ({ victim, attacker }) => {
  const url = `/api/portal/documents?person=${victim.personId}&name=x.pdf`
  const headers = { 'content-type': 'application/pdf', origin: originOf(victim.host) }
  const html = { method: 'POST', body: '<html><script>1</script>', headers, cookie: cookieOf(victim) }
  expect((await call(victim.host, url, html)).status).toBe(415)
  const foreign = { ...html, body: '%PDF-1.7', headers: { ...headers, origin: originOf(attacker.host) } }
  expect((await call(victim.host, url, foreign)).status).toBe(403)
  const theirs = { ...html, body: '%PDF-1.7', headers: { ...headers, origin: originOf(attacker.host) }, cookie: cookieOf(attacker) }
  expect((await call(attacker.host, url, theirs)).status).toBe(404)
})
