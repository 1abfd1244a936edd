import { Opening } from '@/components/operator/overview'
import { ServersTable } from '@/components/operator/servers-table'
import { buttonClass, CrumbBar, Empty, Icon, Pager } from '@/components/ui'
import type { Query } from '../../list-address'
import { office } from '../../office'
import { serversOf } from './servers-view'

export async function generateMetadata() {
  const { t } = await office('tenant:read')
  return { title: t('title', { page: t('servers.page') }) }
}

export default async function ServersPage({ searchParams }: { searchParams: Promise<Query> }) {
  const desk = await office('tenant:read')
  const { t } = desk
  const view = await serversOf(desk, await searchParams)
  return (
    <>
      <CrumbBar crumbs={[{ label: t('servers.page') }]} />
      <div className="page page-wide">
        <Opening
          first={view.sentence}
          second={view.state}
          action={
            desk.may('server:manage') ? (
              <a className={buttonClass({ variant: 'solid' })} href="/servers/new">
                <Icon name="plus" />
                {t('servers.new')}
              </a>
            ) : null
          }
        />
        {view.rows.length > 0 ? (
          <>
            <ServersTable rows={view.rows} heads={view.heads} />
            <Pager {...view.pager} />
          </>
        ) : (
          <Empty icon="server" title={t('servers.empty')} />
        )}
      </div>
    </>
  )
}
