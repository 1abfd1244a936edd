import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { contextKey } from '../migrations/context-key'
import type { TenantContext } from './tenant-context'

const LIFE_SECONDS = 300
const KEYS_MAX = 1_000

/**
 * Signs `<key id>.<tenant>.<epoch>.<expiry>[.<rows>.<bytes>].<mac>`, which sec.tenant() verifies with a key that the application role cannot read.
 * The MAC also covers the process id of the backend that will get it: a context that leaks is worth nothing on another connection.
 */
export class ContextSigner {
  readonly #keys = new Map<string, KeyObject>()

  constructor(
    readonly keyOf: (database: string, keyId: number) => Buffer = contextKey,
    readonly lifeSeconds = LIFE_SECONDS,
  ) {}

  /** Whoever keeps the text renews it at half of its life, so that a transaction never starts with a context about to expire. */
  sign(context: TenantContext, processId: number, now = Date.now()): { text: string; renewAt: number } {
    const { location, tenantId, epoch, quota } = context
    const expiry = Math.floor(now / 1000) + this.lifeSeconds
    const payload = `${location.keyId}.${tenantId}.${epoch}.${expiry}${quota ? `.${quota.rowsMax}.${quota.bytesMax}` : ''}`
    const mac = createHmac('sha256', this.#key(location.database, location.keyId))
      .update(location.isPooled ? payload : `${payload}.${processId}`)
      .digest('hex')
    return { text: `${payload}.${mac}`, renewAt: now + this.lifeSeconds * 500 }
  }

  #key(database: string, keyId: number): KeyObject {
    const name = `${keyId}:${database}`
    let key = this.#keys.get(name)
    if (key === undefined) {
      if (this.#keys.size >= KEYS_MAX) this.#keys.clear()
      key = createSecretKey(this.keyOf(database, keyId))
      this.#keys.set(name, key)
    }
    return key
  }
}
