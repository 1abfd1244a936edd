import { cookies } from 'next/headers'
import { findMemberVisit, visitLocale } from '@/lib/actions'
import type { ResolvedTenant } from '@/lib/catalog'
import { MODE_COOKIE, pickMode } from '@/lib/portal'

/** How whoever asks wants to see a page that is made outside the layout: by what the browser says, and no query. */
export async function visitorOf(tenant: ResolvedTenant, account?: string | null) {
  const [jar, locale] = await Promise.all([cookies(), visitLocale(account, tenant.locale)])
  return { locale, mode: pickMode(jar.get(MODE_COOKIE)?.value) }
}

/** The same for a member, who may have chosen a language for every browser. */
export async function memberVisitorOf(tenant: ResolvedTenant) {
  const visit = await findMemberVisit().catch(() => null)
  return visitorOf(tenant, visit?.principal?.locale)
}
