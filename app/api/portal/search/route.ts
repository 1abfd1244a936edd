import { searchPeople } from '@/lib/hr'
import { fullName, translator } from '@/lib/portal'
import { answer, requireCaller } from '../portal-caller'

/** People for the palette. */
export async function GET(request: Request) {
  return answer(request, async () => {
    const { db, principal, locale } = await requireCaller('people:read')
    const words = (new URL(request.url).searchParams.get('q') ?? '').slice(0, 100)
    const startedAt = performance.now()
    const people = await searchPeople(db, principal, words, 6)
    const milliseconds = String(Math.max(1, Math.round(performance.now() - startedAt)))
    return {
      entries: people.map((person) => ({
        label: fullName(person),
        href: `/people/${person.id}`,
        detail: [person.departmentName, person.number].filter(Boolean).join(' · '),
      })),
      note: translator(locale, 'portal')('palette.found', { count: people.length, milliseconds }),
    }
  })
}
