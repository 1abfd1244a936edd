import type { z } from 'zod'
import { actorOf, type Principal } from '@/lib/auth'
import { deleteDomain } from '@/lib/catalog'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { parseInput } from '../parse-input'
import { DomainInput } from './domain-input'
import { requireDomainRight } from './require-domain-right'

/** Gives a name up, held or only claimed. The portal is reached by the slug's address again, and the token is worth nothing any more. */
export async function releaseDomain(principal: Principal, fields: z.input<typeof DomainInput>): Promise<void> {
  const { tenantId, host, requestId } = parseInput(DomainInput, fields)
  requireDomainRight(principal)
  await catalogDb().$transaction(async (tx) => {
    await deleteDomain(tx, tenantId, host)
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'domain.released',
      subject: { kind: 'domain', id: host },
      requestId,
      tenantId,
    })
  })
}
