import { deleteTenantFile, now } from '@/lib/core'
import type { TenantDb } from '@/lib/tenancy'
import { IMPORT_KINDS } from './fields'
import { badRowsKey, problemsKey, reportKey, uploadKey } from './file-keys'

const DAY_MS = 86_400_000
const UPLOAD_DAYS = 7
const REPORT_DAYS = 30
const REPORT_PURPOSE = 'import-report'

/** Makes the report of an import, its bad rows included, one of the tenant's files, which end. */
export async function noteReport(db: TenantDb, operationId: string): Promise<void> {
  if ((await db.file.count({ where: { id: operationId } })) > 0) return
  await db.file.create({
    data: {
      id: operationId,
      purpose: REPORT_PURPOSE,
      name: 'report.json',
      contentType: 'application/json',
      sizeBytes: 0n,
      sha256: '',
      createdBy: `operation:${operationId}`,
    },
  })
}

/** Uploads that nobody imported, and reports that were read long ago, hold names and pay without a purpose. */
export async function forgetOldImports(db: TenantDb): Promise<void> {
  const before = (days: number) => ({ lt: new Date(now().getTime() - days * DAY_MS) })
  const old = await db.file.findMany({
    where: {
      OR: [
        { purpose: 'import', createdAt: before(UPLOAD_DAYS) },
        { purpose: REPORT_PURPOSE, createdAt: before(REPORT_DAYS) },
      ],
    },
    select: { id: true, purpose: true },
  })
  for (const { id, purpose } of old) {
    const keys =
      purpose === 'import' ? [uploadKey(id)] : [reportKey(id), problemsKey(id), ...IMPORT_KINDS.map((kind) => badRowsKey(id, kind))]
    for (const key of keys) await deleteTenantFile(db.context.tenantId, key)
    await db.file.deleteMany({ where: { id } })
  }
}
