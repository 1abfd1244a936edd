import { FilterBar } from '@/components/operator/filter-bar'
import { HotKey } from '@/components/operator/hot-key'
import { TenantsTable } from '@/components/operator/tenants-table'
import { buttonClass, CrumbBar, Empty, Icon, Pager } from '@/components/ui'
import type { Query } from '../../list-address'
import { office } from '../../office'
import { tenantsOf } from './tenants-view'

export async function generateMetadata() {
  const { t } = await office('tenant:read')
  return { title: t('title', { page: t('tenants.page') }) }
}

export default async function TenantsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const desk = await office('tenant:read')
  const { t } = desk
  const view = await tenantsOf(desk, await searchParams)
  const create = desk.may('tenant:create') ? (
    <a className={buttonClass({ variant: 'solid' })} href="/tenants/new">
      <Icon name="plus" />
      {t('tenants.new')}
    </a>
  ) : null
  return (
    <>
      <CrumbBar crumbs={[{ label: t('tenants.page') }]} end={<span className="mono only-desk">{view.address}</span>} />
      <div className="page page-wide">
        <header className="page-head mb-3.5">
          <h1>{t('tenants.page')}</h1>
          <span className="text-ink-3 tabular-nums">{view.total}</span>
          <span className="flex-1" />
          <a className={buttonClass()} href={view.csvHref} download>
            <Icon name="download" />
            {t('common.csv')}
          </a>
          {create}
          <HotKey letter="n" href="/tenants/new" />
        </header>
        <FilterBar action="/tenants" search={view.search} filters={view.filters} keep={view.keep} />
        {view.rows.length > 0 ? (
          <>
            <TenantsTable rows={view.rows} heads={view.heads} sorts={view.sorts} hint={t('tenants.keys')} />
            <Pager {...view.pager} />
          </>
        ) : view.isFiltered ? (
          <Empty
            icon="search"
            title={t('tenants.noMatch')}
            actions={
              <a className={buttonClass()} href="/tenants">
                {t('tenants.clear')}
              </a>
            }
          />
        ) : (
          <Empty icon="building-2" title={t('tenants.emptyHeading')} actions={create}>
            {t('tenants.empty')}
          </Empty>
        )}
      </div>
    </>
  )
}
