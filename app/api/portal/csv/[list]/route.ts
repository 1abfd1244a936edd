import { ENDPOINTS } from '@/app/api/v1/endpoints'
import { ports } from '@/app/api/v1/frame/connect-ports'
import { createApi } from '@/app/api/v1/frame/handle-request'
import { AppError } from '@/lib/core'
import { answer, requireCaller } from '../../portal-caller'

const handle = createApi(ENDPOINTS, ports)
const LISTS = ['people', 'departments']

/** The download button of a list: the HTTP API's own answer as CSV, with the session, the filters and the rights of the page. */
export async function GET(request: Request, { params }: { params: Promise<{ list: string }> }) {
  return answer(request, async () => {
    await requireCaller('people:read')
    const { list } = await params
    if (!LISTS.includes(list)) throw new AppError('not_found', { message: 'There is no such list.' })
    const url = new URL(request.url)
    url.pathname = `/api/v1/${list}`
    const headers = new Headers(request.headers)
    headers.set('accept', 'text/csv')
    const made = await handle(new Request(url, { headers, signal: request.signal }))
    if (!made.headers.get('content-type')?.startsWith('text/csv')) return made
    const named = new Headers(made.headers)
    named.set('content-disposition', `attachment; filename="${list}.csv"`)
    return new Response(made.body, { status: made.status, headers: named })
  })
}
