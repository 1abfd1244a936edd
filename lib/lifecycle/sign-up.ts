import type { z } from 'zod'
import { admitSignUp, systemPrincipal } from '@/lib/auth'
import { checkSlug, listRegions } from '@/lib/catalog'
import { AppError, env } from '@/lib/core'
import type { OperationView } from '@/lib/operations'
import { type CreatedTenant, createTenant } from './create-tenant'
import { CreateTenantInput } from './create-tenant.schema'
import { parseInput } from './parse-input'
import { beginTrial } from './trial/begin-trial'

const TIER = 'free'

/** What a company that signs itself up is asked. All else is the operators' to decide. */
export const SignUpInput = CreateTenantInput.pick({
  name: true,
  slug: true,
  ownerEmail: true,
  ownerName: true,
  locale: true,
  timeZone: true,
  country: true,
  currency: true,
})

/**
 * Opens a tenant of the free tier for whoever asks. The address that was given is proved by the invitation, which goes there and
 * nowhere else: without it nobody comes in. Throws `forbidden` where operators open tenants themselves, `rate_limited`,
 * `invalid_input` and `slug_taken`.
 */
export async function signUp(
  fields: z.input<typeof SignUpInput>,
  { address, requestId }: { address: string; requestId?: string | null },
): Promise<{ tenant: CreatedTenant; operation: OperationView }> {
  if (env().SIGN_UP === 'closed') throw closed()
  const input = parseInput(SignUpInput, fields)
  const slug = await checkSlug(input.slug)
  if (!slug.isFree) throw slugTaken() // a name that is gone costs nobody one of their attempts
  await admitSignUp(address)
  const [region] = await listRegions()
  const opened = await createTenant(systemPrincipal('sign-up'), { ...input, tier: TIER, region }, { requestId })
  await beginTrial(opened.tenant.id, TIER, input.timeZone)
  return opened
}

const closed = () =>
  new AppError('forbidden', {
    message: 'Portals are opened by the people who run this service. Ask them for one.',
    key: 'site.errors.closed',
  })

const slugTaken = () =>
  new AppError('slug_taken', {
    message: 'This address is taken. Choose another one.',
    key: 'site.errors.slugTaken',
    fields: { slug: 'This address is taken. Choose another one.' },
  })
