import { HotKey } from '@/components/operator/hot-key'
import { LoadChart } from '@/components/operator/load-chart'
import { NeedsYou, Opening, RunningNow, TierMatrix } from '@/components/operator/overview'
import { SignUps } from '@/components/operator/sign-ups'
import { Street } from '@/components/operator/street'
import { buttonClass, CrumbBar, Icon, Kbd, State } from '@/components/ui'
import { office } from '../office'
import { overviewOf } from './overview-view'

export async function generateMetadata() {
  const { t } = await office('tenant:read')
  return { title: t('title', { page: t('overview.page') }) }
}

export default async function OverviewPage() {
  const desk = await office('tenant:read')
  const { t } = desk
  const view = await overviewOf(desk)
  return (
    <>
      <CrumbBar
        crumbs={[{ label: t('overview.page') }]}
        end={
          <a href="/health">
            <State tone={view.answering.isWell ? 'ok' : 'bad'} icon={view.answering.isWell ? undefined : 'circle-x'}>
              {view.answering.text}
            </State>
          </a>
        }
      />
      <div className="page">
        <Opening
          first={view.sentence}
          second={view.work}
          action={
            desk.may('tenant:create') ? (
              <a className={buttonClass({ variant: 'solid' })} href="/tenants/new">
                <Icon name="plus" />
                {t('overview.new')}
                <span className="only-desk">
                  <Kbd>N</Kbd>
                </span>
                <HotKey letter="n" href="/tenants/new" />
              </a>
            ) : null
          }
        />
        <Street servers={view.street} labels={view.streetLabels} />
        <section className="mt-6">
          <div className="row mb-2">
            <h2>{t('overview.load')}</h2>
            <span className="text-12 text-ink-3">{t('tenant.loadNote')}</span>
            <span className="flex-1" />
            <span className="text-12 tabular-nums">{view.load.totalWord}</span>
          </div>
          <LoadChart {...view.load.chart} />
        </section>
        <div className="op-three">
          <RunningNow title={t('overview.running')} items={view.running} nothing={t('overview.nothingRuns')} />
          <NeedsYou title={t('overview.needs')} items={view.needs} nothing={t('overview.nothingNeeds')} review={t('overview.review')} />
          <section>
            <div className="row mb-2.5">
              <h2>{t('overview.signUps')}</h2>
              <span className="text-12 text-ink-3">{t('overview.signUpsNote')}</span>
              <span className="flex-1" />
              <b className="tabular-nums">{view.signUps.total}</b>
            </div>
            <SignUps {...view.signUps} />
            <TierMatrix label={t('overview.matrix')} tierLabel={t('overview.tier')} {...view.matrix} />
          </section>
        </div>
      </div>
    </>
  )
}
