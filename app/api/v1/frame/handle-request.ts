import { AppError, isUuid, newId } from '@/lib/core'
import type { Caller, Door } from './caller'
import { csvOf, wantsCsv } from './csv'
import { type Endpoint, type Method, permissionOf } from './define-endpoint'
import { idempotencyKey, requestHash, runOnce } from './idempotency'
import { allowedMethods, endpointsAt, type Match, splitPath } from './match-endpoint'
import { openApi } from './openapi'
import { parseInput, queryObject } from './parse-input'
import type { Ports } from './ports'
import { capBody, mediaType, readJson, refuseEncoded } from './read-body'
import { baseHeaders, respondJson, respondProblem } from './respond'

const DOCUMENT = 'openapi.json'
const WITH_BODY: readonly Method[] = ['POST', 'PUT', 'PATCH']

/**
 * One pipeline for every endpoint, always in this order: host, path and method, who calls, permission, rate, input, work,
 * output. Whatever fails is problem details; what the output schema does not name does not leave.
 */
export function createApi(endpoints: readonly Endpoint[], ports: Ports): (request: Request) => Promise<Response> {
  return async (request) => {
    const given = request.headers.get('x-request-id') // proxy.ts writes it over whatever the client sent
    const requestId = isUuid(given) ? given : newId()
    const startedAt = performance.now()
    let name = 'none'
    let response: Response
    try {
      const door = await ports.findDoor(request.headers.get('host'))
      if (!door) throw new AppError('not_found', { message: 'There is nothing at this address.' })
      const segments = splitPath(new URL(request.url).pathname)
      if (segments.join('/') === DOCUMENT) return await answerDocument(endpoints, door, request, requestId, ports)
      const matches = await openMatches(endpointsAt(endpoints, door.kind, segments), door, ports)
      if (matches.length === 0) throw new AppError('not_found', { message: 'There is nothing at this address.' })
      const allow = allowedMethods(matches)
      const method = request.method === 'HEAD' ? 'GET' : request.method
      const match = matches.find(({ endpoint }) => endpoint.method === method)
      if (match) name = match.endpoint.name
      if (request.method === 'OPTIONS') response = new Response(null, { status: 204, headers: { ...baseHeaders(requestId), allow } })
      else if (!match) response = respondMethodNotAllowed(allow, requestId)
      else response = await answer(match, door, request, requestId, ports)
    } catch (error) {
      response = respondProblem(error, requestId)
    }
    ports.observe(name, request.method, response.status, (performance.now() - startedAt) / 1000)
    if (request.method !== 'HEAD') return response
    await response.body?.cancel()
    return new Response(null, response)
  }
}

/** A path of a plugin that is off is as unknown as any: before anybody is asked who they are. */
async function openMatches(matches: Match[], door: Door, ports: Ports): Promise<Match[]> {
  if (matches.every(({ endpoint }) => endpoint.plugin === null)) return matches
  const open = await ports.openPlugins?.(door)
  return matches.filter(({ endpoint }) => endpoint.plugin === null || open?.has(endpoint.plugin))
}

/** The description of the interface names no tenant's data: no key is needed to read it. */
async function answerDocument(
  endpoints: readonly Endpoint[],
  door: Door,
  request: Request,
  requestId: string,
  ports: Ports,
): Promise<Response> {
  const allow = 'GET, HEAD, OPTIONS'
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: { ...baseHeaders(requestId), allow } })
  if (request.method !== 'GET' && request.method !== 'HEAD') return respondMethodNotAllowed(allow, requestId)
  const plugins = (await ports.openPlugins?.(door)) ?? new Set<string>()
  const response = respondJson(openApi(endpoints, door.kind, ports.describe(door), plugins), 200, requestId)
  return request.method === 'HEAD' ? new Response(null, response) : response
}

async function answer({ endpoint, params }: Match, door: Door, request: Request, requestId: string, ports: Ports): Promise<Response> {
  const caller = await ports.identify(door, request)
  if (!caller) throw new AppError('unauthenticated', { message: 'Send a valid API key: Authorization: Bearer <key>.' })
  const permission = permissionOf(endpoint)
  if (permission !== 'any' && !(caller.principal.permissions as ReadonlySet<string>).has(permission))
    throw new AppError('forbidden', { message: `This needs the permission ${permission}.`, fields: { permission } })
  await ports.limitRate(caller, endpoint.upload !== undefined)

  const input = {
    ...caller,
    params: parseParams(endpoint, params),
    query: parseInput(endpoint.query, queryObject(new URL(request.url).searchParams, endpoint.queryNames), 'query'),
    request,
    requestId,
    signal: request.signal,
  }
  if (endpoint.csvColumns && wantsCsv(request))
    return stream({ ...endpoint, produces: 'text/csv' }, await listAsCsv(endpoint, input), requestId)
  if (endpoint.produces !== 'application/json') return stream(endpoint, await run(endpoint, { ...input, body: {} }), requestId)
  if (endpoint.upload) {
    if (request.headers.has('idempotency-key'))
      throw new AppError('bad_request', {
        message: 'An upload takes no Idempotency-Key: sending a file again replaces nothing and starts nothing.',
      })
    return finish(endpoint, await run(endpoint, { ...input, body: {}, request: upload(endpoint, request) }), requestId)
  }
  const { text, value } = endpoint.body && WITH_BODY.includes(endpoint.method) ? await readJson(request) : { text: '', value: {} }
  const body = endpoint.body ? parseInput(endpoint.body, value) : {}
  const work = async () => checkOutput(endpoint, await run(endpoint, { ...input, body }))

  const key = endpoint.method === 'POST' ? idempotencyKey(request) : null
  if (key === null) return respondJson(await work(), endpoint.status, requestId)
  const once = await runOnce(ports.idempotency(caller), key, requestHash(request, text), endpoint.status, work)
  return respondJson(once.body, once.status, requestId, once.isReplay ? { 'idempotent-replayed': 'true' } : {})
}

const run = (endpoint: Endpoint, input: Caller & Record<string, unknown>) => (endpoint.run as (input: unknown) => Promise<unknown>)(input)

/** Every page of the list through the endpoint's own `run` and output schema: what does not leave as JSON does not leave as CSV. */
async function listAsCsv(endpoint: Endpoint, input: Caller & { query: unknown } & Record<string, unknown>) {
  const own = (await endpoint.csvOf?.(input as never)) ?? []
  const columns = [...endpoint.csvColumns!.filter((column) => !own.some((name) => name.startsWith(`${column}.`))), ...own]
  const [isPaged, isLimited] = [endpoint.queryNames.has('cursor'), endpoint.queryNames.has('limit')]
  return csvOf(columns, async (cursor, limit) => {
    const query = { ...(input.query as object), ...(isLimited && { limit }), ...(isPaged && { cursor }) }
    const page = checkOutput(endpoint, await run(endpoint, { ...input, query, body: {} })) as { items: Record<string, unknown>[] }
    return isPaged ? page : { items: page.items }
  })
}

/** An id that cannot be one is answered like one that is missing: the two must not be told apart. */
function parseParams(endpoint: Endpoint, params: Record<string, string>): unknown {
  const parsed = endpoint.params.safeParse(params)
  if (!parsed.success) throw new AppError('not_found', { message: 'There is nothing at this address.' })
  return parsed.data
}

/** What does not fit the declared output is our defect: `internal`, never a leak. */
function checkOutput(endpoint: Endpoint, value: unknown): unknown {
  if (!endpoint.output || endpoint.status === 204) return null
  return endpoint.output.parse(value)
}

const finish = (endpoint: Endpoint, value: unknown, requestId: string) =>
  respondJson(checkOutput(endpoint, value), endpoint.status, requestId)

function stream(endpoint: Endpoint, value: unknown, requestId: string): Response {
  const { body, headers } = value as { body: ReadableStream<Uint8Array>; headers?: Record<string, string> }
  return new Response(body, {
    status: endpoint.status,
    headers: {
      ...baseHeaders(requestId),
      'content-type': endpoint.produces.startsWith('text/') ? `${endpoint.produces}; charset=utf-8` : endpoint.produces,
      ...headers,
    },
  })
}

function upload(endpoint: Endpoint, request: Request): Request {
  const { contentTypes, sizeBytesMax } = endpoint.upload!
  refuseEncoded(request)
  if (!contentTypes.includes(mediaType(request)))
    throw new AppError('unsupported_media', { message: `Send the file as ${contentTypes.join(' or ')}.` })
  const init: RequestInit & { duplex: 'half' } = {
    method: request.method,
    headers: request.headers,
    body: capBody(request, sizeBytesMax),
    signal: request.signal,
    duplex: 'half',
  }
  return new Request(request.url, init)
}

function respondMethodNotAllowed(allow: string, requestId: string): Response {
  const problem = {
    type: 'urn:problem:method-not-allowed',
    title: 'Method not allowed',
    status: 405,
    code: 'method_not_allowed',
    detail: `This address takes ${allow}.`,
    instance: `urn:uuid:${requestId}`,
  }
  return respondJson(problem, 405, requestId, { 'content-type': 'application/problem+json; charset=utf-8', allow })
}
