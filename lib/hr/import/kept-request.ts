import { Readable } from 'node:stream'
import { isAppError, isUuid, openTenantFile, writeTenantFile } from '@/lib/core'
import { ImportInput } from './import-request'

const requestKey = (operationId: string) => `imports/${operationId}/request.json`

/** Which files and columns an import was asked for. Beside its report in the tenant's files: columns are named as in the file. */
export async function keepRequest(tenantId: string, operationId: string, input: ImportInput): Promise<void> {
  await writeTenantFile(tenantId, requestKey(operationId), Readable.from([JSON.stringify(input)], { objectMode: false }))
}

/** Null for what was never asked, of this tenant. */
export async function findKeptRequest(tenantId: string, operationId: string): Promise<ImportInput | null> {
  if (!isUuid(operationId)) return null
  const file = await openTenantFile(tenantId, requestKey(operationId)).catch((error: unknown) => {
    if (isAppError(error) && error.code === 'not_found') return null
    throw error
  })
  if (!file) return null
  const chunks: Buffer[] = []
  for await (const chunk of file.stream as AsyncIterable<Buffer>) chunks.push(chunk)
  return ImportInput.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
}
