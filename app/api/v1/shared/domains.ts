import { z } from 'zod'
import { DOMAIN_FAULTS, type Domain, listDomains } from '@/lib/catalog'
import { recordName, recordValue } from '@/lib/lifecycle'
import { Instant, instant, instantOrNull } from '../frame/paging'

const host = z.string().max(253)
export const ClaimBody = z.strictObject({ host })
export const PrimaryBody = z.strictObject({ host: host.nullable() })
export const DomainShape = z.object({
  host: z.string(),
  status: z.enum(['active', 'failing', 'held', 'pending']),
  fault: z.enum(DOMAIN_FAULTS).nullable(),
  isPrimary: z.boolean(),
  pointsHere: z.boolean(),
  record: z.object({ type: z.literal('TXT'), name: z.string(), value: z.string() }),
  verifiedAt: Instant.nullable(),
  checkedAt: Instant.nullable(),
  failingSince: Instant.nullable(),
  createdAt: Instant,
})
/** At most twenty, so one page holds them all. */
export const DomainsShape = z.object({ items: z.array(DomainShape) })

export const viewDomain = (domain: Domain): z.input<typeof DomainShape> => ({
  host: domain.host,
  status: domain.status,
  fault: domain.fault,
  isPrimary: domain.isPrimary,
  pointsHere: domain.pointsHere,
  record: { type: 'TXT', name: recordName(domain.host), value: recordValue(domain.token) },
  verifiedAt: instantOrNull(domain.verifiedAt),
  checkedAt: instantOrNull(domain.checkedAt),
  failingSince: instantOrNull(domain.failingSince),
  createdAt: instant(domain.createdAt),
})

export const viewDomains = async (tenantId: string) => ({ items: (await listDomains(tenantId)).map(viewDomain) })
