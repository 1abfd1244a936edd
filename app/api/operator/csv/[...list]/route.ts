import { ENDPOINTS } from '@/app/api/v1/endpoints'
import { ports } from '@/app/api/v1/frame/connect-ports'
import { createApi } from '@/app/api/v1/frame/handle-request'

export const dynamic = 'force-dynamic'

const handle = createApi(ENDPOINTS, ports)

/**
 * The download button of a list. A link cannot say which format it wants, so this asks the HTTP API for the same list as CSV, with
 * the session of the page: the same permission, the same filters, the same rows.
 */
export async function GET(request: Request, { params }: { params: Promise<{ list: string[] }> }): Promise<Response> {
  const { list } = await params
  const url = new URL(request.url)
  url.pathname = `/api/v1/${list.map(encodeURIComponent).join('/')}`
  const headers = new Headers(request.headers)
  headers.set('accept', 'text/csv')
  const answer = await handle(new Request(url, { headers, signal: request.signal }))
  if (!answer.headers.get('content-type')?.startsWith('text/csv')) return answer
  const named = new Headers(answer.headers)
  named.set('content-disposition', `attachment; filename="${list.join('-').replace(/[^a-z0-9-]/gi, '')}.csv"`)
  return new Response(answer.body, { status: answer.status, headers: named })
}
