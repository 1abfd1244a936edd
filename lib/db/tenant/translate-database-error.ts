import { AppError, type ErrorCode, isAppError } from '@/lib/core'

/** What sec.tenant() raises (prisma/tenant/database), as the AppError that it means; any other error as it is. */
export function toTenancyError<E>(error: E): E | AppError {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  const known = limitOf(code, message) ?? TENANCY[code]
  return known === undefined ? error : asAppError(known, error)
}

/**
 * Errors of Prisma, of pg and of the server, as AppErrors. What is left as it is, is a defect of ours: a wrong argument, a missing
 * column. `detail` names the constraint of a conflict (see constraintOf).
 */
export function translateDatabaseError(error: unknown): unknown {
  if (isAppError(error) || !(error instanceof Error)) return error
  const { code = '' } = error as { code?: string }
  const state = sqlState(error)
  const known = limitOf(state, error.message) ?? TENANCY[state] ?? SQL_STATES[state] ?? SQL_CLASSES[state.slice(0, 2)] ?? PRISMA[code]
  if (known !== undefined) return asAppError(known, error)
  if (
    /^(ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|EHOST)/.test(code) ||
    /^(Connection terminated|Client has encountered a connection error|timeout expired)/.test(error.message)
  ) {
    return asAppError(UNREACHABLE, error)
  }
  return error
}

/** Name of the violated constraint or index, of an error of the server, of Prisma, or of one that was translated. */
export function constraintOf(error: unknown): string | undefined {
  for (let at = error as Caught | undefined; at; at = at.cause as Caught | undefined) {
    const { constraint } = at.meta?.driverAdapterError?.cause ?? {}
    if (typeof at.constraint === 'string') return at.constraint
    if (constraint) return constraint.index ?? constraint.fields?.join('_')
  }
  return undefined
}

interface Caught {
  readonly code?: string
  readonly message?: string
  readonly constraint?: unknown
  readonly cause?: unknown
  readonly meta?: {
    readonly code?: string
    readonly driverAdapterError?: {
      readonly cause?: { originalCode?: string; code?: string; constraint?: { index?: string; fields?: string[] } }
    }
  }
}

/** The server's five letters, whoever has wrapped them; '' when the error is not the server's. */
export function sqlState(error: unknown): string {
  const caught = (isAppError(error) ? error.cause : error) as (Caught & { cause?: Caught }) | undefined
  if (caught === undefined || caught === null) return ''
  const adapter = caught.meta?.driverAdapterError?.cause
  const code = adapter?.originalCode ?? adapter?.code ?? caught.cause?.code ?? caught.code ?? ''
  return /^[0-9A-Z]{5}$/.test(code) && !/^P\d{4}$/.test(code) ? code : ''
}

interface Meaning {
  readonly code: ErrorCode
  readonly message: string
  readonly retryAfterSeconds?: number
  readonly key?: string
  readonly values?: Record<string, string | number>
}

/** What sec.settle_meter() raises at a commit that would pass a limit. Its text names the limit. */
function limitOf(state: string, text: string): Meaning | undefined {
  const limit = Number(/\d+/.exec(text)?.[0])
  if (state === 'TN011') {
    const message = `The plan allows ${limit} records, and this would be more. Remove what is not needed any more, or ask for a larger plan under Settings, Plan.`
    return { code: 'limit_reached', message, key: 'errors.limits.rows', values: { limit } }
  }
  if (state !== 'TN012') return undefined
  const gigabytes = Math.round(limit / 1e7) / 100
  const message = `The plan allows ${gigabytes} GB, and this would be more. Remove what is not needed any more, or ask for a larger plan under Settings, Plan.`
  return { code: 'limit_reached', message, key: 'errors.limits.storage', values: { gigabytes } }
}

function asAppError({ code, message, retryAfterSeconds, key, values }: Meaning, cause: unknown): AppError {
  const { code: original = '', message: text = '' } = cause as Caught
  const constraint = constraintOf(cause)
  return new AppError(code, {
    message,
    cause,
    retryAfterSeconds,
    key,
    values,
    detail: { error: `${original} ${text.trim()}`.trim(), ...(constraint && { constraint }) },
  })
}

const UNREACHABLE: Meaning = {
  code: 'unavailable',
  message: 'The service is not reachable right now. Try again in a minute.',
  retryAfterSeconds: 60,
}
const BUSY: Meaning = { code: 'busy', message: 'Too much is going on right now. Try again in a few seconds.', retryAfterSeconds: 5 }
const IN_USE: Meaning = { code: 'conflict', message: 'It is still in use, or belongs to something that no longer exists.' }
const TAKEN: Meaning = { code: 'conflict', message: 'This exists already.' }
const MISSING: Meaning = { code: 'not_found', message: 'It does not exist, or no longer.' }
const WRONG: Meaning = { code: 'invalid_input', message: 'A value is missing or has the wrong form.' }
const REFUSED: Meaning = { code: 'isolation', message: 'The request was refused by the database.' }

const TENANCY: Readonly<Record<string, Meaning>> = {
  TN001: REFUSED,
  TN002: REFUSED,
  TN003: REFUSED,
  TN004: { code: 'tenant_stopped', message: 'This service is paused at the moment.' },
  TN005: { code: 'tenant_moved', message: 'Your data is being moved. Try again in a few seconds.', retryAfterSeconds: 2 },
  TN007: { code: 'tenant_moving', message: 'Your data is being moved. Try again in a second.', retryAfterSeconds: 1 },
  TN008: { code: 'conflict', message: 'The tenant is being served from there. Stop it, or move it away, first.' },
  TN006: { code: 'tenant_locked', message: 'This service is locked at the moment.' },
}

const SQL_STATES: Readonly<Record<string, Meaning>> = {
  TN010: { code: 'conflict', message: 'A sealed audit record cannot be changed.' },
  '23001': IN_USE,
  '23503': IN_USE,
  '23505': TAKEN,
  '23502': WRONG,
  '23514': WRONG,
  '22001': WRONG,
  '22003': WRONG,
  '22007': WRONG,
  '22008': WRONG,
  '22P02': WRONG,
  '22021': WRONG, // a NUL byte in a text
  '40001': BUSY,
  '40P01': BUSY,
  '42501': REFUSED,
  '53300': BUSY,
  '55P03': BUSY,
  '57014': {
    code: 'busy',
    message: 'This took too long and was stopped. Try again, or ask for less at once.',
    retryAfterSeconds: 5,
  },
  '57P01': UNREACHABLE,
  '57P02': UNREACHABLE,
  '57P03': UNREACHABLE,
  '28000': UNREACHABLE,
  '28P01': UNREACHABLE, // the master key is not the one that the roles' passwords were made from
  '3D000': UNREACHABLE,
}
const SQL_CLASSES: Readonly<Record<string, Meaning>> = { '08': UNREACHABLE, '53': BUSY }

const PRISMA: Readonly<Record<string, Meaning>> = {
  P1001: UNREACHABLE,
  P1002: UNREACHABLE,
  P1008: BUSY,
  P1017: UNREACHABLE,
  P2000: WRONG,
  P2002: TAKEN,
  P2003: IN_USE,
  P2004: WRONG,
  P2011: WRONG,
  P2014: IN_USE,
  P2015: MISSING,
  P2018: MISSING,
  P2020: WRONG,
  P2024: BUSY,
  P2025: MISSING,
  P2028: BUSY,
  P2034: BUSY,
  P2037: BUSY,
}
