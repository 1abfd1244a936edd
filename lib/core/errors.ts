export type ErrorCode =
  | 'invalid_input'
  | 'bad_request'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'slug_taken'
  | 'tenant_stopped'
  | 'tenant_locked'
  | 'tenant_moved'
  | 'tenant_moving'
  | 'limit_reached'
  | 'rate_limited'
  | 'too_large'
  | 'unsupported_media'
  | 'misdirected'
  | 'busy'
  | 'unavailable'
  | 'not_running'
  | 'isolation'
  | 'internal'

export const HTTP_STATUS = {
  invalid_input: 422,
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  slug_taken: 409,
  tenant_stopped: 503,
  tenant_locked: 503,
  tenant_moved: 503,
  tenant_moving: 503,
  limit_reached: 409,
  rate_limited: 429,
  too_large: 413,
  unsupported_media: 415,
  misdirected: 421,
  busy: 503,
  unavailable: 503,
  not_running: 503,
  isolation: 500,
  internal: 500,
} as const satisfies Record<ErrorCode, number>

export type AppErrorOptions = {
  /** May reach a person: says what happened and what to do next. */
  message: string
  /** Goes to the log alone. */
  detail?: unknown
  cause?: unknown
  /** Name of a form field or JSON property -> what is wrong with it. */
  fields?: Record<string, string>
  retryAfterSeconds?: number
  /** Where messages/{en,ko} say the same to a reader of pages, 'auth.errors.lastOwner', and what to fill in. */
  key?: string
  values?: Record<string, string | number>
}

/** The one error that is meant to be seen. Anything else that is thrown is a defect, and is shown as `internal`. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly detail?: unknown
  readonly fields?: Record<string, string>
  readonly retryAfterSeconds?: number
  readonly key?: string
  readonly values?: Record<string, string | number>

  constructor(code: ErrorCode, { message, detail, cause, fields, retryAfterSeconds, key, values }: AppErrorOptions) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'AppError'
    this.code = code
    if (detail !== undefined) this.detail = detail
    if (fields !== undefined) this.fields = fields
    if (retryAfterSeconds !== undefined) this.retryAfterSeconds = retryAfterSeconds
    if (key !== undefined) this.key = key
    if (values !== undefined) this.values = values
  }
}

/** By name and code, not by class: server bundles may hold this module more than once. */
export function isAppError(error: unknown): error is AppError {
  return (
    error instanceof Error &&
    error.name === 'AppError' &&
    typeof (error as AppError).code === 'string' &&
    Object.hasOwn(HTTP_STATUS, (error as AppError).code)
  )
}

/** RFC 9457 problem details. */
export type Problem = {
  type: string
  title: string
  status: number
  code: ErrorCode
  detail: string
  instance?: string
  fields?: Record<string, string>
}

/** What a caller over HTTP may know. A stranger's error tells nothing but that it happened. */
export function toProblem(error: unknown, instance?: string): Problem {
  const known = isAppError(error)
    ? error
    : new AppError('internal', { message: 'Something went wrong on our side. Try again; if it stays, contact support.' })
  return {
    type: `urn:problem:${known.code.replaceAll('_', '-')}`,
    title: `${known.code[0]!.toUpperCase()}${known.code.slice(1).replaceAll('_', ' ')}`,
    status: HTTP_STATUS[known.code],
    code: known.code,
    detail: known.message,
    ...(instance && { instance }),
    ...(known.fields && { fields: known.fields }),
  }
}
