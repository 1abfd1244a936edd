import { AppError } from '@/lib/core'
import { audienceOf, type Endpoint, type Method } from './define-endpoint'

export type Match = { endpoint: Endpoint; params: Record<string, string> }

const METHOD_ORDER: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** Every endpoint of this audience at this path. An endpoint of the other audience is not there at all: no 403 that would name it. */
export function endpointsAt(endpoints: readonly Endpoint[], audience: 'operator' | 'tenant', segments: readonly string[]): Match[] {
  const found: Match[] = []
  for (const endpoint of endpoints) {
    if (audienceOf(endpoint) !== audience || endpoint.segments.length !== segments.length) continue
    const params: Record<string, string> = {}
    const isMatch = endpoint.segments.every((expected, index) => {
      const given = segments[index]!
      if (!expected.startsWith('{')) return expected === given
      params[expected.slice(1, -1)] = given
      return given !== ''
    })
    if (isMatch) found.push({ endpoint, params })
  }
  // A literal path wins over one with a parameter: /operations/events is not the operation called "events".
  const literals = (match: Match) => match.endpoint.segments.filter((segment) => !segment.startsWith('{')).length
  const most = Math.max(0, ...found.map(literals))
  return found.filter((match) => literals(match) === most)
}

/** The value of Allow for a path: HEAD comes with GET, OPTIONS always. */
export function allowedMethods(matches: readonly Match[]): string {
  const methods = METHOD_ORDER.filter((method) => matches.some((match) => match.endpoint.method === method))
  return [...methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])), 'OPTIONS'].join(', ')
}

/** '/api/v1/people/7%20a' -> ['people', '7 a']. A path that two readers could split differently is refused. */
export function splitPath(pathname: string, prefix = '/api/v1'): string[] {
  if (pathname !== prefix && !pathname.startsWith(`${prefix}/`))
    throw new AppError('not_found', { message: 'There is nothing at this address.' })
  return pathname
    .slice(prefix.length + 1)
    .split('/')
    .map((segment) => {
      let decoded: string
      try {
        decoded = decodeURIComponent(segment)
      } catch {
        throw new AppError('bad_request', { message: 'The path holds a percent sign that starts no encoded character.' })
      }
      if (/[/\\\p{Cc}]/u.test(decoded) || decoded === '..' || decoded === '.')
        throw new AppError('not_found', { message: 'There is nothing at this address.' })
      return decoded
    })
}
