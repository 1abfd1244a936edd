import { listReports, ReportsQuery } from '@/lib/hr'
import { openPath, toNodes } from '../../../tenant/[host]/organisation/organisation-view'
import { answer, requireCaller } from '../portal-caller'

/** Columns of the chart: below one manager, or all that lead to a person (`path`). */
export async function GET(request: Request) {
  return answer(request, async () => {
    const { db, principal } = await requireCaller('people:read')
    const { path, by, ...asked } = Object.fromEntries(new URL(request.url).searchParams)
    if (path) return openPath(db, principal, path, by === 'department' ? 'department' : 'manager')
    const query = ReportsQuery.parse(asked)
    return { nodes: toNodes(await listReports(db, principal, query), query) }
  })
}
