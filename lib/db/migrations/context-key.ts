import type pg from 'pg'
import { AppError, derive } from '@/lib/core'

/** The key that signs the tenancy contexts of one database. Two key ids are valid at once during a rotation. */
export function contextKey(database: string, keyId: number): Buffer {
  return derive(`context:${database}:${keyId}`, 32)
}

/** The two rows that sec.key needs of a key: HMAC's inner and outer block (RFC 2104), so that a check is two sha256(). */
export function hmacPads(key: Buffer): { inner: Buffer; outer: Buffer } {
  if (key.length < 32 || key.length > 64) throw new AppError('internal', { message: 'A context key has 32 to 64 bytes.' })
  const block = Buffer.alloc(64)
  key.copy(block)
  return { inner: Buffer.from(block.map((byte) => byte ^ 0x36)), outer: Buffer.from(block.map((byte) => byte ^ 0x5c)) }
}

/** Writes the key of this database into sec.key, where only the definer function reads it. */
export async function installContextKey(client: pg.Client, database: string, keyId: number, bindsBackend: boolean): Promise<void> {
  const { inner, outer } = hmacPads(contextKey(database, keyId))
  await client.query(
    `INSERT INTO sec.key (kid, inner_pad, outer_pad, binds_backend) VALUES ($1, $2, $3, $4)
     ON CONFLICT (kid) DO UPDATE SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad, binds_backend = excluded.binds_backend`,
    [keyId, inner, outer, bindsBackend],
  )
}
