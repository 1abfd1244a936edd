import {
  authenticateApiKey,
  authenticateOperatorApiKey,
  decodeSessionToken,
  findMemberSession,
  findOperatorSession,
  OPERATOR_SCOPE,
  openPlugins,
  sessionCookie,
  wholeAddress,
} from '@/lib/auth'
import { admitRequest, findTenantByHost, operatorClaims, type ResolvedTenant } from '@/lib/catalog'
import { AppError, env, parseHost, publicOrigin } from '@/lib/core'
import { listInstallations } from '@/lib/plugins'
import { openTenant } from '@/lib/tenancy'
import { observeRequest } from '../../metrics/request-metrics'
import type { Caller, OperatorCaller, TenantCaller } from './caller'
import type { Ports } from './ports'
import { createRateLimit } from './rate-limit'
import { readCookie } from './read-cookie'
import { tenantClaims } from './tenant-claims'

const OPERATOR_REQUESTS_PER_SECOND = 50
const rate = createRateLimit()

export const ports: Ports = {
  async findDoor(header) {
    const host = parseHost(header, env().BASE_DOMAIN)
    if (host.kind === 'bad') throw new AppError('bad_request', { message: 'This address is not one of ours.' })
    if (host.kind === 'operator') return { kind: 'operator' }
    if (host.kind === 'site') return null
    const tenant = await findTenantByHost(host.host)
    return tenant && { kind: 'tenant', tenant }
  },
  identify: (door, request) => (door.kind === 'operator' ? identifyOperator(request) : identifyInTenant(door.tenant, request)),
  async openPlugins(door) {
    if (door.kind === 'operator') return new Set()
    const installed = await listInstallations(openTenant(door.tenant))
    return openPlugins(
      door.tenant.flags,
      installed.filter(({ isOn }) => isOn).map(({ pluginId }) => pluginId),
    )
  },
  limitRate(caller, isUpload) {
    if (caller.audience === 'operator') rate.take(caller.principal.operatorId, OPERATOR_REQUESTS_PER_SECOND)
    else if (isUpload) return admitRequest(caller.tenant)
  },
  idempotency: (caller) =>
    caller.audience === 'operator' ? operatorClaims(caller.principal.operatorId) : tenantClaims(caller.db, idOf(caller)),
  describe: (door) =>
    door.kind === 'operator'
      ? { title: 'Rowhouse for operators', server: `${publicOrigin(`admin.${env().BASE_DOMAIN}`)}/api/v1` }
      : { title: door.tenant.branding.productName, server: `${publicOrigin(`${door.tenant.slug}.${env().BASE_DOMAIN}`)}/api/v1` },
  observe: observeRequest,
}

const idOf = ({ principal }: TenantCaller) => (principal.kind === 'member' ? principal.userId : principal.keyId)

async function identifyOperator(request: Request): Promise<OperatorCaller | null> {
  const key = bearerKey(request)
  if (key !== null) {
    const principal = await authenticateOperatorApiKey(key)
    return principal && { audience: 'operator', principal }
  }
  const claims = mayUseSession(request) ? await decodeSessionToken(OPERATOR_SCOPE, readCookie(request, sessionCookie().name)) : null
  const session = claims && (await findOperatorSession(claims))
  return session?.isVerified ? { audience: 'operator', principal: session.principal } : null
}

async function identifyInTenant(tenant: ResolvedTenant, request: Request): Promise<TenantCaller | null> {
  const db = openTenant(tenant, { signal: request.signal })
  const key = bearerKey(request)
  if (key !== null) {
    const principal = await authenticateApiKey(db, key, {
      address: wholeAddress(request.headers),
      flags: tenant.flags,
      trial: tenant.trial,
    })
    return principal && { audience: 'tenant', principal, tenant, db }
  }
  const claims = mayUseSession(request) ? await decodeSessionToken(tenant.id, readCookie(request, sessionCookie().name)) : null
  const principal = claims && (await findMemberSession(db, tenant, claims))
  return principal && { audience: 'tenant', principal, tenant, db }
}

/** null: no Authorization header. Another scheme than Bearer is a key that nobody has, never a reason to look at the cookie. */
function bearerKey(request: Request): string | null {
  const header = request.headers.get('authorization')
  if (header === null) return null
  return /^Bearer +(\S+)$/i.exec(header)?.[1] ?? ''
}

/** The pages of this very host may read with their session. A browser says where a request comes from; a script has a key. */
function mayUseSession(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site')
  return (request.method === 'GET' || request.method === 'HEAD') && (site === null || site === 'same-origin' || site === 'none')
}

/** Asked again while a stream lasts: whether whoever opened it could still open it. */
export async function isStillKnown(caller: Caller, request: Request): Promise<boolean> {
  const door = await ports.findDoor(request.headers.get('host'))
  const again = door && (await ports.identify(door, request))
  return again?.audience === caller.audience && (again.audience === 'operator' || again.tenant.id === (caller as TenantCaller).tenant.id)
}
