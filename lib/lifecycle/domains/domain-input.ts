import { z } from 'zod'
import { AppError, env, normalizeHost, parseHost } from '@/lib/core'

export const DomainInput = z.object({
  tenantId: z.uuid(),
  host: z.string().trim().toLowerCase().max(253),
  requestId: z.string().nullish(),
})

/** A name as it is stored. Throws `invalid_input` for what is no name, and for the service's own. */
export function requireOwnName(text: string): string {
  const host = normalizeHost(text)
  const base = env().BASE_DOMAIN
  const refuse = (message: string, key: string) => new AppError('invalid_input', { message, fields: { host: message }, key })
  if (host === null || host.includes(':') || text.includes(':') || !host.includes('.'))
    throw refuse('Enter a name such as hr.example.com, without https:// and without a path.', 'domains.errors.grammar')
  if (parseHost(host, base).kind !== 'custom' || base.endsWith(`.${host}`))
    throw refuse('This name belongs to the service. Enter one of your own.', 'domains.errors.service')
  return host
}
