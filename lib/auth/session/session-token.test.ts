import { decode, encode } from 'next-auth/jwt'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '@/lib/core'
import { decodeSessionToken, encodeSessionToken, sessionSecret } from './session-token'

const [acme, globex] = [newId(), newId()]
const claims = { tid: acme, uid: newId(), sid: newId() }
beforeAll(() => {
  process.env.MASTER_KEY ??= Buffer.alloc(32, 7).toString('base64')
})

describe('a session token', () => {
  it('is what next-auth writes and reads', async () => {
    const written = await encodeSessionToken(claims)
    expect(await decode({ token: written, secret: sessionSecret(acme) })).toMatchObject(claims)
    expect(await decodeSessionToken(acme, await encode({ token: claims, secret: sessionSecret(acme) }))).toEqual(claims)
  })

  it("is nobody's under another tenant's secret, or with another tenant inside", async () => {
    expect(await decodeSessionToken(globex, await encodeSessionToken(claims))).toBeNull()
    expect(await decodeSessionToken(globex, await encode({ token: claims, secret: sessionSecret(globex) }))).toBeNull()
    expect(await decodeSessionToken(acme, await encodeSessionToken(claims))).toEqual(claims)
  })

  it.each([
    ['expired', async () => encode({ token: claims, secret: sessionSecret(acme), maxAge: -60 })],
    ['changed', async () => (await encodeSessionToken(claims)).replace(/.(?=.{6}$)/, (one) => (one === 'A' ? 'B' : 'A'))],
    ['cut short', async () => (await encodeSessionToken(claims)).slice(0, -8)],
    ['of no person', async () => encode({ token: { ...claims, uid: 'me' }, secret: sessionSecret(acme) })],
    ['too long', async () => 'x'.repeat(5_000)],
    ['missing', async () => null],
  ])('that is %s is nobody', async (_what, make) => {
    expect(await decodeSessionToken(acme, await make())).toBeNull()
  })
})
