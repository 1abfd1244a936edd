import { OrganisationPage } from '@/components/portal/organisation-page'
import { isAppError } from '@/lib/core'
import { translator } from '@/lib/portal'
import { PortalPage } from '../portal-page'
import { requirePortal } from '../portal-request'
import { organisationTabs } from './organisation-tabs'
import { openPath, openTop } from './organisation-view'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata() {
  const { tenant, locale } = await requirePortal('people:read')
  const page = translator(locale, 'organisation')('title')
  return { title: translator(locale, 'portal')('title', { page, product: tenant.branding.productName }) }
}

export default async function Page({ searchParams }: Props) {
  const portal = await requirePortal('people:read')
  const { db, principal, locale } = portal
  const asked = await searchParams
  const by = asked.by === 'department' ? 'department' : 'manager'
  const top = () => openTop(db, principal, by)
  const columns =
    typeof asked.person === 'string'
      ? await openPath(db, principal, asked.person, by).catch((error) => {
          if (isAppError(error) && error.code === 'not_found') return top() // somebody who left stands nowhere
          throw error
        })
      : await top()
  const t = translator(locale, 'organisation')
  const first = columns.nodes.filter(({ parent }) => parent === null)
  const people = first.reduce((sum, node) => sum + node.all + (node.personId ? 1 : 0), 0)
  const hrefOf = (way: string) => `/organisation${way === 'department' ? '?by=department' : ''}`
  return (
    <PortalPage portal={portal} place="organisation">
      <OrganisationPage
        tabs={organisationTabs(portal, 'chart')}
        count={t('people', { count: people })}
        ways={(['manager', 'department'] as const).map((way) => ({ href: hrefOf(way), label: t(`by.${way}`), isCurrent: way === by }))}
        chart={{
          by,
          columns,
          words: {
            label: t('title'),
            search: t('search'),
            nobody: translator(locale, 'people')('none'),
            reports: t.raw(by === 'department' ? 'inColumn' : 'reports'),
            first: t(by === 'department' ? 'tabs.departments' : 'top'),
            noName: translator(locale, 'people')('noDepartment'),
            profile: t('profile'),
            team: t('team'),
            below: t('below'),
            reportsTo: translator(locale, 'people')('person.reportsToHead'),
            expandAll: t('expandAll'),
            closeAll: t('closeAll'),
            zoomIn: t('zoomIn'),
            zoomOut: t('zoomOut'),
            fit: t('fit'),
            failed: t('failed'),
            keys: t('keys'),
          },
        }}
        words={{ title: t('title'), ways: t('by.label'), empty: t('empty') }}
      />
    </PortalPage>
  )
}
