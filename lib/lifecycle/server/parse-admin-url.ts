import { AppError } from '@/lib/core'
import type { ServerAdmin, Tls } from '@/lib/db'

const TLS: Record<string, Tls> = { disable: 'off', require: 'require', 'verify-ca': 'verify', 'verify-full': 'verify' }
const OURSELVES = /^(localhost|127\.|\[?::1)/

/** `postgresql://role:password@host:5432/database?sslmode=require`. Without sslmode another machine is only spoken to encrypted. */
export function parseAdminUrl(text: string): ServerAdmin & { tls: Tls } {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || !url.hostname || !url.username || !url.password) throw notAnAddress()
  const mode = url.searchParams.get('sslmode')
  const tls = mode === null ? (OURSELVES.test(url.hostname) ? 'off' : 'require') : TLS[mode]
  if (tls === undefined) throw notAnAddress()
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    maintenanceDatabase: decodeURIComponent(url.pathname.slice(1)) || 'postgres',
    tls,
  }
}

/** Says nothing of what was typed: a password may be in it. */
const notAnAddress = () => {
  const message = 'Give the address as postgresql://role:password@host:5432/database, with ?sslmode=disable, require or verify-full.'
  return new AppError('invalid_input', { message, fields: { adminUrl: message } })
}
