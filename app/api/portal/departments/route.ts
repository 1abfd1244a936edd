import { listDepartments } from '@/lib/hr'
import { answer, requireCaller } from '../portal-caller'

/** For the filter of the people list. */
export async function GET(request: Request) {
  return answer(request, async () => {
    const { db, principal } = await requireCaller('people:read')
    const departments = await listDepartments(db, principal)
    return { departments: departments.map(({ id, name, activePeople }) => ({ id, name, people: activePeople })) }
  })
}
