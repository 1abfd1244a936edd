import { z } from 'zod'
import { type Principal, requirePermission } from '@/lib/auth'
import {
  findPlacement,
  findUsage,
  getTenant,
  getTenantLimits,
  getTier,
  PATTERNS,
  type Pattern,
  type Tier,
  type TierLimits,
} from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { type MovePreview, previewMove } from '../move'
import { parseInput } from '../parse-input'

export const PreviewTierInput = z.object({
  tenantId: z.uuid(),
  tier: z.string().min(1).max(40),
  /** Of the patterns that the tier allows; without it the tenant stays where it is if it may, or gets the tier's default. */
  toPattern: z.enum(PATTERNS).optional(),
  toServerId: z.uuid().optional(),
})

export interface TierSide {
  tier: string
  name: string
  pattern: Pattern
  limits: TierLimits
}
export interface TierPreview {
  from: TierSide
  to: TierSide
  /** What the tier allows, the pattern of now included or not. */
  patterns: Pattern[]
  gains: string[]
  losses: string[]
  /** Null where the data stays where it is. */
  move: MovePreview | null
  rows: number | null
  bytes: number | null
  /** Everything in the way; with one of them the change does not start. */
  blockers: { code: string; message: string }[]
}

/** What a change of tier would do, and all that is in its way. Changes nothing. Throws `not_found`, `invalid_input`. */
export async function previewTier(principal: Principal, fields: z.input<typeof PreviewTierInput>): Promise<TierPreview> {
  requirePermission(principal, 'tenant:read')
  const { tenantId, tier: key, toPattern, toServerId } = parseInput(PreviewTierInput, fields)
  const tenant = await getTenant(tenantId)
  const [own, from, to, placement, usage] = await Promise.all([
    getTenantLimits(tenantId),
    getTier(tenant.tierKey),
    getTier(key),
    findPlacement(tenantId),
    findUsage(tenantId),
  ])
  if (!placement) throw new AppError('conflict', { message: 'This tenant has no place for its data yet.' })
  const stays = from.key === to.key && to.allowedPatterns.includes(placement.pattern)
  const pattern = toPattern ?? (stays ? placement.pattern : to.defaultPattern)
  if (!to.allowedPatterns.includes(pattern))
    throw new AppError('invalid_input', {
      message: `${to.name} does not allow the pattern ${pattern}.`,
      fields: { toPattern: 'not allowed' },
    })
  const moves = pattern !== placement.pattern
  const move = moves ? await previewMove(principal, { tenantId, toPattern: pattern, toServerId }) : null
  const size = { rows: move?.rows ?? usage?.rows ?? null, bytes: move?.bytes ?? usage?.bytes ?? null }
  const blockers = [...(move?.blockers ?? []), ...overLimits({ ...to, limits: { ...to.limits, ...own.overrides } }, size)]
  if (from.key === to.key && !moves)
    blockers.push({ code: 'same', message: `This tenant has the tier ${to.name} and lives like this already.` })
  if (!moves) blockers.push(...(await unfit(tenantId, tenant.status)))
  return {
    from: sideOf(from, placement.pattern),
    to: sideOf(to, pattern),
    patterns: to.allowedPatterns,
    gains: to.features.filter((feature) => !from.features.includes(feature)),
    losses: from.features.filter((feature) => !to.features.includes(feature)),
    move,
    ...size,
    blockers,
  }
}

const sideOf = ({ key, name, limits }: Tier, pattern: Pattern): TierSide => ({ tier: key, name, pattern, limits })

function overLimits({ name, limits }: Tier, { rows, bytes }: { rows: number | null; bytes: number | null }) {
  const over = []
  if (rows !== null && rows > limits.rowsMax)
    over.push({ code: 'rows', message: `This tenant has ${rows} rows, and ${name} allows ${limits.rowsMax}.` })
  if (bytes !== null && bytes > limits.storageBytesMax)
    over.push({ code: 'storage', message: `This tenant keeps ${bytes} bytes, and ${name} allows ${limits.storageBytesMax}.` })
  return over
}

/** What previewMove tells of a move, for a change that moves nothing. */
async function unfit(tenantId: string, status: string) {
  if (status !== 'active' && status !== 'stopped')
    return [{ code: 'status', message: `A tenant that is ${status} does not change its tier.` }]
  const running = await catalogDb().operation.findFirst({
    where: { tenantId, state: { in: ['queued', 'running'] } },
    select: { kind: true },
  })
  if (!running) return []
  const message = `Another operation of this tenant is under way: ${running.kind}. Wait for its end, or cancel it.`
  return [{ code: 'operation', message }]
}
