import { Readable } from 'node:stream'
import { AppError } from '@/lib/core'
import { storeDocument } from '@/lib/hr'
import { answer, requireCaller, requireOwnOrigin } from '../portal-caller'

/** Keeps a file about a person: the body is the file, and goes to the tenant's storage as it comes. */
export async function POST(request: Request) {
  return answer(request, async () => {
    requireOwnOrigin(request)
    const { db, principal } = await requireCaller('people:read')
    const asked = new URL(request.url).searchParams
    if (!request.body) throw new AppError('bad_request', { message: 'The file is empty.' })
    const content = Readable.fromWeb(request.body as never)
    const { signal } = request
    return storeDocument(db, principal, asked.get('person') ?? '', { name: asked.get('name') ?? '', content, signal })
  })
}
