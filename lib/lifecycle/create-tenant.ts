import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { getTier, insertTenant, listRegions, type TenantStatus } from '@/lib/catalog'
import { AppError, newId } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { type OperationView, startOperation } from '@/lib/operations'
import { type CreateTenantFields, CreateTenantInput } from './create-tenant.schema'
import { parseInput } from './parse-input'
import { PROVISION } from './provision/provision-tenant'

export type CreatedTenant = { id: string; slug: string; name: string; status: TenantStatus; tierKey: string; region: string }

/**
 * Takes the slug and starts the work that opens the tenant, in one transaction: of two who take the same slug at the same moment
 * one wins, and the other gets `slug_taken`. Throws `invalid_input` with the fields named.
 */
export async function createTenant(
  principal: Principal,
  fields: CreateTenantFields,
  { requestId }: { requestId?: string | null } = {},
): Promise<{ tenant: CreatedTenant; operation: OperationView }> {
  requirePermission(principal, 'tenant:create')
  const input = parseInput(CreateTenantInput, fields)
  const [tier, regions] = await Promise.all([getTier(input.tier), listRegions()])
  const pattern = input.pattern ?? tier.defaultPattern
  if (!tier.allowedPatterns.includes(pattern)) {
    throw new AppError('invalid_input', {
      message: `Tenants of the tier ${tier.name} cannot be kept in the pattern ${pattern}. Choose ${tier.allowedPatterns.join(' or ')}.`,
      fields: { pattern: 'tier' },
    })
  }
  if (!regions.includes(input.region)) {
    throw new AppError('invalid_input', { message: `There is no server in the region ${input.region}.`, fields: { region: 'unknown' } })
  }
  const { name, slug, region, locale, timeZone, country, currency } = input
  const tenant: CreatedTenant = { id: newId(), slug, name, status: 'provisioning', tierKey: tier.key, region }
  const actor = actorOf(principal)
  const operation = await catalogDb().$transaction(async (tx) => {
    await insertTenant(tx, { ...tenant, locale, timeZone, country, currency })
    await recordAudit(tx, {
      actor,
      action: 'tenant.created',
      subject: { kind: 'tenant', id: tenant.id },
      detail: { slug, tier: tier.key, region },
      requestId,
      tenantId: tenant.id,
    })
    return startOperation({
      tx,
      kind: PROVISION,
      tenantId: tenant.id,
      requestedBy: actor,
      requestId,
      input: {
        pattern,
        region,
        productName: name,
        brandColour: input.brandColour,
        mark: input.mark,
        owner: { email: input.ownerEmail, name: input.ownerName },
      },
    })
  })
  return { tenant, operation }
}
