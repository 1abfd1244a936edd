import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import pg from 'pg'
import { derive } from '@/lib/core'

/** `PASSWORD '...'` as the server keeps it, so that neither its log nor pg_stat_activity ever shows the password (RFC 5803). */
export function passwordClause(role: string, password: string): string {
  const salt = derive(`role-salt:${role}`, 16)
  const salted = pbkdf2Sync(password, salt, 4096, 32, 'sha256')
  const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  const storedKey = createHash('sha256').update(hmac(salted, 'Client Key')).digest('base64')
  const verifier = `SCRAM-SHA-256$4096:${salt.toString('base64')}$${storedKey}:${hmac(salted, 'Server Key').toString('base64')}`
  return `PASSWORD ${pg.escapeLiteral(verifier)}`
}
