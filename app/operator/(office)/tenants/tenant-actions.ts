'use server'
import { z } from 'zod'
import { defineOperatorAction } from '@/lib/actions'
import { getTenant } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import {
  type CreateTenantFields,
  createTenant as create,
  setFlag as giveFlag,
  removeFailedTenant,
  startTenant as resume,
  stopTenant as shut,
  updateTenant as update,
} from '@/lib/lifecycle'

const slug = z.string().min(1).max(64)
const text = z.string().max(500)
/** Fields are parsed once more by the use case, which names each that is wrong. */
const Fields = z.object({
  name: text,
  slug: text,
  ownerEmail: text,
  ownerName: text,
  tier: text,
  locale: text,
  timeZone: text,
  country: text,
  currency: text,
  brandColour: text,
})

/** Data: the slug, and the operation whose steps the receipt shows. */
export const createTenant = defineOperatorAction({
  input: Fields,
  permission: 'tenant:create',
  refreshes: false,
  async perform({ input, principal, requestId }) {
    const { tenant, operation } = await create(principal, input as CreateTenantFields, { requestId })
    return { slug: tenant.slug, operationId: operation.id }
  },
})

export const stopTenant = defineOperatorAction({
  input: z.object({ slug, reason: text }),
  permission: 'tenant:stop',
  async perform({ input, principal, requestId }) {
    const { id } = await getTenant(input.slug)
    await shut(principal, { tenantId: id, reason: input.reason, requestId })
  },
})

export const startTenant = defineOperatorAction({
  input: z.object({ slug }),
  permission: 'tenant:stop',
  async perform({ input, principal, requestId }) {
    const { id } = await getTenant(input.slug)
    await resume(principal, { tenantId: id, requestId })
  },
})

/** One whose opening has failed; its slug is free again. */
export const removeTenant = defineOperatorAction({
  input: z.object({ slug }),
  permission: 'tenant:create',
  refreshes: false,
  async perform({ input, principal, requestId }) {
    const { id } = await getTenant(input.slug)
    await removeFailedTenant(principal, { tenantId: id, requestId })
  },
})

/** Writes only what differs. Somebody who was faster is not overwritten: the form's version must still be the tenant's. */
export const changeTenant = defineOperatorAction({
  input: Fields.pick({ name: true, tier: true, locale: true, timeZone: true, country: true, currency: true }).extend({
    slug,
    version: z.number().int(),
  }),
  permission: 'tenant:update',
  async perform({ input: { slug: which, version, tier, ...given }, principal, requestId }) {
    const tenant = await getTenant(which)
    if (tenant.version !== version) {
      throw new AppError('conflict', {
        message: 'Somebody else changed this tenant. Load the page again to see it.',
        key: 'operator.tenant.changedMeanwhile',
      })
    }
    const changed = Object.fromEntries(Object.entries(given).filter(([name, value]) => tenant[name as keyof typeof given] !== value))
    const change = { ...changed, ...(tier !== tenant.tierKey && { tier }) }
    if (Object.keys(change).length > 0)
      await update(principal, { ...change, tenantId: tenant.id, requestId } as Parameters<typeof update>[1])
  },
})

/** null takes the tenant's own value back. */
export const setFlag = defineOperatorAction({
  input: z.object({ slug, key: z.string().max(80), value: z.union([z.boolean(), z.number(), z.string().max(200), z.null()]) }),
  permission: 'flag:set',
  async perform({ input, principal, requestId }) {
    const { id } = await getTenant(input.slug)
    await giveFlag(principal, { tenantId: id, key: input.key, value: input.value, requestId })
  },
})
