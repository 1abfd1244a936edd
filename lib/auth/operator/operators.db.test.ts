import { generate } from 'otplib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { setClock } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { createWorld, type World } from '@/scripts/testing/world'
import {
  authenticateOperatorApiKey,
  changeOperator,
  createOperator,
  createOperatorApiKey,
  decodeSessionToken,
  encodeSessionToken,
  enrolTotp,
  findOperatorSession,
  OPERATOR_SCOPE,
  type OperatorPrincipal,
  offerTotp,
  revokeOperatorApiKey,
  type SignedIn,
  signInOperator,
  signOutOperator,
  verifyTotp,
} from '..'
import { codeOf, elsewhere, PASSWORD, service } from '../testing/house'

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())
afterEach(() => setClock())

let people = 0
type Made = { operatorId: string; email: string }
async function add(from: { role?: 'admin' | 'support' | 'viewer'; totpSecret?: string } = {}): Promise<Made> {
  const email = `op${++people}@house.test`
  const { operatorId } = await createOperator(service, { email, name: `Op ${people}`, role: 'admin', password: PASSWORD, ...from })
  return { operatorId, email }
}
const signIn = (email: string, password = PASSWORD) => signInOperator({ email, password, client: elsewhere() })
const look = async ({ claims }: SignedIn) => {
  const read = await decodeSessionToken(OPERATOR_SCOPE, await encodeSessionToken(claims))
  return read && findOperatorSession(read)
}
const codeAt = (secret: string, shiftSeconds = 0) => generate({ secret, epoch: Math.floor(Date.now() / 1000) + shiftSeconds })
const verify = ({ operatorId }: Made, { claims }: SignedIn, code: string) => verifyTotp({ operatorId, sessionId: claims.sid, code })
/** As if the code of this moment had been used long ago. */
const later = (seconds: number) => setClock(() => new Date(Date.now() + seconds * 1000))

async function enter(from: Parameters<typeof add>[0] = {}): Promise<Made & { principal: OperatorPrincipal; signedIn: SignedIn }> {
  const made = await add({ totpSecret: SECRET, ...from })
  const signedIn = await signIn(made.email)
  await verify(made, signedIn, await codeAt(SECRET))
  return { ...made, signedIn, principal: (await look(signedIn))!.principal }
}

describe('an operator', () => {
  it('is nobody in particular with the password alone, and whole after the code', async () => {
    const made = await add({ totpSecret: SECRET })
    const signedIn = await signIn(made.email.toUpperCase())
    expect(await look(signedIn)).toMatchObject({ isVerified: false, hasTotp: true })
    await verify(made, signedIn, await codeAt(SECRET))
    expect(await look(signedIn)).toMatchObject({ isVerified: true, principal: { kind: 'operator', email: made.email, role: 'admin' } })
  })

  it('with a wrong password, no account, or a disabled one hears the same', async () => {
    const made = await add()
    await changeOperator(service, made.operatorId, { kind: 'status', status: 'disabled' })
    for (const [email, password] of [
      [(await add()).email, 'a wrong long one'],
      ['nobody@house.test', PASSWORD],
      [made.email, PASSWORD],
    ]) {
      await expect(signIn(email!, password)).rejects.toMatchObject({ code: 'unauthenticated', key: 'auth.errors.wrongCredentials' })
    }
  })

  it('is slowed down when guessing a password', async () => {
    const { email } = await add()
    const client = elsewhere()
    const guess = () => codeOf(signInOperator({ email, password: 'a wrong long one', client }))
    for (let i = 0; i < 5; i++) expect(await guess()).toBe('unauthenticated')
    expect(await guess()).toBe('rate_limited')
  })

  it('may what the role says', async () => {
    const viewer = await enter({ role: 'viewer' })
    expect([...viewer.principal.permissions].sort()).toEqual(['audit:read', 'operation:read', 'tenant:read'])
    expect(await codeOf(createOperator(viewer.principal, { email: 'x@y.test', name: 'x', role: 'admin', password: PASSWORD }))).toBe(
      'forbidden',
    )
  })
})

describe('a code', () => {
  it('passes once, for one session, also when two send it at the same moment', async () => {
    const made = await add({ totpSecret: SECRET })
    const sessions = await Promise.all([signIn(made.email), signIn(made.email), signIn(made.email)])
    const code = await codeAt(SECRET)
    const codes = await Promise.all(sessions.map((session) => codeOf(verify(made, session, code))))
    expect(codes.sort()).toEqual(['invalid_input', 'invalid_input', 'no error'])
    const states = await Promise.all(sessions.map(look))
    expect(states.filter((state) => state?.isVerified)).toHaveLength(1)
  })

  it('older than the last one that passed is refused, a newer one is not', async () => {
    const made = await add({ totpSecret: SECRET })
    const [one, two, three] = [await signIn(made.email), await signIn(made.email), await signIn(made.email)]
    await verify(made, one, await codeAt(SECRET))
    expect(await codeOf(verify(made, two, await codeAt(SECRET, -30)))).toBe('invalid_input')
    later(60)
    expect(await codeOf(verify(made, three, await codeAt(SECRET, 60)))).toBe('no error')
  })

  it('of one operator does not pass for another one with the same secret who used it, nor with another secret', async () => {
    const [ann, bob, cyd] = [
      await add({ totpSecret: SECRET }),
      await add({ totpSecret: SECRET }),
      await add({ totpSecret: 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU' }),
    ]
    const code = await codeAt(SECRET)
    await verify(ann, await signIn(ann.email), code)
    await verify(bob, await signIn(bob.email), code) // their own phones: each counts for itself
    expect(await codeOf(verify(cyd, await signIn(cyd.email), code))).toBe('invalid_input')
    expect(await codeOf(verifyTotp({ operatorId: ann.operatorId, sessionId: (await signIn(bob.email)).claims.sid, code }))).toBe(
      'invalid_input',
    )
  })

  it('does not open another operator’s session', async () => {
    const [ann, bob] = [await add({ totpSecret: SECRET }), await add({ totpSecret: SECRET })]
    const theirs = await signIn(bob.email)
    const attempt = verifyTotp({ operatorId: ann.operatorId, sessionId: theirs.claims.sid, code: await codeAt(SECRET) })
    expect(await codeOf(attempt)).toBe('unauthenticated')
    expect((await look(theirs))!.isVerified).toBe(false)
  })

  it('from two minutes ago, of letters, or empty is refused', async () => {
    const made = await add({ totpSecret: SECRET })
    const session = await signIn(made.email)
    for (const code of [await codeAt(SECRET, -120), 'abcdef', '', '12345'])
      expect(await codeOf(verify(made, session, code))).toBe('invalid_input')
  })

  it('guessed at is slowed down, in whatever sessions', async () => {
    const made = await add({ totpSecret: SECRET })
    const codes: string[] = []
    for (let i = 0; i < 8; i++) codes.push(await codeOf(verify(made, await signIn(made.email), '000000')))
    expect(codes.slice(0, 5)).not.toContain('rate_limited')
    expect(codes.slice(5)).toEqual(['rate_limited', 'rate_limited', 'rate_limited'])
    expect(await codeOf(verify(made, await signIn(made.email), await codeAt(SECRET)))).toBe('rate_limited')
  })
})

describe('setting up a second factor', () => {
  it('offers the same secret to a session each time, as a picture too, and another one to another session', async () => {
    const { email } = await add()
    const [one, two] = [await signIn(email), await signIn(email)]
    const offer = offerTotp(one.claims.sid, email, 'House')
    expect(offerTotp(one.claims.sid, email, 'House')).toEqual(offer)
    expect(offerTotp(two.claims.sid, email, 'House').secret).not.toBe(offer.secret)
    expect(offer.svg).toMatch(/^<svg .*<\/svg>$/s)
    expect(offer.svg).not.toContain('<script')
    expect(offer.uri).toContain('otpauth://totp/House:')
  })

  it('takes a code of that secret, which then cannot be used again', async () => {
    const made = await add()
    const session = await signIn(made.email)
    const secret = offerTotp(session.claims.sid, made.email, 'House').secret.replaceAll(' ', '')
    const enrol = (code: string) => enrolTotp({ operatorId: made.operatorId, sessionId: session.claims.sid, code })
    expect(await codeOf(enrol('000000'))).toBe('invalid_input')
    const code = await codeAt(secret)
    await enrol(code)
    expect(await look(session)).toMatchObject({ isVerified: true, hasTotp: true })
    expect(await codeOf(verify(made, await signIn(made.email), code))).toBe('invalid_input')
    const row = await catalogDb().operator.findUnique({ where: { id: made.operatorId } })
    expect(row!.totpSecret).toMatch(/^k1\./)
    expect(row!.totpSecret).not.toContain(secret)
  })

  it('by two sessions at once ties one secret, and the other session has to show a code of it', async () => {
    const made = await add()
    const sessions = [await signIn(made.email), await signIn(made.email)]
    const codes = await Promise.all(
      sessions.map(async ({ claims }) => {
        const secret = offerTotp(claims.sid, made.email, 'House').secret.replaceAll(' ', '')
        return codeOf(enrolTotp({ operatorId: made.operatorId, sessionId: claims.sid, code: await codeAt(secret) }))
      }),
    )
    expect(codes.sort()).toEqual(['conflict', 'no error'])
    const states = await Promise.all(sessions.map(look))
    expect(states.filter((state) => state?.isVerified)).toHaveLength(1)
  })

  it('is not possible for whoever has one', async () => {
    const made = await add({ totpSecret: SECRET })
    const { claims } = await signIn(made.email)
    const secret = offerTotp(claims.sid, made.email, 'House').secret.replaceAll(' ', '')
    expect(await codeOf(enrolTotp({ operatorId: made.operatorId, sessionId: claims.sid, code: await codeAt(secret) }))).toBe('conflict')
  })
})

describe('an operator’s session', () => {
  it('ends with signing out, with signing out everywhere, and with a change of role, password, status or second factor', async () => {
    await enter()
    const one = await enter()
    await signOutOperator(one.operatorId, one.signedIn.claims.sid)
    expect(await look(one.signedIn)).toBeNull()
    for (const change of [
      { kind: 'role', role: 'viewer' },
      { kind: 'password', password: 'another fine password' },
      { kind: 'totp-reset' },
      { kind: 'status', status: 'disabled' },
    ] as const) {
      const other = await enter()
      await changeOperator(service, other.operatorId, change)
      expect(await look(other.signedIn)).toBeNull()
    }
    const many = await enter()
    expect(await signOutOperator(many.operatorId)).toBe(1)
    expect(await look(many.signedIn)).toBeNull()
  })

  it('ends after eight hours', async () => {
    const { signedIn } = await enter()
    await catalogDb().operatorSession.update({ where: { id: signedIn.claims.sid }, data: { expiresAt: new Date(Date.now() - 1000) } })
    expect(await look(signedIn)).toBeNull()
  })

  it('without its second factor is not whole, whatever its row says', async () => {
    const { signedIn, operatorId } = await enter()
    await catalogDb().operator.update({ where: { id: operatorId }, data: { totpSecret: null } })
    expect((await look(signedIn))!.isVerified).toBe(false)
  })
})

describe('the last administrator', () => {
  it('stays one, also when two shut each other out at the same moment', async () => {
    await catalogDb().operator.updateMany({ data: { role: 'viewer' } })
    const [ann, bob] = [await enter(), await enter()]
    const codes = await Promise.all([
      codeOf(changeOperator(ann.principal, bob.operatorId, { kind: 'status', status: 'disabled' })),
      codeOf(changeOperator(bob.principal, ann.operatorId, { kind: 'role', role: 'viewer' })),
    ])
    expect(codes.sort()).toEqual(['conflict', 'no error'])
  })
})

describe('an operator’s key', () => {
  it('is its operator with today’s role, until it is revoked, expires, or the operator is disabled', async () => {
    const made = await enter()
    await enter()
    const { id, key } = await createOperatorApiKey(made.principal, { operatorId: made.operatorId, name: 'script' })
    expect(key).toMatch(/^rho_[\w-]{43}$/)
    expect(await authenticateOperatorApiKey(key)).toMatchObject({ operatorId: made.operatorId, role: 'admin', sessionId: null })
    await changeOperator(service, made.operatorId, { kind: 'role', role: 'viewer' })
    expect((await authenticateOperatorApiKey(key))!.permissions.has('tenant:stop')).toBe(false)
    await changeOperator(service, made.operatorId, { kind: 'status', status: 'disabled' })
    expect(await authenticateOperatorApiKey(key)).toBeNull()
    await changeOperator(service, made.operatorId, { kind: 'status', status: 'active' })
    expect(await authenticateOperatorApiKey(key)).not.toBeNull()
    await revokeOperatorApiKey(service, id)
    expect(await authenticateOperatorApiKey(key)).toBeNull()
    const old = await createOperatorApiKey(service, { operatorId: made.operatorId, name: 'old', expiresAt: new Date(Date.now() - 1000) })
    expect(await authenticateOperatorApiKey(old.key)).toBeNull()
  })

  it('is not kept in clear, and is made and revoked by its operator alone', async () => {
    const [ann, bob] = [await enter(), await enter()]
    const { id, key } = await createOperatorApiKey(ann.principal, { operatorId: ann.operatorId, name: 'script' })
    expect(JSON.stringify(await catalogDb().operatorApiKey.findMany())).not.toContain(key)
    expect(await codeOf(createOperatorApiKey(bob.principal, { operatorId: ann.operatorId, name: 'x' }))).toBe('forbidden')
    expect(await codeOf(revokeOperatorApiKey(bob.principal, id))).toBe('not_found')
    for (const bad of ['', 'rho_', `${key}x`, key.slice(0, -1), `rh_${key.slice(4)}`])
      expect(await authenticateOperatorApiKey(bad)).toBeNull()
  })
})
