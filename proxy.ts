import { type NextRequest, NextResponse } from 'next/server'
import { admitRequest, countRequest, findTenantByHost, type ResolvedTenant } from '@/lib/catalog'
import { type AppError, env, HTTP_STATUS, isAppError, log, newId, parseHost, publicOrigin, toProblem } from '@/lib/core'

/** What a client may not tell us about itself: Next and next-auth would believe these, or route by them. */
const FORGEABLE = [
  'x-forwarded-host',
  'x-forwarded-server',
  'x-forwarded-port',
  'x-original-host',
  'x-original-url',
  'x-rewrite-url',
  'forwarded',
  'x-nonce',
  'x-request-path',
]

/** A browser fetches the frames of a dozen pages that nobody has opened yet: for the rate of a tenant they count as one. */
const PREFETCH_COST = 1 / 12

/** What tenants uploaded, and icons drawn of their names: opened as a page of their own, they may do nothing. */
const PICTURE = /^\/brand\/(images|icon)(\/|$)/
const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"

/**
 * Routing, and nothing else: who you are and whose data you may touch is decided where data is read. Every address is rewritten under
 * the prefix of its host, without exception and without a pass-through, so that a typed /tenant/globex becomes /tenant/<own host>/tenant/globex
 * and is not found. Only /api keeps its path; each handler there resolves its tenant from the host. A host without a tenant, and a tenant
 * that is stopped, are answered before a page is rendered, because that costs a tenth and gives the right status.
 */
export async function proxy(request: NextRequest) {
  const { BASE_DOMAIN, PUBLIC_PROTO, NODE_ENV } = env()
  const requestId = newId()
  const host = parseHost(request.headers.get('host'), BASE_DOMAIN)
  if (host.kind === 'bad') return plain(400, 'This address is not one of ours.', requestId)

  const headers = new Headers(request.headers)
  for (const name of FORGEABLE) headers.delete(name)
  headers.set('x-forwarded-host', request.headers.get('host') ?? '')
  headers.set('x-forwarded-proto', PUBLIC_PROTO)
  headers.set('x-request-id', requestId)

  const path = request.nextUrl.pathname
  if (path === '/api' || path.startsWith('/api/')) {
    if (host.kind === 'tenant' || host.kind === 'custom') {
      const { refusal } = await tenantState(host.host, 1)
      if (refusal) return refuse(refusal, requestId, path.startsWith('/api/v1/'))
    }
    const response = NextResponse.next({ request: { headers } })
    secure(response, requestId)
    return response
  }

  const nonce = Buffer.from(crypto.randomUUID()).toString('base64')
  const policy = PICTURE.test(path) ? PICTURE_POLICY : contentSecurityPolicy(nonce, NODE_ENV === 'development')
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  headers.set('x-request-path', path + request.nextUrl.search)

  if (host.kind === 'tenant' || host.kind === 'custom') {
    const cost = request.headers.has('next-router-prefetch') ? PREFETCH_COST : 1
    const { state, elsewhere, refusal } = await tenantState(host.host, cost)
    if (refusal) return refuse(refusal, requestId)
    if (state === 'unknown') return plain(404, 'There is nothing at this address.', requestId)
    // The page that says so has a mark and an icon.
    if (state === 'closed' && !path.startsWith('/brand/'))
      return rewriteTo(request, `/tenant/${host.host}/brand/closed`, headers, policy, requestId)
    if (elsewhere && (request.method === 'GET' || request.method === 'HEAD'))
      return leadTo(`${publicOrigin(elsewhere)}${path}${request.nextUrl.search}`, requestId)
  }
  const prefix = host.kind === 'site' ? '/site' : host.kind === 'operator' ? '/operator' : `/tenant/${host.host}`
  return rewriteTo(request, prefix + (path === '/' ? '' : path), headers, policy, requestId)
}

function rewriteTo(request: NextRequest, path: string, headers: Headers, policy: string, requestId: string) {
  const url = request.nextUrl.clone()
  url.pathname = path
  const response = NextResponse.rewrite(url, { request: { headers } })
  response.headers.set('content-security-policy', policy)
  secure(response, requestId)
  return response
}

/** Also counts the request: every one of a tenant passes here. 'closed' has a page of its own. A catalog that cannot be asked decides nothing here: the page does, and says what is wrong. */
async function tenantState(
  host: string,
  cost: number,
): Promise<{ state: 'open' | 'closed' | 'unknown'; elsewhere?: string; refusal?: AppError }> {
  try {
    const tenant = await findTenantByHost(host)
    if (!tenant || tenant.status === 'failed') return { state: 'unknown' }
    countRequest(tenant.id)
    await admitRequest(tenant, cost)
    return tenant.status === 'active' ? { state: 'open', elsewhere: otherAddress(tenant, host) } : { state: 'closed' }
  } catch (error) {
    if (isAppError(error) && (error.code === 'misdirected' || error.code === 'rate_limited')) return { state: 'open', refusal: error }
    log.warn({ err: error, host }, 'the catalog was not there to resolve a host')
    return { state: 'open' }
  }
}

/** Where a tenant with a primary domain, or with a new slug, wants to be found instead. All other names of its own serve as they are. */
function otherAddress({ slug, formerSlugs, primaryDomain }: ResolvedTenant, host: string): string | undefined {
  const { BASE_DOMAIN } = env()
  if (primaryDomain) return primaryDomain === host ? undefined : primaryDomain
  return formerSlugs.some((former) => host === `${former}.${BASE_DOMAIN}`) ? `${slug}.${BASE_DOMAIN}` : undefined
}

/** Not for ever: a domain may be released, and a browser that remembered would never ask again. */
function leadTo(address: string, requestId: string) {
  const headers = { location: address, 'cache-control': 'no-store', 'x-request-id': requestId }
  return new NextResponse(null, { status: 307, headers })
}

/** The nonce is for scripts alone. Styles are 'self' and inline: toasts and scroll locks of our libraries set them, and a nonce would forbid that. */
function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function secure(response: NextResponse, requestId: string) {
  response.headers.set('x-request-id', requestId)
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('x-frame-options', 'DENY')
  response.headers.set('referrer-policy', 'same-origin')
  response.headers.set('cross-origin-opener-policy', 'same-origin')
  if (env().PUBLIC_PROTO === 'https') response.headers.set('strict-transport-security', 'max-age=31536000')
}

function plain(status: number, text: string, requestId: string) {
  return new NextResponse(`${text}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'x-request-id': requestId },
  })
}

/** Another deployment's tenant, or more requests than this one may make: refused here, where it costs next to nothing. */
function refuse(error: AppError, requestId: string, isApi = false) {
  const { code, message, retryAfterSeconds } = error
  const response = isApi
    ? NextResponse.json(toProblem(error, `urn:uuid:${requestId}`), { status: HTTP_STATUS[code] })
    : plain(HTTP_STATUS[code], message, requestId)
  if (isApi) response.headers.set('content-type', 'application/problem+json; charset=utf-8')
  if (retryAfterSeconds !== undefined) response.headers.set('retry-after', String(Math.ceil(retryAfterSeconds)))
  response.headers.set('cache-control', 'no-store')
  secure(response, requestId)
  return response
}

/**
 * Static files and the probes are the same on every host, by name or by number. An upload passes by too: Next would hold its first
 * 10 MB in memory for this file, and cut off the rest; its handler parses the host and writes all headers itself.
 */
export const config = {
  matcher: [
    '/((?!_next/static/|_next/image|fonts/|api/health$|api/ready$|api/metrics$|api/tls/ask$|api/v1/(?:tenants/[^/]+/)?imports/files$|api/portal/imports$|api/operator/imports/[^/]+$).*)',
  ],
}
