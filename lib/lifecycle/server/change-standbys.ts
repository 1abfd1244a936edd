import { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { getServerReport, type ServerReport, setStandbyTargets } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { parseInput } from '../parse-input'

const size = z.number().int().min(0).max(100).optional()
/** How many places of each pattern are kept ready; what is left out stays. */
export const StandbysInput = z.strictObject({ schema: size, database: size, instance: size })
const Input = z.object({ server: z.string().min(1).max(64), standbys: StandbysInput, requestId: z.string().nullish() })

/** The worker makes and drops until it is so. Throws `invalid_input` for servers of single tenants where none can be made. */
export async function changeStandbys(principal: Principal, fields: z.input<typeof Input>): Promise<ServerReport> {
  requirePermission(principal, 'server:manage')
  const { server, standbys, requestId } = parseInput(Input, fields)
  const { id, name, provider } = await getServerReport(server)
  if (provider === 'local') throw new AppError('conflict', { message: `${name} is one tenant's own. Nothing is kept ready on it.` })
  if (standbys.instance && provider !== 'embedded') {
    throw new AppError('invalid_input', {
      message: `Servers of single tenants run beside the PostgreSQL that Rowhouse starts. On ${name} none can be kept ready.`,
      fields: { instance: 'must be 0' },
    })
  }
  await catalogDb().$transaction(async (tx) => {
    await setStandbyTargets(tx, id, standbys)
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'server.standbys-changed',
      subject: { kind: 'server', id },
      detail: { name, ...standbys },
      requestId,
    })
  })
  return getServerReport(id)
}
