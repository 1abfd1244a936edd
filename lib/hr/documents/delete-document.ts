import { actorOf, type Principal } from '@/lib/auth'
import { deleteTenantFile, isUuid } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import type { TenantDb } from '@/lib/tenancy'
import { noDocument, requireDocumentsWritable } from './may-see-documents'
import { documentKey } from './store-document'

/** The row goes first: what can be listed can be opened. Throws `not_found`, `forbidden`. */
export async function deleteDocument(
  db: TenantDb,
  principal: Principal,
  { personId, documentId }: { personId: string; documentId: string },
  { requestId }: { requestId?: string | null } = {},
): Promise<void> {
  await db.$transaction(async (tx) => {
    await requireDocumentsWritable(tx, principal, personId)
    const found = isUuid(documentId) ? await tx.document.findFirst({ where: { id: documentId, employeeId: personId } }) : null
    if (!found) throw noDocument()
    await tx.file.delete({ where: { tenantId_id: { id: documentId } } }) // the document's row hangs on it
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'document.deleted',
      subject: { kind: 'person', id: personId },
      detail: { document: documentId },
      requestId,
    })
  })
  await deleteTenantFile(db.context.tenantId, documentKey(documentId))
}
