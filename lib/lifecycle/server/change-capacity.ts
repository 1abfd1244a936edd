import { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { changeServer, getServerReport, type ServerReport } from '@/lib/catalog'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { parseInput } from '../parse-input'
import { CapacityInput } from './server-input.schema'

const Input = z.object({ server: z.string().min(1).max(64), capacity: CapacityInput, requestId: z.string().nullish() })

/** New hard limits; those that are not given stay. A limit below what is there moves nobody: it keeps others from coming. */
export async function changeCapacity(principal: Principal, fields: z.input<typeof Input>): Promise<ServerReport> {
  requirePermission(principal, 'server:manage')
  const { server, capacity, requestId } = parseInput(Input, fields)
  const { id, name } = await getServerReport(server)
  await catalogDb().$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ capacity: object }[]>`SELECT capacity FROM servers WHERE id = ${id}::uuid FOR UPDATE`
    await changeServer(tx, id, { capacity: { ...row?.capacity, ...capacity } })
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'server.capacity-changed',
      subject: { kind: 'server', id },
      detail: { name, ...capacity },
      requestId,
    })
  })
  return getServerReport(id)
}
