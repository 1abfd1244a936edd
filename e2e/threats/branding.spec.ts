import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { originOf } from '../support/addresses'
import { call, callOperator, expect, test } from '../support/test'

const picture = (red: number) =>
  sharp({ create: { width: 64, height: 64, channels: 4, background: { r: red, g: 9, b: 9, alpha: 1 } } })
    .png()
    .toBuffer()
const upload = (host: string, key: string | undefined, body: Buffer, type = 'image/png') =>
  call(host, '/api/v1/branding/images?kind=logo', { method: 'POST', body, headers: { 'content-type': type }, ...(key && { key }) })
const cookieOf = ({ owner }: { owner: { cookie: { name: string; value: string } } }) => `${owner.cookie.name}=${owner.cookie.value}`

const ATTACKS = [
  { brandColour: '#000000}</style><script>alert(1)</script>' },
  { brandColour: 'red;background:url(//evil.test)' },
  { colours: { link: 'expression(alert(1))' } },
  { colours: { canvas: '#000000' } },
  { font: 'x";}@import url(//evil.test);{"' },
  { mark: '<svg onload=alert(1)>' },
  { radius: 8.5 },
  { mailSender: 'Boss" <ceo@bank.example>' },
  { mailSender: 'A\r\nBcc: all@victim.test' },
  { signInText: { '"><img src=x>': 'x' } },
  { images: { logo: '//evil.test/logo.png' } },
  { images: { logo: '../../../etc/passwd' } },
  { theme: { light: { solid: 'red' }, dark: {} } },
]

test('no field of a brand takes styles, markup, addresses or headers', async ({ attacker }) => {
  for (const json of ATTACKS) {
    const { status } = await call(attacker.host, '/api/v1/branding', { method: 'POST', key: attacker.key, json })
    expect([JSON.stringify(json), status]).toEqual([JSON.stringify(json), 422])
  }
})

test('markup in the fields that hold words is shown as words, on every page and in the icon', async ({ attacker }) => {
  const evil = '<img src=x onerror=alert(1)>'
  const json = { productName: evil, signInText: { en: `${evil}</p></style>` }, mailFooter: { en: evil }, mark: 'initial' }
  expect((await call(attacker.host, '/api/v1/branding', { method: 'POST', key: attacker.key, json })).status).toBe(201)
  for (const path of ['/sign-in', '/reset', '/no-such-page', '/brand/icon?v=9']) {
    const { text } = await call(attacker.host, path)
    expect([path, text.includes('<img src=x')]).toEqual([path, false])
  }
  await call(attacker.host, '/api/v1/branding/roll-back', { method: 'POST', key: attacker.key, json: { version: 1 } })
})

test("another tenant's picture cannot be shown, published or told from a missing one", async ({ victim, attacker }) => {
  const { status, json } = await upload(victim.host, victim.key, await picture(10))
  expect(status).toBe(201)
  const { id } = json as { id: string }
  expect((await call(victim.host, `/brand/images/${id}`)).status).toBe(200)
  const [foreign, none] = await Promise.all([id, 'ab'.repeat(16)].map((one) => call(attacker.host, `/brand/images/${one}`)))
  expect([foreign!.status, foreign!.text]).toEqual([none!.status, none!.text])
  expect(none!.status).toBe(404)
  const publish = (logo: string) =>
    call(attacker.host, '/api/v1/branding', { method: 'POST', key: attacker.key, json: { images: { logo } } })
  const [stolen, unknown] = [await publish(id), await publish('ab'.repeat(16))]
  expect([stolen.status, (stolen.json as { detail: string }).detail]).toEqual([422, (unknown.json as { detail: string }).detail])
  for (const path of ['/brand/images/..%2f..%2fsecrets', '/brand/images/%00', `/brand/images/${id}/../x`])
    expect((await call(victim.host, path)).status).toBe(404)
})

test('a picture is answered as a picture and as nothing else', async ({ victim }) => {
  const { json } = await upload(victim.host, victim.key, await picture(20))
  const { headers } = await call(victim.host, `/brand/images/${(json as { id: string }).id}`)
  expect(headers['content-type']).toBe('image/png')
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['content-security-policy']).toContain("default-src 'none'")
})

test('bombs, scripts and files that are too large are refused', async ({ attacker }) => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const cases: [string, Buffer, string, number][] = [
    ['an SVG', svg, 'image/svg+xml', 415],
    ['an SVG that says it is a PNG', svg, 'image/png', 415],
    ['HTML', Buffer.from('<!doctype html><script>1</script>'), 'image/png', 415],
    ['a bomb', bomb(60_000), 'image/png', 422],
    ['half a picture', (await picture(30)).subarray(0, 60), 'image/png', 422],
    ['5 MB', Buffer.alloc(5 * 1024 * 1024, 1), 'image/png', 413],
  ]
  for (const [what, body, type, status] of cases)
    expect([what, (await upload(attacker.host, attacker.key, body, type)).status]).toEqual([what, status])
})

test('nobody but a tenant and its operators brands it', async ({ victim, attacker, operator }) => {
  const json = { productName: 'Taken over' }
  expect((await call(victim.host, '/api/v1/branding', { method: 'POST', json })).status).toBe(401)
  expect((await call(victim.host, '/api/v1/branding', { method: 'POST', key: attacker.key, json })).status).toBe(401)
  expect((await call(victim.host, '/api/v1/branding', { method: 'POST', key: operator.key, json })).status).toBe(401)
  expect((await callOperator(`/tenants/${victim.slug}/branding`, { method: 'POST', key: attacker.key, json })).status).toBe(401)
  expect((await upload(victim.host, attacker.key, await picture(40))).status).toBe(401)
  const page = (host: string, origin: string, cookie: string) =>
    call(host, '/api/portal/brand/images?kind=logo', { method: 'POST', cookie, body: 'x', headers: { origin } })
  expect((await page(victim.host, originOf(victim.host), cookieOf(attacker))).status).toBe(401)
  expect((await page(victim.host, originOf(attacker.host), cookieOf(victim))).status).toBe(403)
  expect((await call(victim.host, '/api/portal/brand/theme?brand=%23112233')).status).toBe(401)
})

test('the owner and an operator still can', async ({ victim, operator }) => {
  const own = await call(victim.host, '/api/v1/branding', { method: 'POST', key: victim.key, json: { productName: 'Sumac People' } })
  expect([own.status, (own.json as { productName: string }).productName]).toEqual([201, 'Sumac People'])
  const byOperator = await callOperator(`/tenants/${victim.slug}/branding/roll-back`, {
    method: 'POST',
    key: operator.key,
    json: { version: 1 },
  })
  expect([byOperator.status, (byOperator.json as { rolledBackTo: number }).rolledBackTo]).toEqual([201, 1])
})

/** A PNG that says it is `side` x `side`: a few KB that would unfold to gigabytes. */
function bomb(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const out = Buffer.alloc(body.length + 8)
    out.writeUInt32BE(data.length, 0)
    body.copy(out, 4)
    out.writeUInt32BE(crc(body), body.length + 4)
    return out
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
function crc(bytes: Buffer): number {
  let value = ~0
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0)
  }
  return ~value >>> 0
}
