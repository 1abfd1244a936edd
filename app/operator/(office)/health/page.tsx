import { HealthList } from '@/components/operator/health-list'
import { Opening } from '@/components/operator/overview'
import { Walls } from '@/components/operator/walls'
import { CrumbBar } from '@/components/ui'
import { office } from '../../office'
import { testWalls } from './health-actions'
import { healthOf } from './health-view'

export async function generateMetadata() {
  const { t } = await office('tenant:read')
  return { title: t('title', { page: t('health.page') }) }
}

export default async function HealthPage() {
  const desk = await office('tenant:read')
  const { t } = desk
  const view = await healthOf(desk)
  return (
    <>
      <CrumbBar crumbs={[{ label: t('health.page') }]} end={<span className="tabular-nums">{view.at}</span>} />
      <div className="page">
        <Opening first={view.sentence} />
        <div className="op-split">
          <div className="op-stack op-ruled">
            <HealthList title={t('health.catalog')} lines={view.catalog} />
            <HealthList title={t('health.databases')} lines={view.databases} />
            <HealthList title={t('health.workers')} lines={view.workers} nothing={t('health.noWorker')} />
            <HealthList title={t('health.queue')} lines={view.queue} nothing={t('health.queueEmpty')} />
            <HealthList title={t('health.mail')} lines={view.mail} />
          </div>
          <div>
            <h2>{t('health.isolation')}</h2>
            <p className="mt-1 mb-3 text-12 text-ink-3">{t('health.isolationNote')}</p>
            {desk.may('audit:read') ? <Walls test={testWalls} /> : null}
          </div>
        </div>
      </div>
    </>
  )
}
