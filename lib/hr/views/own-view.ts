import { hasPermission, type MemberPrincipal, type Principal } from '@/lib/auth'
import { AppError, isUuid } from '@/lib/core'
import type { TenantTx } from '@/lib/tenancy'
import { PEOPLE_LIST } from './list-views'

/** Keys and the service are nobody who looks at lists. */
export function requireMember(principal: Principal): MemberPrincipal {
  if (principal.kind === 'member') return principal
  throw new AppError('forbidden', { message: 'Views belong to people who sign in. Sign in to keep one.' })
}

/** One's own, or a shared one for those who may share. */
export async function requireOwnView(tx: TenantTx, member: MemberPrincipal, id: string): Promise<void> {
  const view = !isUuid(id)
    ? null
    : await tx.listView.findFirst({ where: { id, list: PEOPLE_LIST }, select: { ownerId: true, isShared: true } })
  const isTheirs = view?.ownerId === member.userId || (view?.isShared && hasPermission(member, 'people:write'))
  if (!isTheirs) throw new AppError('not_found', { message: 'There is no such view.' })
}
