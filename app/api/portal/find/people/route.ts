import { searchPeople } from '@/lib/hr'
import { fullName } from '@/lib/portal'
import { answer, requireCaller } from '../../portal-caller'

const SHOWN = 8

/** People who work here, for a field that takes one of them. */
export async function GET(request: Request) {
  return answer(request, async () => {
    const { db, principal } = await requireCaller('people:read')
    const words = (new URL(request.url).searchParams.get('q') ?? '').slice(0, 100)
    const people = await searchPeople(db, principal, words, SHOWN)
    return {
      found: people
        .filter(({ status }) => status === 'active')
        .map((person) => ({
          value: person.id,
          label: fullName(person),
          detail: [person.departmentName, person.number].filter(Boolean).join(' · '),
        })),
    }
  })
}
