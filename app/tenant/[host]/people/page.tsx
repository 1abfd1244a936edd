import { PeoplePage } from '@/components/portal/people-page'
import { isAppError, now, todayIn } from '@/lib/core'
import { listPeople, PeopleQuery } from '@/lib/hr'
import { translator } from '@/lib/portal'
import { PortalPage } from '../portal-page'
import { type Portal, requirePortal } from '../portal-request'
import { peopleView } from './people-view'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata() {
  const { tenant, locale } = await requirePortal()
  return {
    title: translator(locale, 'portal')('title', { page: translator(locale, 'people')('title'), product: tenant.branding.productName }),
  }
}

export default async function Page({ searchParams }: Props) {
  const portal = await requirePortal('people:read')
  const asked = PeopleQuery.safeParse(await searchParams)
  const query = asked.success ? asked.data : PeopleQuery.parse({})
  const list = await findPeople(portal, { ...query, limit: portal.tenant.flags['people.pageSize'] })
  return (
    <PortalPage portal={portal} place="people">
      <PeoplePage {...(await peopleView(portal, { ...list, isAddressWrong: !asked.success || list.isCursorWrong }))} />
    </PortalPage>
  )
}

/** An address with a page that is gone shows the first page, and says so. */
async function findPeople({ db, principal, tenant }: Portal, query: PeopleQuery) {
  const startedAt = performance.now()
  const today = todayIn(tenant.timeZone, now())
  const finish = (used: PeopleQuery, isCursorWrong: boolean) => async () => ({
    query: used,
    people: await listPeople(db, principal, used, today),
    today,
    isCursorWrong,
    milliseconds: Math.max(1, Math.round(performance.now() - startedAt)),
  })
  return finish(query, false)().catch((error) => {
    if (!query.cursor || !isAppError(error) || error.code !== 'invalid_input') throw error
    return finish({ ...query, cursor: undefined }, true)()
  })
}
