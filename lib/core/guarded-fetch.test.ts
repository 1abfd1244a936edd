import { createServer, type Server } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { generate } from 'selfsigned'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { checkOutboundUrl, guardedFetch, type Resolve } from './guarded-fetch'
import { isPublicAddress } from './public-address'

let server: Server
let port: number
const asked: string[] = []
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url!)
    if (request.url === '/redirect') return response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end()
    if (request.url === '/silent') return
    if (request.url === '/long') return response.end(Buffer.alloc(5_000, 'a'))
    request.pipe(response)
  }).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
afterEach(() => {
  vi.unstubAllEnvs()
  asked.length = 0
})
const four = (address: string) => ({ address, family: 4 })
const allowServer = () => vi.stubEnv('OUTBOUND_ALLOW', `127.0.0.1:${port}`)
const inNetwork = { code: 'invalid_input', key: 'errors.outbound.private' }

describe('an address that leads into our network is never called', () => {
  it.each([
    'http://hooks.example.com/',
    'https://hooks.example.com:22/',
    'https://user:word@hooks.example.com/',
    'file:///etc/passwd',
    'gopher://hooks.example.com',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f.0.0.1/',
    'https://0177.0.0.1/',
    'https://0/',
    'https://10.0.0.8/',
    'https://169.254.169.254/latest/meta-data',
    'https://192.168.1.1/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
  ])('%s is refused as it is entered', (address) => {
    expect(() => checkOutboundUrl(address)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
  })

  it.each(['https://hooks.example.com/a?b=c', 'https://hooks.example.com:8443/', 'https://93.184.216.34/', 'https://[2606:4700::1111]/'])(
    '%s is taken',
    (address) => expect(checkOutboundUrl(address).href).toBe(address),
  )

  it.each([
    '0.1.2.3',
    '100.64.0.1',
    '172.31.255.255',
    '198.19.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '168.63.129.16',
    '2001::1',
    '::',
    'no',
    '',
  ])('%s is not public', (address) => expect(isPublicAddress(address)).toBe(false))

  it('a name that leads to a private address is refused before anything is sent', async () => {
    const resolve: Resolve = async () => [four('127.0.0.1')]
    await expect(guardedFetch('https://rebind.example.com/', { resolve })).rejects.toMatchObject(inNetwork)
    expect(asked).toEqual([])
  })

  it('one private address among public ones is enough to refuse a name', async () => {
    const resolve: Resolve = async () => [four('93.184.216.34'), four('10.0.0.1')]
    await expect(guardedFetch('https://mixed.example.com/', { resolve })).rejects.toMatchObject(inNetwork)
  })

  it('an IPv4 address dressed as IPv6 is refused', async () => {
    const resolve: Resolve = async () => [{ address: '::ffff:127.0.0.1', family: 6 }]
    await expect(guardedFetch('https://mapped.example.com/', { resolve })).rejects.toMatchObject(inNetwork)
  })

  it('a name that answers differently the second time is asked once, and the checked address is called', async () => {
    allowServer()
    const answers = ['127.0.0.1', '127.0.0.2']
    const resolve = vi.fn<Resolve>(async () => [four(answers.shift()!)])
    const answer = await guardedFetch(`http://rebind.example.com:${port}/once`, { resolve })
    expect([answer.status, asked, resolve.mock.calls]).toEqual([200, ['/once'], [['rebind.example.com']]])
    await expect(guardedFetch(`http://rebind.example.com:${port}/twice`, { resolve })).rejects.toMatchObject(inNetwork)
    expect(asked).toEqual(['/once'])
  })

  it('a redirect is an answer and is not followed', async () => {
    allowServer()
    const answer = await guardedFetch(`http://127.0.0.1:${port}/redirect`)
    expect([answer.status, answer.headers.location, asked]).toEqual([302, 'http://169.254.169.254/latest', ['/redirect']])
  })

  it('an exception holds for its address and port alone', async () => {
    allowServer()
    await expect(guardedFetch('http://127.0.0.1:1/')).rejects.toMatchObject(inNetwork)
    await expect(guardedFetch(`http://127.0.0.2:${port}/`)).rejects.toMatchObject(inNetwork)
  })
})

describe('an answer', () => {
  it('carries what was sent back, with its status and time', async () => {
    allowServer()
    const answer = await guardedFetch(`http://127.0.0.1:${port}/echo`, { method: 'POST', body: '{"a":1}' })
    expect([answer.status, answer.body.toString(), answer.isCut]).toEqual([200, '{"a":1}', false])
    expect(answer.durationMs).toBeGreaterThanOrEqual(0)
  })

  it('is read no further than asked', async () => {
    allowServer()
    const answer = await guardedFetch(`http://127.0.0.1:${port}/long`, { bytesMax: 100 })
    expect([answer.body.length, answer.isCut]).toEqual([100, true])
  })

  it('that does not come ends at the time given, with words of its own', async () => {
    allowServer()
    const late = guardedFetch(`http://127.0.0.1:${port}/silent`, { timeoutMs: 50 })
    await expect(late).rejects.toMatchObject({ code: 'unavailable', key: 'errors.outbound.late' })
  })

  it('of a name that nobody knows says so', async () => {
    const resolve: Resolve = async () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }))
    await expect(guardedFetch('https://nobody.example.com/', { resolve })).rejects.toMatchObject({ key: 'errors.outbound.unknown' })
  })

  it('must come with a certificate that holds for the name, not for the address', async () => {
    const made = await generate([{ name: 'commonName', value: 'elsewhere.example.com' }])
    const secure = https.createServer({ key: made.private, cert: made.cert }, (_request, response) => response.end()).listen(0, '127.0.0.1')
    await new Promise((done) => secure.once('listening', done))
    const { port: securePort } = secure.address() as AddressInfo
    vi.stubEnv('OUTBOUND_ALLOW', `127.0.0.1:${securePort}`)
    const resolve: Resolve = async () => [four('127.0.0.1')]
    const answer = guardedFetch(`https://hooks.example.com:${securePort}/`, { resolve })
    await expect(answer).rejects.toMatchObject({ key: 'errors.outbound.certificate' })
    secure.close()
  })
})
