import type { z } from 'zod'
import { actorOf, type Principal } from '@/lib/auth'
import { storePrimaryDomain } from '@/lib/catalog'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { parseInput } from '../parse-input'
import { DomainInput } from './domain-input'
import { requireDomainRight } from './require-domain-right'

export const PrimaryDomainInput = DomainInput.extend({ host: DomainInput.shape.host.nullable() })

/** The address that pages, mails and redirects use from now on; null is the slug's own. Refused for a name that does not lead here. */
export async function setPrimaryDomain(principal: Principal, fields: z.input<typeof PrimaryDomainInput>): Promise<void> {
  const { tenantId, host, requestId } = parseInput(PrimaryDomainInput, fields)
  requireDomainRight(principal)
  await catalogDb().$transaction(async (tx) => {
    await storePrimaryDomain(tx, tenantId, host)
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'domain.primary-set',
      subject: { kind: 'domain', id: host ?? 'none' },
      requestId,
      tenantId,
    })
  })
}
