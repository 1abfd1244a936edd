import { z } from 'zod'
import { PATTERNS } from '@/lib/catalog'
import { defineOperation } from '@/lib/operations'
import { activateTenant } from './activate-tenant'
import { brandTenant } from './brand-tenant'
import { inviteOwner } from './invite-owner'
import { openGate } from './open-gate'
import { placeTenant } from './place-tenant'
import { seedTenant } from './seed-tenant'

export const PROVISION = 'tenant.provision'

const ProvisionInput = z.object({
  pattern: z.enum(PATTERNS),
  region: z.string(),
  productName: z.string(),
  brandColour: z.string(),
  mark: z.string(),
  owner: z.object({ email: z.string(), name: z.string() }),
})
export type ProvisionInput = z.infer<typeof ProvisionInput>

/** Opens a tenant: nobody can come in before the last step, and until then all of it can be removed and the slug is free again. */
defineOperation<ProvisionInput>({
  kind: PROVISION,
  input: ProvisionInput,
  secrets: ['owner'],
  steps: [
    { name: 'place', run: placeTenant },
    { name: 'brand', run: brandTenant },
    { name: 'gate', run: openGate },
    { name: 'roles', run: seedTenant },
    { name: 'owner', run: inviteOwner },
    { name: 'activate', run: activateTenant },
  ],
  result: ({ place }) => place,
  async failed(tx, { tenantId }) {
    await tx.tenant.updateMany({ where: { id: tenantId!, status: 'provisioning' }, data: { status: 'failed', version: { increment: 1 } } })
  },
})
