import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from './errors'
import { derive, deriveText, forgetMasterKey, seal, unseal } from './secrets'

let dir: string

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'core-secrets-'))
  vi.stubEnv('DATA_DIR', dir)
  vi.stubEnv('MASTER_KEY', '')
  vi.stubEnv('DATABASE_URL', '')
  forgetMasterKey()
})
afterEach(() => {
  vi.unstubAllEnvs()
  forgetMasterKey()
  rmSync(dir, { recursive: true })
})

describe('sealed text', () => {
  it('opens to what was sealed, and no two seals of one text are alike', () => {
    for (const plain of ['', 'a', '비밀번호', 'x'.repeat(10_000)]) expect(unseal(seal(plain, 'totp'), 'totp')).toBe(plain)
    expect(seal('a', 'totp')).not.toBe(seal('a', 'totp'))
    expect(seal('a', 'totp')).toMatch(/^k1\.[\w-]{16}\.[\w-]+$/)
  })

  it('does not open for another purpose', () => {
    const sealed = seal('a', 'totp:1')
    expect(() => unseal(sealed, 'totp:2')).toThrow(AppError)
  })

  it('does not open when one character of it is changed, cut off or added', () => {
    const sealed = seal('a secret of some length', 'totp')
    for (let at = 0; at < sealed.length; at++) {
      const other = sealed[at] === 'A' ? 'B' : 'A'
      const changed = `${sealed.slice(0, at)}${other}${sealed.slice(at + 1)}`
      // The last character of base64url may carry bits that mean nothing: then it is the same ciphertext.
      if (Buffer.from(changed.split('.').at(-1)!, 'base64url').equals(Buffer.from(sealed.split('.').at(-1)!, 'base64url')) && at > 20)
        continue
      expect(() => unseal(changed, 'totp'), `position ${at}`).toThrow(AppError)
    }
    for (const broken of ['', 'k1', 'k1..', 'k1.a.b', `${sealed}.x`, sealed.replace('k1', 'k2'), sealed.slice(0, 30)])
      expect(() => unseal(broken, 'totp')).toThrow(AppError)
  })

  it('does not open under another master key', () => {
    const sealed = seal('a', 'totp')
    vi.stubEnv('MASTER_KEY', Buffer.alloc(32, 7).toString('base64'))
    expect(() => unseal(sealed, 'totp')).toThrow(AppError)
  })
})

describe('derived keys', () => {
  it('are the same for the same label after a restart, and different for another label or length', () => {
    const first = derive('context:a:1')
    forgetMasterKey()
    expect(derive('context:a:1')).toEqual(first)
    expect(derive('context:a:2')).not.toEqual(first)
    expect(derive('context:a:1', 64)).toHaveLength(64)
    expect(deriveText('role:x')).toMatch(/^[\w-]{43}$/)
  })

  it('cannot be changed by a caller who writes into the one he got', () => {
    const mine = derive('a')
    mine.fill(0)
    expect(derive('a')).not.toEqual(mine)
  })
})

describe('the master key', () => {
  it('is made once, readable by its owner alone', () => {
    derive('a')
    const file = join(dir, 'secrets', 'master.key')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const made = readFileSync(file, 'utf8')
    forgetMasterKey()
    derive('b')
    expect(readFileSync(file, 'utf8')).toBe(made)
  })

  it('is taken from MASTER_KEY as base64 or hex of 32 bytes or more, and from nothing less', () => {
    vi.stubEnv('MASTER_KEY', Buffer.alloc(32, 7).toString('base64'))
    const fromBase64 = derive('a')
    vi.stubEnv('MASTER_KEY', Buffer.alloc(32, 7).toString('hex'))
    expect(derive('a')).toEqual(fromBase64)
    for (const weak of ['secret', 'x'.repeat(31), 'a sentence that somebody made up, long enough', Buffer.alloc(16).toString('hex')]) {
      vi.stubEnv('MASTER_KEY', weak)
      expect(() => derive('a'), weak).toThrow(/openssl rand/)
    }
  })

  it.each([
    ['production', 'http', 'postgresql://u:p@db.example.com/rowhouse', false],
    ['development', 'https', 'postgresql://u:p@10.0.0.5/rowhouse', false],
    ['development', 'http', 'postgresql://u:p@db.example.com/rowhouse', true],
    ['production', 'https', 'postgresql://u:p@127.0.0.1/rowhouse', true],
    ['production', 'https', 'postgresql://u:p@localhost:5433/rowhouse', true],
    ['production', 'https', 'postgresql:///rowhouse?host=/var/run/postgresql', true],
    ['production', 'https', 'postgresql://u:p@localhost/rowhouse?host=db.example.com', false],
  ])('made up here, NODE_ENV=%s, %s, %s: allowed is %s', (nodeEnv, proto, url, isAllowed) => {
    vi.stubEnv('NODE_ENV', nodeEnv)
    vi.stubEnv('PUBLIC_PROTO', proto)
    vi.stubEnv('DATABASE_URL', url)
    if (isAllowed) expect(derive('a')).toHaveLength(32)
    else expect(() => derive('a')).toThrow(/Set MASTER_KEY/)
  })
})
