import { listDomains } from '@/lib/catalog'

/**
 * Domains whose mail addresses this tenant may speak for: those that it has proven by DNS and holds now. Exactly these: who holds
 * hr.acme.com has not proven acme.com, and who holds acme.com is not asked for eu.acme.com.
 */
export async function listMailDomains(tenantId: string): Promise<ReadonlySet<string>> {
  const domains = await listDomains(tenantId)
  return new Set(domains.filter(({ status }) => status === 'active').map(({ host }) => host))
}

export const mailDomainOf = (email: string) => email.slice(email.lastIndexOf('@') + 1)
