'use server'
import { z } from 'zod'
import { defineOperatorAction } from '@/lib/actions'
import { getTenant } from '@/lib/catalog'
import { now } from '@/lib/core'
import { type AuditVerdict, verifyCatalogAudit, verifyTenantAudit } from '@/lib/governance'
import { formatMoment } from '@/lib/portal'
import { openTenantById } from '@/lib/tenancy'
import { officeTimeZone } from '../../moment'

const withTime = ({ isIntact, checked, broken, unsealed }: AuditVerdict) => ({
  isIntact,
  checked,
  broken: broken && { seq: broken.seq },
  unsealed,
  at: formatMoment(now(), 'ko', officeTimeZone()).slice(-5),
})

export const verifyTrail = defineOperatorAction({
  input: z.object({}),
  permission: 'audit:read',
  refreshes: false,
  async perform() {
    return withTime(await verifyCatalogAudit())
  },
})

/** The tenant's own trail; tells nothing of what it holds. */
export const verifyTenantTrail = defineOperatorAction({
  input: z.object({ slug: z.string().max(64) }),
  permission: 'audit:read',
  refreshes: false,
  async perform({ input }) {
    return withTime(await verifyTenantAudit(await openTenantById((await getTenant(input.slug)).id)))
  },
})
