import type { Readable } from 'node:stream'
import type { Principal } from '@/lib/auth'
import { actorOf } from '@/lib/auth'
import { AppError, deleteTenantFile, isUuid, newId, openTenantFile, writeTenantFile } from '@/lib/core'
import type { TenantDb, TenantTx } from '@/lib/tenancy'
import { requireMayImport } from '../access/require-may-import'
import { uploadKey } from './file-keys'
import { forgetOldImports } from './forget-old-imports'
import type { TextSource } from './inspect-text'

export const IMPORT_BYTES_MAX = 512 * 1024 * 1024
const PURPOSE = 'import'

/** Keeps an uploaded file until it is imported, a week at most. Throws `too_large`. */
export async function storeImportFile(
  db: TenantDb,
  principal: Principal,
  { name, content, signal }: { name: string; content: Readable; signal?: AbortSignal },
): Promise<{ fileId: string; sizeBytes: number }> {
  requireMayImport(principal)
  await forgetOldImports(db)
  const fileId = newId()
  const { kind, id } = actorOf(principal)
  // The row comes first: a file that nobody knows of, left by an upload that broke off, would never be forgotten.
  const row = { id: fileId, purpose: PURPOSE, name: readableName(name), contentType: 'text/csv', createdBy: `${kind}:${id}` }
  await db.file.create({ data: { ...row, sizeBytes: 0n, sha256: '' } })
  try {
    const { sizeBytes, sha256 } = await writeTenantFile(db.context.tenantId, uploadKey(fileId), content, {
      sizeBytesMax: IMPORT_BYTES_MAX,
      signal,
    })
    await db.file.updateMany({ where: { id: fileId }, data: { sizeBytes: BigInt(sizeBytes), sha256 } })
    return { fileId, sizeBytes }
  } catch (error) {
    await deleteImportFile(db, fileId)
    throw error
  }
}

/** Throws `not_found`, for another tenant's file too. */
export async function getImportFile(db: TenantTx, fileId: string): Promise<{ name: string; sizeBytes: number; source: TextSource }> {
  const file = isUuid(fileId) ? await db.file.findFirst({ where: { id: fileId, purpose: PURPOSE, sha256: { not: '' } } }) : null
  if (!file) throw new AppError('not_found', { message: 'There is no such file any more. Upload it again.' })
  const { tenantId } = db.context
  return {
    name: file.name,
    sizeBytes: Number(file.sizeBytes),
    source: { open: async () => (await openTenantFile(tenantId, uploadKey(fileId))).stream },
  }
}

export async function deleteImportFile(db: TenantDb, fileId: string): Promise<void> {
  await deleteTenantFile(db.context.tenantId, uploadKey(fileId))
  await db.file.deleteMany({ where: { id: fileId, purpose: PURPOSE } })
}

/** For people to recognise; it is never a path. */
function readableName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  return (
    last
      .replace(/\p{Cc}/gu, '')
      .trim()
      .slice(0, 200) || 'import.csv'
  )
}
