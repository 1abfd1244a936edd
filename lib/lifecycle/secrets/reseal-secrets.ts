import { z } from 'zod'
import { actorOf, type Principal, requirePermission, resealOperatorFactors, resealTenantSecrets } from '@/lib/auth'
import { getServerAdmin, listDatabases, listServers, renewDatabaseSecret, resealServerAdmin } from '@/lib/catalog'
import { log } from '@/lib/core'
import { catalogDb, ensureOwnRole, installationName } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { resealWebhookSecrets } from '@/lib/portal'
import { openTenantById } from '@/lib/tenancy'
import { parseInput } from '../parse-input'

const Input = z.object({ requestId: z.string().nullish() })
const TENANTS_AT_A_TIME = 500

export type Resealed = {
  servers: number
  /** Databases of single tenants whose role has a new password. */
  databases: number
  operators: number
  /** Second factors, sign-in providers and webhooks of tenants. */
  tenantSecrets: number
  /** What could not be done, by name: no key opens it, or it does not answer. Mend it and run this again. */
  left: { kind: 'server' | 'database' | 'operators' | 'tenant'; name: string }[]
}

/**
 * After the master key was changed: everything that is stored sealed is sealed under the key of now, and the roles of own databases get
 * new passwords. What was sealed before is read with MASTER_KEY_BEFORE. Safe to repeat, also after it was killed half-way.
 */
export async function resealSecrets(principal: Principal, fields: z.input<typeof Input> = {}): Promise<Resealed> {
  requirePermission(principal, 'server:manage')
  const { requestId } = parseInput(Input, fields)
  const left: Resealed['left'] = []
  const attempt = async <R>(kind: Resealed['left'][number]['kind'], name: string, work: () => Promise<R>): Promise<R | null> =>
    work().catch((error) => {
      log.error({ err: error, kind, name }, 'a secret could not be sealed anew')
      left.push({ kind, name })
      return null
    })
  let [servers, databases, tenantSecrets] = [0, 0, 0]
  for (const { id, name } of await listServers()) if (await attempt('server', name, () => resealServerAdmin(id))) servers++
  for (const each of await listDatabases()) {
    if (each.appRole === null) continue
    const isDone = await attempt('database', each.database, async () => {
      const admin = await getServerAdmin(each.serverId) // of one that cannot be administered the old password stays
      await ensureOwnRole(await renewDatabaseSecret(each.databaseId), installationName(), admin)
      return true
    })
    if (isDone) databases++
  }
  const operators = (await attempt('operators', 'second factors', () => catalogDb().$transaction(resealOperatorFactors))) ?? 0
  for await (const { id, slug } of tenants()) tenantSecrets += (await attempt('tenant', slug, () => resealOf(id))) ?? 0
  await recordAudit(catalogDb(), {
    actor: actorOf(principal),
    action: 'secrets.resealed',
    subject: { kind: 'installation', id: 'secrets' },
    detail: { servers, databases, operators, tenantSecrets, left: left.length },
    requestId,
  })
  return { servers, databases, operators, tenantSecrets, left }
}

async function resealOf(tenantId: string): Promise<number> {
  const db = await openTenantById(tenantId)
  return (await resealTenantSecrets(db)) + (await resealWebhookSecrets(db))
}

async function* tenants(): AsyncGenerator<{ id: string; slug: string }> {
  let after: string | undefined
  for (;;) {
    const page = await catalogDb().tenant.findMany({
      where: { placement: { isNot: null }, ...(after && { id: { gt: after } }) },
      orderBy: { id: 'asc' },
      take: TENANTS_AT_A_TIME,
      select: { id: true, slug: true },
    })
    yield* page
    if (page.length < TENANTS_AT_A_TIME) return
    after = page.at(-1)!.id
  }
}
