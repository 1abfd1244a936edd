import { Readable } from 'node:stream'
import { actorOf, type Principal } from '@/lib/auth'
import { AppError, deleteTenantFile, newId, now, writeTenantFile } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import type { TenantDb } from '@/lib/tenancy'
import { HEAD_BYTES, recogniseDocument } from './document-kind'
import { requireDocumentsWritable } from './may-see-documents'

export const DOCUMENT_BYTES_MAX = 25 * 1024 * 1024
export const DOCUMENT_PURPOSE = 'document'
export const documentKey = (id: string) => `documents/${id}`
const DRAFT_HOURS = 24

type Upload = { name: string; content: Readable; signal?: AbortSignal; requestId?: string | null }

/**
 * Keeps a file about a person, as it comes and never whole in memory. Throws `not_found`, `forbidden`, `unsupported_media` for a kind
 * that is not kept, `too_large`, and `rate_limited` where the tenant's storage is full.
 */
export async function storeDocument(
  db: TenantDb,
  principal: Principal,
  personId: string,
  { name: givenName, content, signal, requestId }: Upload,
): Promise<{ id: string; name: string; sizeBytes: number }> {
  await requireDocumentsWritable(db, principal, personId)
  const { tenantId } = db.context
  await forgetDrafts(db)
  const { head, whole } = await readHead(content)
  const { contentType, name } = recogniseDocument(head, givenName)
  const id = newId()
  const { kind, id: by } = actorOf(principal)
  const row = { id, purpose: DOCUMENT_PURPOSE, name, contentType, createdBy: `${kind}:${by}` }
  // The row comes first: a file that nobody knows of, left by an upload that broke off, would never be forgotten.
  await db.file.create({ data: { ...row, sizeBytes: 0n, sha256: '' } })
  try {
    const { sizeBytes, sha256 } = await writeTenantFile(tenantId, documentKey(id), whole, { sizeBytesMax: DOCUMENT_BYTES_MAX, signal })
    await db.$transaction(async (tx) => {
      // Anew and not changed: the storage of a tenant is counted when a row comes.
      await tx.file.delete({ where: { tenantId_id: { id } } })
      await tx.file.create({ data: { ...row, sizeBytes: BigInt(sizeBytes), sha256 } })
      await tx.document.create({ data: { id, employeeId: personId } })
      await recordAudit(tx, {
        actor: actorOf(principal),
        action: 'document.stored',
        subject: { kind: 'person', id: personId },
        detail: { document: id, sizeBytes },
        requestId,
      })
    })
    return { id, name, sizeBytes }
  } catch (error) {
    await deleteTenantFile(tenantId, documentKey(id))
    await db.file.deleteMany({ where: { id, purpose: DOCUMENT_PURPOSE } })
    throw error
  }
}

/** The first bytes, and a stream of all of them. */
async function readHead(content: Readable): Promise<{ head: Buffer; whole: Readable }> {
  const chunks: Buffer[] = []
  let length = 0
  const source = content[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  while (length < HEAD_BYTES) {
    const { value, done } = await source.next()
    if (done) break
    chunks.push(Buffer.from(value))
    length += value.length
  }
  if (length === 0) throw new AppError('bad_request', { message: 'The file is empty.', key: 'people.errors.document_empty' })
  const rest = async function* () {
    yield* chunks
    for (let next = await source.next(); !next.done; next = await source.next()) yield next.value
  }
  return { head: Buffer.concat(chunks), whole: Readable.from(rest(), { objectMode: false }) }
}

/** Uploads that broke off in a process that was killed. */
async function forgetDrafts(db: TenantDb): Promise<void> {
  const drafts = await db.file.findMany({
    where: { purpose: DOCUMENT_PURPOSE, sha256: '', createdAt: { lt: new Date(now().getTime() - DRAFT_HOURS * 3_600_000) } },
    select: { id: true },
  })
  for (const { id } of drafts) {
    await deleteTenantFile(db.context.tenantId, documentKey(id))
    await db.file.deleteMany({ where: { id } })
  }
}
