import { Opening } from '@/components/operator/overview'
import { PlannerForm } from '@/components/operator/planner-form'
import { PlannerServers } from '@/components/operator/planner-servers'
import { PlannerSum } from '@/components/operator/planner-sum'
import { PlannerTable } from '@/components/operator/planner-table'
import { CrumbBar, Notice, Pager } from '@/components/ui'
import type { Query } from '../../list-address'
import { office } from '../../office'
import { makePlan, startPlan, strikeMoves } from './planner-actions'
import { plannerOf } from './planner-view'

export async function generateMetadata() {
  const { t } = await office('server:manage')
  return { title: t('title', { page: t('planner.page') }) }
}

export default async function PlannerPage({ searchParams }: { searchParams: Promise<Query> }) {
  const desk = await office('server:manage')
  const { t } = desk
  const { wish, names, plan } = await plannerOf(desk, await searchParams)
  const form = <PlannerForm key={plan?.id ?? 'new'} wish={wish} names={names} isAgain={plan !== null} make={makePlan} />
  if (plan === null) {
    return (
      <>
        <CrumbBar crumbs={[{ label: t('planner.page') }]} />
        <div className="page">
          <Opening first={t('planner.none')} second={t('planner.noneNote')} />
          {form}
        </div>
      </>
    )
  }
  return (
    <>
      <CrumbBar crumbs={[{ label: t('planner.page') }]} end={plan.state} />
      <div className="page page-wide">
        <Opening first={plan.first} second={plan.second} />
        {form}
        <div className="op-plan">
          <PlannerServers
            dots={plan.dots}
            target={plan.target}
            words={{ title: t('planner.servers'), now: t('planner.now'), after: t('planner.after'), note: plan.threshold }}
          />
          <section className="min-w-0">
            {plan.lines.length > 0 ? (
              <>
                <PlannerTable planId={plan.id} lines={plan.lines} isStarted={plan.operationId !== null} strike={strikeMoves} />
                <Pager {...plan.pager} />
              </>
            ) : null}
            {plan.staying.map(({ key, title, names: slugs }) => (
              <Notice key={key} icon="map-pin" className="mt-3.5">
                <b>{title}</b> <span className="text-ink-2">{slugs}</span>
              </Notice>
            ))}
            {plan.moves > 0 ? (
              <PlannerSum
                planId={plan.id}
                chosen={plan.chosen}
                operationId={plan.operationId}
                figures={[
                  [t('planner.selected'), plan.selected],
                  [t('planner.data'), plan.data],
                  [t('planner.duration'), plan.duration],
                ]}
                start={startPlan}
              />
            ) : null}
          </section>
        </div>
      </div>
    </>
  )
}
