import type { Readable } from 'node:stream'
import { z } from 'zod'
import { actorOf, type Principal } from '@/lib/auth'
import { AppError, isUuid, now, openTenantFile, seal, unseal } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import type { TenantDb } from '@/lib/tenancy'
import { noDocument, requireDocuments } from './may-see-documents'
import { documentKey } from './store-document'

const LINK_SECONDS = 60

export interface OpenDocument {
  name: string
  contentType: string
  sizeBytes: number
  stream: Readable
}
type At = { personId: string; documentId: string; requestId?: string | null }

/** A document as a stream, and who opened it is written down. Throws `not_found`, also where the reader may not see it. */
export async function openDocument(db: TenantDb, principal: Principal, { personId, documentId, requestId }: At): Promise<OpenDocument> {
  const file = await db.$transaction(async (tx) => {
    await requireDocuments(tx, principal, personId)
    const found = isUuid(documentId)
      ? await tx.document.findFirst({ where: { id: documentId, employeeId: personId }, include: { file: true } })
      : null
    if (!found) throw noDocument()
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'document.opened',
      subject: { kind: 'person', id: personId },
      detail: { document: documentId },
      requestId,
    })
    return found.file
  })
  const { stream, sizeBytes } = await openTenantFile(db.context.tenantId, documentKey(documentId))
  return { name: file.name, contentType: file.contentType, sizeBytes, stream }
}

const Link = z.object({ personId: z.uuid(), documentId: z.uuid(), sessionId: z.string(), until: z.number() })
const purposeOf = (db: TenantDb) => `document-link:${db.context.tenantId}`

/**
 * A way to a document for a minute, for the session that asked for it and for nobody else: copied into a mail or a log it opens
 * nothing. Sealed under a key of the tenant. Throws `not_found`, `forbidden` for a caller without a session.
 */
export async function signDocumentLink(
  db: TenantDb,
  principal: Principal,
  { personId, documentId }: Omit<At, 'requestId'>,
): Promise<{ token: string }> {
  await requireDocuments(db, principal, personId)
  if (principal.kind !== 'member')
    throw new AppError('forbidden', { message: 'Links are for people who sign in. Fetch the document itself.' })
  const until = now().getTime() + LINK_SECONDS * 1_000
  return { token: seal(JSON.stringify({ personId, documentId, sessionId: principal.sessionId, until }), purposeOf(db)) }
}

/** Throws `not_found` for a link of another tenant or session, one that is over, and one that was never ours; the rights are asked again. */
export async function openDocumentLink(
  db: TenantDb,
  principal: Principal,
  token: string,
  requestId?: string | null,
): Promise<OpenDocument> {
  const link = readLink(db, token)
  const isTheirs = link && principal.kind === 'member' && principal.sessionId === link.sessionId && link.until >= now().getTime()
  if (!isTheirs) throw noDocument()
  return openDocument(db, principal, { ...link, requestId })
}

function readLink(db: TenantDb, token: string): z.output<typeof Link> | null {
  try {
    return Link.parse(JSON.parse(unseal(token, purposeOf(db))))
  } catch {
    return null // of another tenant, changed on the way, or never sealed here
  }
}
