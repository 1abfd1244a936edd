import { Readable } from 'node:stream'
import { AppError } from '@/lib/core'
import { storeImportFile } from '@/lib/hr'
import { answer, requireCaller, requireOwnOrigin } from '../portal-caller'

/** Keeps an uploaded CSV file: the body is the file, and goes to the tenant's storage as it comes, up to the cap of lib/hr. */
export async function POST(request: Request) {
  return answer(request, async () => {
    requireOwnOrigin(request)
    const { db, principal } = await requireCaller('import:run')
    const name = new URL(request.url).searchParams.get('name') ?? ''
    if (!request.body) throw new AppError('bad_request', { message: 'The file is empty.' })
    const content = Readable.fromWeb(request.body as never)
    return storeImportFile(db, principal, { name, content, signal: request.signal })
  })
}
