import type { z } from 'zod'
import { actorOf, type Principal } from '@/lib/auth'
import { type Domain, getDomain, getTenant, storeDomainProof } from '@/lib/catalog'
import { env } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { parseInput } from '../parse-input'
import { DomainInput } from './domain-input'
import { proveDomain } from './prove-domain'
import { requireDomainRight } from './require-domain-right'

/** Looks into the DNS and writes down what it says: the same for a person who presses the button and for the worker. */
export async function checkDomain(principal: Principal, fields: z.input<typeof DomainInput>): Promise<Domain> {
  const { tenantId, host, requestId } = parseInput(DomainInput, fields)
  requireDomainRight(principal)
  const [{ token }, { slug }] = await Promise.all([getDomain(tenantId, host), getTenant(tenantId)])
  const proof = await proveDomain(host, token, `${slug}.${env().BASE_DOMAIN}`)
  await catalogDb().$transaction(async (tx) => {
    const outcome = await storeDomainProof(tx, tenantId, host, proof)
    if (outcome === 'unchanged') return
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: outcome === 'gained' ? 'domain.proven' : 'domain.lapsed',
      subject: { kind: 'domain', id: host },
      requestId,
      tenantId,
    })
  })
  return getDomain(tenantId, host)
}
