import type { z } from 'zod'
import { actorOf, type MemberPrincipal, type Permission, requirePermission } from '@/lib/auth'
import type { ResolvedTenant } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import type { TenantDb, TenantTx } from '@/lib/tenancy'
import { readInput } from './read-input'
import type { Action } from './result'
import { actionOf, type Ending } from './run-action'
import { findMemberVisit, findVisitedTenant, requestNumber, type VisitingClient, visitingClient, visitLocale } from './visit'

type Scene<Input> = { input: Input; principal: MemberPrincipal; tenant: ResolvedTenant; requestId: string }
type Subject = { kind: string; id: string }

type Audited<Input, Output> = {
  /** What is written down, in the past tense, in the transaction of `run`: 'branding.published'. */
  audit: string
  run: (scene: Scene<Input> & { tx: TenantTx }) => Promise<Output>
  subject?: (scene: Scene<Input> & { data: Output }) => Subject
  detail?: (scene: Scene<Input> & { data: Output }) => Record<string, unknown>
}
/** A use case with a transaction and an audit row of its own: one that computes before it writes, or writes in two places. */
type OfUseCase<Input, Output> = { perform: (scene: Scene<Input> & { db: TenantDb; client: VisitingClient }) => Promise<Output> }

type Definition<S extends z.ZodType, Output> = Ending & {
  input: S
  /** null: for every member, about what is their own. */
  permission: Permission | null
} & (Audited<z.output<S>, Output> | OfUseCase<z.output<S>, Output>)

/**
 * The only way to an action of a tenant's members. In this order: session, input, tenant, permission, one transaction with the work
 * and its audit row, and then the page is loaded anew.
 */
export function defineMemberAction<S extends z.ZodType, Output>(definition: Definition<S, Output>): Action<z.input<S>, Output> {
  const { input: schema, permission } = definition
  return actionOf<z.input<S>, Output>(
    async () => {
      const tenant = await findVisitedTenant()
      const visit = tenant?.status === 'active' ? await findMemberVisit() : null
      return visitLocale(visit?.principal?.locale, tenant?.locale ?? 'en')
    },
    async (raw, locale) => {
      const visit = await findMemberVisit()
      if (!visit?.principal) throw new AppError('unauthenticated', { message: 'Sign in first.', key: 'auth.errors.sessionEnded' })
      const { principal, tenant, db } = visit
      const scene = { input: readInput(schema, raw, locale), principal, tenant, requestId: await requestNumber() }
      if (permission) requirePermission(principal, permission)
      if ('perform' in definition) return definition.perform({ ...scene, db, client: await visitingClient() })
      return db.$transaction(async (tx) => {
        const data = await definition.run({ ...scene, tx })
        await recordAudit(tx, {
          actor: actorOf(principal),
          action: definition.audit,
          subject: definition.subject?.({ ...scene, data }) ?? { kind: 'tenant', id: tenant.id },
          detail: definition.detail?.({ ...scene, data }),
          requestId: scene.requestId,
        })
        return data
      })
    },
    definition,
  )
}
