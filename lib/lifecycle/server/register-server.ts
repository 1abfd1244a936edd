import type { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { getServerReport, type ServerReport, sealServerAdmin, storeServerFacts } from '@/lib/catalog'
import { AppError, newId } from '@/lib/core'
import { catalogDb, ensureRoles, readServerLevel } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { parseInput } from '../parse-input'
import { parseAdminUrl } from './parse-admin-url'
import { preflightAdmin } from './preflight-server'
import { readServerFacts } from './read-server-facts'
import { RegisterServerInput } from './server-input.schema'

/**
 * Enters a PostgreSQL server: preflight, then our roles there, then the catalog. The administrative role's password is kept sealed.
 * Throws `conflict` with everything that is missing and the statements that grant it, and for a name or address that is taken.
 */
export async function registerExternalServer(principal: Principal, fields: z.input<typeof RegisterServerInput>): Promise<ServerReport> {
  requirePermission(principal, 'server:manage')
  const { name, region, adminUrl, isPooled, capacity, requestId } = parseInput(RegisterServerInput, fields)
  const admin = parseAdminUrl(adminUrl)
  await requireNew(name, admin)
  const { isUsable, findings, version } = await preflightAdmin(admin)
  if (!isUsable) {
    const missing = findings.filter(({ weight }) => weight === 'blocks')
    throw new AppError('conflict', {
      message: `This server cannot be used yet. ${missing.map(({ message, statement }) => `${message} Run there: ${statement}`).join(' ')}`,
    })
  }
  await ensureRoles(admin)
  const level = await readServerLevel(admin)
  const id = newId()
  const { host, port, tls } = admin
  await catalogDb().$transaction(async (tx) => {
    await tx.server.create({
      data: { id, name, region, host, port, tls, isPooled, level, capacity, provider: 'external', adminSecret: sealServerAdmin(id, admin) },
    })
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'server.registered',
      subject: { kind: 'server', id },
      detail: { name, region, host, port, level, version },
      requestId,
    })
  })
  const server = await getServerReport(id)
  await storeServerFacts(id, await readServerFacts(server, null))
  return getServerReport(id)
}

async function requireNew(name: string, { host, port }: { host: string; port: number }): Promise<void> {
  const taken = await catalogDb().server.findFirst({ where: { OR: [{ name }, { host, port }] }, select: { name: true } })
  if (!taken) return
  const isName = taken.name === name
  throw new AppError('conflict', {
    message: isName ? `There is a server called ${name} already.` : `${host}:${port} is registered already, as ${taken.name}.`,
    fields: isName ? { name: 'taken' } : { adminUrl: 'taken' },
  })
}
