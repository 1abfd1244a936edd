import { createRateLimit } from '@/app/api/v1/frame/rate-limit'
import { capBody, JSON_BYTES_MAX, mediaType, refuseEncoded } from '@/app/api/v1/frame/read-body'
import { findVisitedTenant, requestNumber } from '@/lib/actions'
import {
  authenticateScim,
  clientAddress,
  createScimGroup,
  createScimUser,
  deleteScimGroup,
  deleteScimUser,
  getScimGroup,
  getScimUser,
  listResponse,
  listScimGroups,
  listScimUsers,
  parsePage,
  parsePatch,
  patchScimGroup,
  patchScimUser,
  replaceScimGroup,
  replaceScimUser,
  SCIM_RESOURCE_TYPES,
  SCIM_SCHEMAS,
  SCIM_SERVICE,
  type ScimCaller,
  ScimError,
  toScimError,
} from '@/lib/auth'
import { isAppError, log, publicOrigin } from '@/lib/core'
import { openTenant, type TenantDb } from '@/lib/tenancy'

const limit = createRateLimit()
type Context = { params: Promise<{ host: string; path: string[] }> }
type Call = { db: TenantDb; base: string; caller: ScimCaller; id: string; query: URLSearchParams; body: () => Promise<unknown> }
type Answer = { status: number; body?: unknown }

/** Host, token, rate, then one use case. Whatever fails is an error in the form of SCIM. */
export async function answerScim(request: Request, { params }: Context): Promise<Response> {
  try {
    const tenant = await findVisitedTenant()
    if (!tenant) throw new ScimError(404, 'There is nothing at this address.')
    const db = openTenant(tenant)
    const { tokenId } = await authenticateScim(db, request.headers.get('authorization'), clientAddress(request.headers))
    limit.take(tenant.id, tenant.limits.requestsPerSecond)
    const { host, path } = await params
    const call: Call = {
      db,
      base: `${publicOrigin(decodeURIComponent(host))}/scim/v2`,
      caller: { tokenId, requestId: await requestNumber() },
      id: path[1] ?? '',
      query: new URL(request.url).searchParams,
      body: () => readScim(request),
    }
    return respond(await route(request.method, path, call))
  } catch (error) {
    const { status, body } = toScimError(error)
    if (status === 500) log.error({ err: error }, 'scim failed')
    const wait = isAppError(error) ? error.retryAfterSeconds : undefined
    return respond({ status, body }, wait === undefined ? {} : { 'retry-after': String(Math.ceil(wait)) })
  }
}

async function route(method: string, path: string[], call: Call): Promise<Answer> {
  const [kind, id, ...more] = path
  const page = parsePage(call.query.get('startIndex'), call.query.get('count'))
  if (more.length === 0 && kind === 'Users') return (id ? userRoutes : usersRoutes)(method, call)
  if (more.length === 0 && kind === 'Groups') return (id ? groupRoutes : groupsRoutes)(method, call)
  if (method !== 'GET' || more.length > 0) throw nothingHere()
  if (kind === 'ServiceProviderConfig' && !id) return { status: 200, body: SCIM_SERVICE }
  const described = kind === 'Schemas' ? SCIM_SCHEMAS : kind === 'ResourceTypes' ? SCIM_RESOURCE_TYPES : undefined
  if (!described) throw nothingHere()
  if (!id) return { status: 200, body: listResponse(described, described.length, page) }
  const one = described.find((each) => each.id === decodeURIComponent(id))
  if (!one) throw nothingHere()
  return { status: 200, body: one }
}

async function usersRoutes(method: string, { db, base, caller, query, body }: Call): Promise<Answer> {
  if (method === 'POST') return { status: 201, body: await createScimUser(db, caller, base, await body()) }
  if (method !== 'GET') throw notAllowed()
  return { status: 200, body: await listScimUsers(db, base, query.get('filter'), parsePage(query.get('startIndex'), query.get('count'))) }
}

async function userRoutes(method: string, { db, base, caller, id, body }: Call): Promise<Answer> {
  if (method === 'GET') return { status: 200, body: await getScimUser(db, base, id) }
  if (method === 'PUT') return { status: 200, body: await replaceScimUser(db, caller, base, id, await body()) }
  if (method === 'PATCH') return { status: 200, body: await patchScimUser(db, caller, base, id, parsePatch(await body())) }
  if (method !== 'DELETE') throw notAllowed()
  await deleteScimUser(db, caller, id)
  return { status: 204 }
}

async function groupsRoutes(method: string, { db, base, caller, query, body }: Call): Promise<Answer> {
  if (method === 'POST') return { status: 201, body: await createScimGroup(db, caller, base, await body()) }
  if (method !== 'GET') throw notAllowed()
  const withMembers = !(query.get('excludedAttributes') ?? '').split(',').includes('members')
  const page = parsePage(query.get('startIndex'), query.get('count'))
  return { status: 200, body: await listScimGroups(db, base, query.get('filter'), page, withMembers) }
}

async function groupRoutes(method: string, { db, base, caller, id, body }: Call): Promise<Answer> {
  if (method === 'GET') return { status: 200, body: await getScimGroup(db, base, id) }
  if (method === 'PUT') return { status: 200, body: await replaceScimGroup(db, caller, base, id, await body()) }
  // Entra asks for no more than that it was done.
  if (method === 'PATCH') return { status: 200, body: await patchScimGroup(db, caller, base, id, parsePatch(await body())) }
  if (method !== 'DELETE') throw notAllowed()
  await deleteScimGroup(db, caller, id)
  return { status: 204 }
}

async function readScim(request: Request): Promise<unknown> {
  refuseEncoded(request)
  if (!['application/scim+json', 'application/json'].includes(mediaType(request)))
    throw new ScimError(415, 'Send the body as application/scim+json.')
  const chunks: Uint8Array[] = []
  for await (const chunk of capBody(request, JSON_BYTES_MAX)) chunks.push(chunk)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)))
  } catch {
    throw new ScimError(400, 'The body is not valid JSON in UTF-8.', 'invalidSyntax')
  }
}

function respond({ status, body }: Answer, more: Record<string, string> = {}): Response {
  const headers = new Headers({ 'content-type': 'application/scim+json; charset=utf-8', 'cache-control': 'no-store', ...more })
  if (status === 401) headers.set('www-authenticate', 'Bearer')
  const location = (body as { meta?: { location?: string } } | undefined)?.meta?.location
  if (status === 201 && location) headers.set('location', location)
  return new Response(body === undefined ? null : JSON.stringify(body), { status, headers })
}

const nothingHere = () => new ScimError(404, 'There is nothing at this address.')
const notAllowed = () => new ScimError(405, 'This address does not take this method.')
