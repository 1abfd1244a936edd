import { PeoplePage } from '@/components/portal/people-page'
import { isAppError, now, todayIn } from '@/lib/core'
import { getPeopleColumns, listPeople, listViews, PeopleQuery } from '@/lib/hr'
import { translator } from '@/lib/portal'
import { deleteView, saveView, setPeopleColumns, startBulkChange } from '../people-list-actions'
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
  const params = await searchParams
  const [views, ownColumns] = await Promise.all([listViews(portal.db, portal.principal), getPeopleColumns(portal.db, portal.principal)])
  const saved = views.find(({ id }) => id === params.saved)
  // The address of a view alone shows it as it was kept; filters beside it are a change of it.
  const isAsKept = saved !== undefined && Object.keys(params).length === 1
  const asked = PeopleQuery.safeParse(isAsKept ? saved.query : params)
  const query = asked.success ? asked.data : PeopleQuery.parse({})
  const list = await findPeople(portal, { ...query, limit: portal.tenant.flags['people.pageSize'] })
  const look = { views, saved, columns: saved?.columns ?? ownColumns }
  return (
    <PortalPage portal={portal} place="people">
      <PeoplePage
        {...(await peopleView(portal, { ...list, ...look, isAddressWrong: !asked.success || list.isCursorWrong }))}
        actions={{ setColumns: setPeopleColumns, saveView, deleteView }}
        startBulkChange={startBulkChange}
      />
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
