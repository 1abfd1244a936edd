import { AppError } from '@/lib/core'
import { type CatalogTx, catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import type { OperatorRole } from '../access/permissions'
import { actorOf, type OperatorPrincipal, type SystemPrincipal } from '../access/principal'
import { requirePermission } from '../access/require-permission'
import { checkNewPassword } from '../password/check-new-password'
import { hashPassword } from '../password/password-hash'
import { OPERATOR_SCOPE } from '../session/session-token'
import { endOperatorSessions } from './operator-sessions'

export type OperatorChange =
  | { kind: 'role'; role: OperatorRole }
  | { kind: 'status'; status: 'active' | 'disabled' }
  | { kind: 'password'; password: string }
  /** Takes the second factor away, for a lost phone: the next sign-in sets up another one. */
  | { kind: 'totp-reset' }

/**
 * Changes an operator and ends that operator's sessions; keys go with a disabled one. Throws `not_found`, and `conflict` for what
 * would leave nobody who can manage operators.
 */
export async function changeOperator(
  actor: OperatorPrincipal | SystemPrincipal,
  operatorId: string,
  change: OperatorChange,
): Promise<void> {
  requirePermission(actor, 'operator:manage')
  const operator = await catalogDb().operator.findUnique({ where: { id: operatorId }, select: { email: true } })
  if (!operator) throw noSuchOperator()
  if (change.kind === 'password') checkNewPassword(change.password, operator)
  const passwordHash = change.kind === 'password' ? await hashPassword(OPERATOR_SCOPE, change.password) : ''
  await catalogDb().$transaction(async (tx) => {
    if (takesAdminAway(change)) await requireAnotherAdmin(tx, operatorId)
    await tx.operator.update({ where: { id: operatorId }, data: dataOf(change, passwordHash) })
    const ended = await endOperatorSessions(tx, operatorId, `operator_${change.kind}`)
    await recordAudit(tx, {
      actor: actorOf(actor),
      action: `operator.${change.kind.replace('-', '_')}_changed`,
      subject: { kind: 'operator', id: operatorId },
      detail: {
        sessionsEnded: ended,
        ...(change.kind === 'role' && { role: change.role }),
        ...(change.kind === 'status' && { status: change.status }),
      },
    })
  })
}

const takesAdminAway = (change: OperatorChange) =>
  (change.kind === 'role' && change.role !== 'admin') || (change.kind === 'status' && change.status === 'disabled')

function dataOf(change: OperatorChange, passwordHash: string) {
  switch (change.kind) {
    case 'role':
      return { role: change.role }
    case 'status':
      return { status: change.status }
    case 'password':
      return { passwordHash }
    case 'totp-reset':
      return { totpSecret: null, totpLastStep: null }
  }
}

/** All administrators' rows are locked, in one order, so that two who shut each other out wait for one another. */
async function requireAnotherAdmin(tx: CatalogTx, operatorId: string): Promise<void> {
  const admins = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM operators WHERE role = 'admin' AND status = 'active' ORDER BY id FOR UPDATE`
  if (admins.some(({ id }) => id !== operatorId)) return
  throw new AppError('conflict', { message: 'This is the last administrator. Make another one first.', key: 'auth.errors.lastAdmin' })
}

const noSuchOperator = () => new AppError('not_found', { message: 'There is no such operator.', key: 'auth.errors.noSuchOperator' })
