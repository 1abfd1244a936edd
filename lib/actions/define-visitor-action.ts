import type { z } from 'zod'
import type { OperatorSession, WaitingMember } from '@/lib/auth'
import type { ResolvedTenant } from '@/lib/catalog'
import { AppError, type Locale } from '@/lib/core'
import type { TenantDb } from '@/lib/tenancy'
import { readInput } from './read-input'
import type { Action } from './result'
import { actionOf, type Ending } from './run-action'
import {
  findMemberVisit,
  findOperatorVisit,
  findVisitedTenant,
  isOfficeHost,
  isSiteHost,
  requestNumber,
  type VisitingClient,
  visitingClient,
  visitLocale,
} from './visit'

type Visit<Input> = { input: Input; locale: Locale; client: VisitingClient; requestId: string }

type PortalDefinition<S extends z.ZodType, Output> = Ending & {
  input: S
  perform: (visit: Visit<z.output<S>> & { tenant: ResolvedTenant; db: TenantDb; waiting: WaitingMember | null }) => Promise<Output>
}

/**
 * For people at a tenant's door who have not signed in: sign-in itself, links of mails. The use case does all the checks. `waiting`
 * is whoever gave the password and still owes a second factor.
 */
export function definePortalVisitorAction<S extends z.ZodType, Output>(
  definition: PortalDefinition<S, Output>,
): Action<z.input<S>, Output> {
  return actionOf<z.input<S>, Output>(
    async () => visitLocale(null, (await findVisitedTenant())?.locale ?? 'en'),
    async (raw, locale) => {
      const visit = await findMemberVisit()
      if (!visit) throw nobodyHere()
      const { tenant, db, waiting } = visit
      return definition.perform({ ...(await arrive(definition.input, raw, locale)), tenant, db, waiting })
    },
    definition,
  )
}

type OfficeDefinition<S extends z.ZodType, Output> = Ending & {
  input: S
  perform: (visit: Visit<z.output<S>> & { session: OperatorSession | null }) => Promise<Output>
}

/** For people at the back office's door, before the password or between it and the second factor. */
export function defineOfficeVisitorAction<S extends z.ZodType, Output>(
  definition: OfficeDefinition<S, Output>,
): Action<z.input<S>, Output> {
  return actionOf<z.input<S>, Output>(
    () => visitLocale(null, 'en'),
    async (raw, locale) => {
      if (!(await isOfficeHost())) throw nobodyHere()
      const session = await findOperatorVisit()
      return definition.perform({ ...(await arrive(definition.input, raw, locale)), session })
    },
    definition,
  )
}

type SiteDefinition<S extends z.ZodType, Output> = Ending & { input: S; perform: (visit: Visit<z.output<S>>) => Promise<Output> }

/** For whoever visits the service's own site, where nobody is signed in. */
export function defineSiteVisitorAction<S extends z.ZodType, Output>(definition: SiteDefinition<S, Output>): Action<z.input<S>, Output> {
  return actionOf<z.input<S>, Output>(
    () => visitLocale(null, 'en'),
    async (raw, locale) => {
      if (!(await isSiteHost())) throw nobodyHere()
      return definition.perform(await arrive(definition.input, raw, locale))
    },
    definition,
  )
}

async function arrive<S extends z.ZodType>(schema: S, raw: unknown, locale: Locale): Promise<Visit<z.output<S>>> {
  return { input: readInput(schema, raw, locale), locale, client: await visitingClient(), requestId: await requestNumber() }
}

const nobodyHere = () => new AppError('not_found', { message: 'There is nothing at this address.' })
