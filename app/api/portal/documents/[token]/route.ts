import { openDocumentLink } from '@/lib/hr'
import { streamDocument } from '../../../v1/shared/documents'
import { answer, requireCaller } from '../../portal-caller'

/** What a signed link leads to, for the session that it was made for. */
export async function GET(request: Request, { params }: { params: Promise<{ token: string }> }) {
  return answer(request, async () => {
    const { db, principal } = await requireCaller('people:read')
    const { body, headers } = streamDocument(await openDocumentLink(db, principal, (await params).token), request.signal)
    return new Response(body, { headers })
  })
}
