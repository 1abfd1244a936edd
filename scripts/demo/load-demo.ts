import { holdsPassword } from '@/lib/auth'
import { findTenantBySlug } from '@/lib/catalog'
import { isAppError, log } from '@/lib/core'
import { openTenant } from '@/lib/tenancy'
import { COMPANIES, type DemoCompany } from './companies'
import { demoPassword } from './demo-password'
import { loadCompany } from './load-company'

export interface DemoSignIn {
  name: string
  slug: string
  roleKey: string
  email: string
  /** null: it was changed since, or made under another master key. */
  password: string | null
}

/**
 * Three real companies, opened and filled by the product's own use cases: what this does, an operator and an owner could do by hand.
 * Each part looks first whether it is done, so a start that was killed is finished by the next one. Needs a running worker. A company
 * that cannot be loaded is told of and left for the next start: the service itself is up.
 */
export async function loadDemo(report: (words: string) => void): Promise<DemoSignIn[]> {
  const signIns: DemoSignIn[] = []
  for (const company of COMPANIES) {
    const { name, slug } = company.tenant
    const startedAt = performance.now()
    try {
      const people = await loadCompany(company)
      if (people !== null)
        report(`${name}: ${people.toLocaleString('en')} people imported (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`)
      const password = await currentPassword(company)
      signIns.push(...company.members.map(({ roleKey, email }) => ({ name, slug, roleKey, email, password })))
    } catch (error) {
      log.error({ err: error, slug }, 'demo company not loaded')
      report(`${name} is not complete: ${isAppError(error) ? error.message : 'the log says why'} The next start tries again.`)
    }
  }
  return signIns
}

/** Of the owner, as a sample of all: what is printed must open the door. */
async function currentPassword({ tenant: { slug }, members }: DemoCompany): Promise<string | null> {
  const tenant = await findTenantBySlug(slug)
  if (tenant?.status !== 'active') return null
  const password = demoPassword(slug)
  return (await holdsPassword(openTenant(tenant), members[0].email, password)) ? password : null
}
