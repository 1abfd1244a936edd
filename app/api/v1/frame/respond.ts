import { HTTP_STATUS, isAppError, log, toProblem } from '@/lib/core'

/** On every answer: nothing of the API is kept by a cache, guessed at by a browser, or framed. */
export const baseHeaders = (requestId: string): Record<string, string> => ({
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-request-id': requestId,
})

export function respondJson(body: unknown, status: number, requestId: string, headers: Record<string, string> = {}): Response {
  const text = status === 204 ? null : JSON.stringify(body)
  return new Response(text, {
    status,
    headers: { ...baseHeaders(requestId), ...(text !== null && { 'content-type': 'application/json; charset=utf-8' }), ...headers },
  })
}

/** Problem details; what the caller may not know goes to the log under the same request id. */
export function respondProblem(error: unknown, requestId: string, headers: Record<string, string> = {}): Response {
  const problem = toProblem(error, `urn:uuid:${requestId}`)
  if (!isAppError(error) || HTTP_STATUS[error.code] >= 500) log.error({ err: error, requestId }, 'API request failed')
  const retryAfter = isAppError(error) ? error.retryAfterSeconds : undefined
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      ...baseHeaders(requestId),
      'content-type': 'application/problem+json; charset=utf-8',
      ...(problem.status === 401 && { 'www-authenticate': 'Bearer' }),
      ...(retryAfter !== undefined && { 'retry-after': String(Math.ceil(retryAfter)) }),
      ...headers,
    },
  })
}
