import { AppError, isAppError, log } from '@/lib/core'

const refuse = (message: string, name: string, values?: Record<string, string>, field = 'issuer') =>
  new AppError('invalid_input', { message, key: `auth.errors.${name}`, ...(values && { values }), fields: { [field]: message } })

export const otherIssuer = (issuer: string) =>
  refuse(`The provider calls itself ${issuer}. Enter exactly that.`, 'ssoOtherIssuer', { issuer })
export const incomplete = (part: string) => refuse(`The provider's configuration has no ${part}.`, 'ssoIncomplete', { part })
const notDiscovered = (host: string) => refuse(`${host} has no OpenID Connect configuration at this address.`, 'ssoNotDiscovered', { host })
export const refusedClient = () =>
  refuse('The provider does not know this client id, or the secret is not right.', 'ssoRefusedClient', undefined, 'clientSecret')

/** Why a provider could not be asked, in words for the administrator; what the library said goes to the log. */
export function explainProvider(error: unknown, host: string): AppError {
  const own = causeOf(error, isAppError)
  if (own) return own.fields ? new AppError(own.code, { ...own, message: own.message, fields: { issuer: own.message } }) : own
  const code = codeOf(error)
  log.info({ host, code, err: error }, 'sign-in provider')
  if (code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED') {
    const body = (error as { cause?: { body?: { issuer?: unknown } } }).cause?.body
    return typeof body?.issuer === 'string' ? otherIssuer(body.issuer.slice(0, 200)) : notDiscovered(host)
  }
  // With a WWW-Authenticate header the library tells of the challenge and not of the body.
  const isChallenged = code === 'OAUTH_WWW_AUTHENTICATE_CHALLENGE'
  if (isChallenged || isWord(error, 'invalid_client') || isWord(error, 'unauthorized_client')) return refusedClient()
  return notDiscovered(host)
}

const codeOf = (error: unknown) => (error as { code?: string } | null)?.code

/** What a provider answers at its token endpoint: `invalid_grant`, `invalid_client`. */
export const isWord = (error: unknown, word: string) => (error as { error?: unknown } | null)?.error === word

function causeOf<T>(error: unknown, is: (error: unknown) => error is T): T | undefined {
  for (let at: unknown = error, depth = 0; at && depth < 5; at = (at as { cause?: unknown }).cause, depth++) if (is(at)) return at
  return undefined
}
