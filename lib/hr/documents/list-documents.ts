import { type Principal, requirePermission } from '@/lib/auth'
import { isAppError } from '@/lib/core'
import type { TenantDb } from '@/lib/tenancy'
import { requireDocuments } from './may-see-documents'

const SHOWN_MAX = 500

export interface PersonDocument {
  id: string
  name: string
  contentType: string
  sizeBytes: number
  createdAt: Date
}
export type PersonDocuments = { documents: PersonDocument[]; mayWrite: boolean }

/** The documents of a person, the newest first. Throws `not_found`, also where the reader may not see them. */
export async function listDocuments(db: TenantDb, principal: Principal, personId: string): Promise<PersonDocuments> {
  const { mayWrite } = await requireDocuments(db, principal, personId)
  const rows = await db.document.findMany({
    where: { employeeId: personId },
    orderBy: { id: 'desc' },
    take: SHOWN_MAX,
    include: { file: { select: { name: true, contentType: true, sizeBytes: true } } },
  })
  const documents = rows.map(({ id, createdAt, file }) => ({ id, createdAt, ...file, sizeBytes: Number(file.sizeBytes) }))
  return { documents, mayWrite }
}

/** For a page about the person: undefined where the reader may not see them. */
export async function findDocuments(db: TenantDb, principal: Principal, personId: string): Promise<PersonDocuments | undefined> {
  requirePermission(principal, 'people:read')
  return listDocuments(db, principal, personId).catch((error) => {
    if (isAppError(error) && error.code === 'not_found') return undefined
    throw error
  })
}
