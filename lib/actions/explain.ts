import { AppError, type ErrorCode, isAppError, type Locale, log } from '@/lib/core'
import { translator } from '@/lib/portal'
import type { ActionFailure } from './result'

type Values = Record<string, string | number>
type Words = { (key: string, values?: Values): string; has(key: string): boolean }

/**
 * An error as the answer of an action. One that is not ours is a defect: it is logged with the request's number and shown as such,
 * with nothing of its text.
 */
export function explain(error: unknown, locale: Locale, requestId: string): ActionFailure {
  const known = isAppError(error) ? error : new AppError('internal', { message: 'Something went wrong on our side.', cause: error })
  if (!isAppError(error) || known.code === 'isolation' || known.code === 'internal') log.error({ err: error, requestId }, 'action failed')
  const message = sentence(known, locale)
  const fieldErrors =
    known.fields && Object.fromEntries(Object.entries(known.fields).map(([name, text]) => [name, text === known.message ? message : text]))
  return {
    ok: false,
    code: known.code,
    message,
    ...(fieldErrors && { fieldErrors }),
    ...(known.retryAfterSeconds !== undefined && { retryAfterSeconds: known.retryAfterSeconds }),
  }
}

function sentence({ code, key, values, message }: AppError, locale: Locale): string {
  const [namespace, path] = split(key)
  // Keys come with errors, as data, so they are texts here; a test holds those of lib/auth to the messages.
  const own = namespace && (translator(locale, namespace) as unknown as Words)
  if (own && path && own.has(path)) return own(path, values)
  if (locale === 'en') return message
  const codes = translator(locale, 'errors') as unknown as Words
  return codes(`codes.${code satisfies ErrorCode}`)
}

const NAMESPACES = [
  'access',
  'auth',
  'brand',
  'common',
  'connect',
  'domains',
  'errors',
  'fields',
  'import',
  'operator',
  'people',
  'plan',
  'plugins',
  'portal',
  'site',
] as const

function split(key: string | undefined) {
  const dot = key?.indexOf('.') ?? -1
  const namespace = NAMESPACES.find((name) => name === key?.slice(0, Math.max(dot, 0)))
  return [namespace, key?.slice(dot + 1)] as const
}
