import { actorOf, type Principal } from '@/lib/auth'
import { AppError, deleteTenantFile } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import type { TenantDb } from '@/lib/tenancy'
import { requireMayImport } from '../access/require-may-import'
import { documentKey } from '../documents/store-document'
import { SAMPLE_SETTING, SampleRecord } from './sample-record'

/**
 * Takes the sample people away, with all that hangs on them. Own people stay: one who was put under a sample manager has none after
 * it, and a sample department in which own people are stays as theirs. Throws `not_found` where there is no sample.
 */
export async function wipeSample(db: TenantDb, principal: Principal, options: { requestId?: string | null } = {}): Promise<void> {
  requireMayImport(principal)
  const documents = await db.$transaction(async (tx) => {
    const setting = await tx.setting.findFirst({ where: { key: SAMPLE_SETTING } })
    if (!setting) throw new AppError('not_found', { message: 'There are no sample people here.' })
    const { people, departments } = SampleRecord.parse(setting.value)
    await tx.employee.updateMany({ where: { managerId: { in: people }, id: { notIn: people } }, data: { managerId: null } })
    await tx.jobChange.deleteMany({ where: { managerId: { in: people } } })
    await tx.department.updateMany({ where: { headId: { in: people } }, data: { headId: null } })
    await tx.user.updateMany({ where: { employeeId: { in: people } }, data: { employeeId: null } })
    await tx.invitation.updateMany({ where: { employeeId: { in: people } }, data: { employeeId: null } })
    const kept = (await tx.document.findMany({ where: { employeeId: { in: people } }, select: { id: true } })).map(({ id }) => id)
    await tx.file.deleteMany({ where: { id: { in: kept } } })
    await tx.employee.deleteMany({ where: { id: { in: people } } })
    await tx.department.deleteMany({ where: { id: { in: departments }, employees: { none: {} }, jobChanges: { none: {} } } })
    await tx.setting.deleteMany({ where: { key: SAMPLE_SETTING } })
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'sample.removed',
      subject: { kind: 'setting', id: SAMPLE_SETTING },
      detail: { people: people.length },
      requestId: options.requestId,
    })
    return kept
  })
  for (const id of documents) await deleteTenantFile(db.context.tenantId, documentKey(id))
}
