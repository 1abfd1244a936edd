import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataDir, env, isRemoteDatabase } from './env'
import { AppError } from './errors'

// Names the master key in every ciphertext, so that a later one can be told from it.
const KEY_ID = 'k1'

let cached: { source: string; key: Buffer } | undefined
const derived = new Map<string, Buffer>()

const hkdf = (key: Buffer, label: string, bytes: number) => Buffer.from(hkdfSync('sha256', key, 'rowhouse', label, bytes))

/** A key for one purpose: HKDF-SHA256 of the master key. The same label gives the same key on every process and start. */
export function derive(label: string, bytes = 32): Buffer {
  const key = masterKey()
  const name = `${bytes}:${label}`
  let found = derived.get(name)
  if (!found) {
    if (derived.size >= 1000) derived.clear() // labels may hold a tenant's id: bounded, and cheap to make again
    found = hkdf(key, label, bytes)
    derived.set(name, found)
  }
  return Buffer.from(found)
}

/** The same as base64url, for passwords of database roles and secrets of libraries that want text. */
export function deriveText(label: string): string {
  return derive(label).toString('base64url')
}

/** AES-256-GCM under a key of its purpose: `k1.<iv>.<ciphertext and tag>`, base64url. */
export function seal(plain: string, purpose: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', derive(`seal:${purpose}`), iv)
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `${KEY_ID}.${iv.toString('base64url')}.${sealed.toString('base64url')}`
}

/**
 * Throws `internal` when the text was changed, was sealed for another purpose, or under another master key: neither the one of now nor, while
 * MASTER_KEY_BEFORE names it, the one before.
 */
export function unseal(sealed: string, purpose: string): string {
  const { MASTER_KEY_BEFORE } = env()
  try {
    return open(sealed, derive(`seal:${purpose}`))
  } catch (cause) {
    if (MASTER_KEY_BEFORE === undefined) throw unreadable(purpose, cause)
    try {
      return open(sealed, hkdf(parseKey(MASTER_KEY_BEFORE, 'MASTER_KEY_BEFORE'), `seal:${purpose}`, 32))
    } catch (earlier) {
      throw unreadable(purpose, earlier)
    }
  }
}

/** Under the key of now, whichever it was sealed under. Throws as `unseal` does. */
export function reseal(sealed: string, purpose: string): string {
  return seal(unseal(sealed, purpose), purpose)
}

/** What a lost key leaves behind: whoever meets it goes on with everything else. */
export const isUnreadableSecret = (error: unknown): boolean => error instanceof AppError && error.message === UNREADABLE

const UNREADABLE = 'A stored secret cannot be read.'
const unreadable = (purpose: string, cause: unknown) =>
  new AppError('internal', { message: UNREADABLE, detail: `purpose ${purpose}: is MASTER_KEY the one it was sealed under?`, cause })

function open(sealed: string, key: Buffer): string {
  const [keyId, iv, body, ...rest] = sealed.split('.')
  if (keyId !== KEY_ID || !iv || !body || rest.length > 0) throw new Error(`not a ciphertext under ${KEY_ID}`)
  const bytes = Buffer.from(body, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), { authTagLength: 16 })
  decipher.setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8')
}

/** For tests that change MASTER_KEY or DATA_DIR under way. */
export function forgetMasterKey(): void {
  cached = undefined
  derived.clear()
}

function masterKey(): Buffer {
  const { MASTER_KEY } = env()
  const source = MASTER_KEY ?? join(dataDir(), 'secrets', 'master.key')
  if (cached?.source === source) return cached.key
  const key = MASTER_KEY ? parseKey(MASTER_KEY, 'MASTER_KEY') : storedKey(source)
  derived.clear()
  cached = { source, key }
  return key
}

/** Hex or base64 of 32 bytes or more: a sentence that someone made up is not a key. */
function parseKey(text: string, where: string): Buffer {
  const trimmed = text.trim()
  const key = /^([0-9a-f]{2}){32,}$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64')
  const isWhole = key.length >= 32 && /^[A-Za-z0-9+/_-]+=*$/.test(trimmed)
  if (!isWhole)
    throw new AppError('invalid_input', { message: `${where} must be 32 random bytes in base64 or hex: openssl rand -base64 32` })
  return key
}

function storedKey(path: string): Buffer {
  const { NODE_ENV, PUBLIC_PROTO } = env()
  if (isRemoteDatabase() && (NODE_ENV === 'production' || PUBLIC_PROTO === 'https')) {
    throw new AppError('invalid_input', {
      message:
        'Set MASTER_KEY: with a database on another machine, a key that this machine made up would be lost with it, and all stored secrets too. Make one with: openssl rand -base64 32',
    })
  }
  const read = () => parseKey(readFileSync(path, 'utf8'), path)
  try {
    return read()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  // Written whole under another name, then linked: of two processes that start at once one wins, and both read its key.
  mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 })
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  try {
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !statSync(path).isFile()) throw error
  } finally {
    rmSync(draft)
  }
  return read()
}
