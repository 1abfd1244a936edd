import { z } from 'zod'
import { DOCUMENT_BYTES_MAX, deleteDocument, listDocuments, openDocument, storeDocument } from '@/lib/hr'
import { defineEndpoint } from '../frame/define-endpoint'
import { streamDocument } from '../shared/documents'
import { readUpload } from '../shared/read-upload'

const Params = z.object({ id: z.uuid() })
const DocumentParams = Params.extend({ documentId: z.uuid() })
const tag = 'documents'
const auth = { tenant: 'people:read' } as const

export const DOCUMENT_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/people/{id}/documents',
    name: 'listDocuments',
    summary: 'The documents of a person, the newest first; for those who see their personal fields',
    tag,
    auth,
    params: Params,
    output: z.object({
      items: z.array(
        z.object({ id: z.uuid(), name: z.string(), contentType: z.string(), sizeBytes: z.number().int(), createdAt: z.iso.datetime() }),
      ),
    }),
    run: async ({ db, principal, params }) => {
      const { documents } = await listDocuments(db, principal, params.id)
      return { items: documents.map((document) => ({ ...document, createdAt: document.createdAt.toISOString() })) }
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/people/{id}/documents',
    name: 'storeDocument',
    summary: 'Keep a PDF, picture or Office document of a person; what it is, its content says',
    tag,
    auth: { tenant: 'personal:write' },
    params: Params,
    query: z.strictObject({ name: z.string().min(1).max(200).optional() }),
    upload: { contentTypes: ['application/octet-stream', 'application/pdf', 'multipart/form-data'], sizeBytesMax: DOCUMENT_BYTES_MAX },
    output: z.object({ id: z.uuid(), name: z.string(), sizeBytes: z.number().int() }),
    status: 201,
    run: async ({ db, principal, params, query, request, requestId, signal }) => {
      const file = await readUpload(request, query.name)
      return storeDocument(db, principal, params.id, { ...file, signal, requestId })
    },
  }),
  defineEndpoint({
    method: 'GET',
    path: '/people/{id}/documents/{documentId}/content',
    name: 'openDocument',
    summary: 'The document itself; who fetched it is written down',
    tag,
    auth,
    params: DocumentParams,
    produces: 'application/octet-stream',
    run: async ({ db, principal, params, requestId, signal }) =>
      streamDocument(await openDocument(db, principal, { personId: params.id, documentId: params.documentId, requestId }), signal),
  }),
  defineEndpoint({
    method: 'DELETE',
    path: '/people/{id}/documents/{documentId}',
    name: 'deleteDocument',
    summary: 'Remove a document for good',
    tag,
    auth: { tenant: 'personal:write' },
    params: DocumentParams,
    output: z.null(),
    status: 204,
    run: async ({ db, principal, params, requestId }) => {
      await deleteDocument(db, principal, { personId: params.id, documentId: params.documentId }, { requestId })
      return null
    },
  }),
]
