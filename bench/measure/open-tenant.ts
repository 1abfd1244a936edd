import { findMemberSession, type SessionClaims, startMemberSession, systemPrincipal } from '@/lib/auth'
import { findTenantByHost } from '@/lib/catalog'
import { newId } from '@/lib/core'
import { getDashboard } from '@/lib/hr'
import { type CreateTenantFields, createTenant } from '@/lib/lifecycle'
import { isOver, watchOperation } from '@/lib/operations'
import { openTenant } from '@/lib/tenancy'

/** Milliseconds from the operator's click: until the tenant is active, and until the owner's first page can be served. */
export type Opened = { active: number; served: number }

/** What a signed-in page reads: host, session, dashboard. The owner's own part, choosing a password, is a person's time and not in it. */
export async function openBenchTenant(slug: string, place: Pick<CreateTenantFields, 'tier' | 'pattern'> = {}): Promise<Opened> {
  const start = performance.now()
  const { operation } = await createTenant(systemPrincipal('bench'), {
    name: 'Bench Ltd',
    slug,
    ownerEmail: 'owner@example.com',
    ownerName: 'Olive Owner',
    ...place,
  })
  for await (const view of watchOperation(operation.id)) {
    if (isOver(view) && view.state !== 'succeeded') throw new Error(`opening ${slug}: ${view.state} ${JSON.stringify(view.error)}`)
  }
  const active = performance.now() - start
  const tenant = (await findTenantByHost(`${slug}.localhost`))!
  const db = openTenant(tenant)
  const claims = await db.$transaction(async (tx): Promise<SessionClaims> => {
    const role = await tx.role.findFirstOrThrow({ where: { key: 'owner' } })
    const user = await tx.user.create({ data: { id: newId(), email: 'owner@example.com', name: 'Olive Owner', roleId: role.id } })
    return startMemberSession(tx, user.id, { userAgent: 'bench' })
  })
  const principal = await findMemberSession(db, tenant, claims)
  await getDashboard(db, principal!, new Date().toISOString().slice(0, 10))
  return { active, served: performance.now() - start }
}

export const sorted = (values: number[]) => values.sort((a, b) => a - b)
export const at = (values: number[], share: number) =>
  Math.round(values[Math.min(values.length - 1, Math.floor(values.length * share))]! * 10) / 10
