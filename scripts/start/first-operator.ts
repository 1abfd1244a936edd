import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createOperator, listOperators, systemPrincipal } from '@/lib/auth'
import { dataDir, env, newToken } from '@/lib/core'
import { addressOf } from './address'
import type { FirstOperator } from './worker'

/** The first account of the back office, when there is none. Its second factor is set up at the first sign-in. */
export async function createFirstOperator(): Promise<FirstOperator | null> {
  const file = join(dataDir(), 'secrets', 'first-sign-in.txt')
  if ((await listOperators(systemPrincipal('start'))).length > 0) return null
  const email = process.env.OPERATOR_EMAIL || `operator@${env().BASE_DOMAIN.includes('.') ? env().BASE_DOMAIN : 'rowhouse.example'}`
  const password = newToken().slice(0, 20)
  // Kept before the account is made: one that nobody can get into would be worse than a note of one that does not exist.
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 }) // with MASTER_KEY set nobody else has made it
  writeFileSync(file, `Back office: ${addressOf('admin')}\nE-mail:      ${email}\nPassword:    ${password}\n`, { mode: 0o600 })
  await createOperator(systemPrincipal('start'), { email, name: 'First operator', role: 'admin', password })
  return { email, password, file }
}
