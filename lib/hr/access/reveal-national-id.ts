import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { AppError, isUuid } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import type { TenantDb } from '@/lib/tenancy'
import { mayRead } from './field-policy'
import { listRelations } from './list-relations'

/** Profiles show the last digits. Who asks for the whole number is written down. Throws `not_found`, `forbidden`. */
export async function revealNationalId(
  db: TenantDb,
  principal: Principal,
  personId: string,
  { requestId }: { requestId?: string | null } = {},
): Promise<{ nationalId: string | null }> {
  requirePermission(principal, 'people:read')
  return db.$transaction(async (tx) => {
    const person = isUuid(personId) ? await tx.employee.findFirst({ where: { id: personId }, select: { nationalId: true } }) : null
    if (!person) throw new AppError('not_found', { message: 'There is no such person.' })
    const relationTo = await listRelations(tx, principal, [personId])
    if (!mayRead(principal, 'identity', relationTo(personId))) {
      throw new AppError('forbidden', { message: 'Your role does not show this of this person.', key: 'auth.errors.noPermission' })
    }
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'person.national_id_shown',
      subject: { kind: 'person', id: personId },
      requestId,
    })
    return { nationalId: person.nationalId }
  })
}

/** All but the last four characters as dots; a short one as dots alone. */
export function maskNationalId(nationalId: string): string {
  const shown = nationalId.length >= 8 ? nationalId.slice(-4) : ''
  return '•'.repeat(Math.max(4, nationalId.length - shown.length)) + shown
}
