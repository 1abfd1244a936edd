import { type Principal, requirePermission } from '@/lib/auth'
import { AppError, isUuid } from '@/lib/core'
import type { TenantTx } from '@/lib/tenancy'
import { mayRead, mayWrite } from '../access/field-policy'
import { listRelations } from '../access/list-relations'

/**
 * Documents are personal: who reads and who writes them follows that group of fields. A person who is not there, and one whose
 * documents this reader may not see, answer as each other. Throws `not_found`.
 */
export async function requireDocuments(tx: TenantTx, principal: Principal, personId: string): Promise<{ mayWrite: boolean }> {
  requirePermission(principal, 'people:read')
  const person = isUuid(personId) ? await tx.employee.findFirst({ where: { id: personId }, select: { id: true } }) : null
  const relationTo = await listRelations(tx, principal, person ? [personId] : [])
  if (!person || !mayRead(principal, 'personal', relationTo(personId))) throw noDocument()
  return { mayWrite: mayWrite(principal, 'personal') }
}

/** To keep one or take one away. Throws `not_found`, `forbidden`. */
export async function requireDocumentsWritable(tx: TenantTx, principal: Principal, personId: string): Promise<void> {
  const { mayWrite: may } = await requireDocuments(tx, principal, personId)
  if (may) return
  throw new AppError('forbidden', {
    message: 'Your role does not allow this. Ask an administrator for it.',
    key: 'auth.errors.noPermission',
  })
}

export const noDocument = () => new AppError('not_found', { message: 'There is no such document.' })
