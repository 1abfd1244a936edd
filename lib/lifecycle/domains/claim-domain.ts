import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { actorOf, type Principal } from '@/lib/auth'
import { type Domain, getDomain, storeDomainClaim } from '@/lib/catalog'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { parseInput } from '../parse-input'
import { DomainInput, requireOwnName } from './domain-input'
import { requireDomainRight } from './require-domain-right'

/** Claims a name for a tenant, with a token of its own. The claim gives nothing and keeps nobody out; only the record does. */
export async function claimDomain(principal: Principal, fields: z.input<typeof DomainInput>): Promise<Domain> {
  const { tenantId, host: entered, requestId } = parseInput(DomainInput, fields)
  requireDomainRight(principal)
  const host = requireOwnName(entered)
  const actor = actorOf(principal)
  await catalogDb().$transaction(async (tx) => {
    const token = randomBytes(20).toString('hex')
    if (!(await storeDomainClaim(tx, { tenantId, host, token }, `${actor.kind}:${actor.id}`))) return
    await recordAudit(tx, { actor, action: 'domain.claimed', subject: { kind: 'domain', id: host }, requestId, tenantId })
  })
  return getDomain(tenantId, host)
}
