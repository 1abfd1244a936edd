import type { z } from 'zod'
import { actorOf, type OperatorPermission, type OperatorPrincipal, requirePermission } from '@/lib/auth'
import { AppError } from '@/lib/core'
import { type CatalogTx, catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { readInput } from './read-input'
import type { Action } from './result'
import { actionOf, type Ending } from './run-action'
import { findOperatorVisit, requestNumber, visitLocale } from './visit'

type Scene<Input> = { input: Input; principal: OperatorPrincipal & { sessionId: string }; requestId: string }
type Subject = { kind: string; id: string; tenantId?: string }

type Audited<Input, Output> = {
  /** What is written down, in the past tense, in the transaction of `run`: 'flag.set'. */
  audit: string
  run: (scene: Scene<Input> & { tx: CatalogTx }) => Promise<Output>
  subject: (scene: Scene<Input> & { data: Output }) => Subject
  detail?: (scene: Scene<Input> & { data: Output }) => Record<string, unknown>
}
/** A use case with a transaction and an audit row of its own, as those of lib/lifecycle are. */
type OfUseCase<Input, Output> = { perform: (scene: Scene<Input>) => Promise<Output> }

type Definition<S extends z.ZodType, Output> = Ending & {
  input: S
  /** null: for every operator, about what is their own. */
  permission: OperatorPermission | null
} & (Audited<z.output<S>, Output> | OfUseCase<z.output<S>, Output>)

/** The only way to an action of the back office, on its own host alone, after the second factor. The order is that of members. */
export function defineOperatorAction<S extends z.ZodType, Output>(definition: Definition<S, Output>): Action<z.input<S>, Output> {
  const { input: schema, permission } = definition
  return actionOf<z.input<S>, Output>(
    async () => visitLocale((await findOperatorVisit())?.principal.locale, 'en'),
    async (raw, locale) => {
      const visit = await findOperatorVisit()
      if (!visit?.isVerified) throw new AppError('unauthenticated', { message: 'Sign in first.', key: 'auth.errors.sessionEnded' })
      const { principal } = visit
      const scene = { input: readInput(schema, raw, locale), principal, requestId: await requestNumber() }
      if (permission) requirePermission(principal, permission)
      if ('perform' in definition) return definition.perform(scene)
      return catalogDb().$transaction(async (tx) => {
        const data = await definition.run({ ...scene, tx })
        const { tenantId, ...subject } = definition.subject({ ...scene, data })
        await recordAudit(tx, {
          actor: actorOf(principal),
          action: definition.audit,
          subject,
          detail: definition.detail?.({ ...scene, data }),
          requestId: scene.requestId,
          tenantId,
        })
        return data
      })
    },
    definition,
  )
}
