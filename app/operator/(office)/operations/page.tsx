import { CrumbBar } from '@/components/ui'
import type { Query } from '../../list-address'
import { office } from '../../office'
import { OperationsList } from './operations-list'
import { operationsOf } from './operations-view'

export async function generateMetadata() {
  const { t } = await office('operation:read')
  return { title: t('title', { page: t('operations.page') }) }
}

export default async function OperationsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const desk = await office('operation:read')
  const { t } = desk
  const view = await operationsOf(desk, await searchParams, { path: '/operations' })
  return (
    <>
      <CrumbBar crumbs={[{ label: t('operations.page') }]} />
      <div className="page page-wide">
        <header className="page-head mb-3.5">
          <h1>{t('operations.page')}</h1>
        </header>
        <OperationsList t={t} view={view} />
      </div>
    </>
  )
}
