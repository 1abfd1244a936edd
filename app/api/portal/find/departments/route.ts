import { searchDepartments } from '@/lib/hr'
import { answer, requireCaller } from '../../portal-caller'

/** Departments, for a field that takes one of them. */
export async function GET(request: Request) {
  return answer(request, async () => {
    const { db, principal } = await requireCaller('people:read')
    const words = (new URL(request.url).searchParams.get('q') ?? '').slice(0, 100)
    const departments = await searchDepartments(db, principal, words)
    return { found: departments.map(({ id, code, name }) => ({ value: id, label: name, detail: code })) }
  })
}
