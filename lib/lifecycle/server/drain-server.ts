import { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { changeServer, getServerReport, type ServerReport } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { parseInput } from '../parse-input'

const Input = z.object({ server: z.string().min(1).max(64), requestId: z.string().nullish() })

/** From now on nothing new is placed there. Who lives there stays until they are moved: the report says how many. */
export function drainServer(principal: Principal, fields: z.input<typeof Input>): Promise<ServerReport> {
  return turn(principal, fields, 'draining', 'server.drained')
}

/** Takes tenants again. */
export function undrainServer(principal: Principal, fields: z.input<typeof Input>): Promise<ServerReport> {
  return turn(principal, fields, 'ready', 'server.undrained')
}

async function turn(
  principal: Principal,
  fields: z.input<typeof Input>,
  state: 'ready' | 'draining',
  action: string,
): Promise<ServerReport> {
  requirePermission(principal, 'server:manage')
  const { server, requestId } = parseInput(Input, fields)
  const { id, name, state: before } = await getServerReport(server)
  if (before === 'preparing') throw new AppError('conflict', { message: `${name} is still being prepared. Wait until it is ready.` })
  if (before !== state) {
    await catalogDb().$transaction(async (tx) => {
      await changeServer(tx, id, { state })
      await recordAudit(tx, { actor: actorOf(principal), action, subject: { kind: 'server', id }, detail: { name }, requestId })
    })
  }
  return getServerReport(id)
}
