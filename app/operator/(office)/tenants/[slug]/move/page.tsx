import { FilterBar } from '@/components/operator/filter-bar'
import { MoveStart } from '@/components/operator/move-start'
import { Opening } from '@/components/operator/overview'
import { Pairs } from '@/components/operator/pairs'
import { PatternLabel } from '@/components/operator/pattern-glyph'
import { CrumbBar, Icon, Notice, Table, Th } from '@/components/ui'
import type { Query } from '../../../../list-address'
import { tenantDesk } from '../tenant-desk'
import { startMove } from './move-actions'
import { moveOf } from './move-view'

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<Query> }

export async function generateMetadata({ params }: Props) {
  const { t, tenant } = await tenantDesk(params)
  return { title: t('title', { page: t('moves.page', { name: tenant.name }) }) }
}

/** How long it takes and what people feel, before anything happens: what stands in the way is named, with the statement that mends it. */
export default async function MovePage({ params, searchParams }: Props) {
  const desk = await tenantDesk(params)
  const { t, tenant } = desk
  const view = await moveOf(desk, await searchParams)
  const [first, second] = view.opening
  return (
    <>
      <CrumbBar
        crumbs={[
          { label: t('tenants.page'), href: '/tenants' },
          { label: tenant.slug, href: `/tenants/${tenant.slug}/placement` },
          { label: t('moves.crumb') },
        ]}
      />
      <div className="page">
        <Opening first={first} second={second} />
        <FilterBar action={`/tenants/${tenant.slug}/move`} filters={view.filters} />
        <div className="op-split">
          <div className="op-stack">
            <section className="panel op-preview">
              <Plate label={t('moves.now')} {...view.now} />
              <div className="text-center text-12 text-ink-2 tabular-nums">
                <Icon name="arrow-right" size="l" className="mx-auto mb-1 block text-info" />
                {view.carries}
              </div>
              <Plate label={t('moves.then')} {...view.later} />
            </section>
            <section>
              <h2 className="mb-1.5">{t('moves.changes')}</h2>
              <div className="op-bleed">
                <Table isDense>
                  <thead>
                    <tr>
                      <td />
                      <Th>{t('moves.now')}</Th>
                      <Th>{t('moves.then')}</Th>
                    </tr>
                  </thead>
                  <tbody>
                    {view.changes.map((change) => (
                      <tr key={change.key}>
                        <td className="text-ink-2">{change.label}</td>
                        <td className="whitespace-normal text-ink-2">{change.now}</td>
                        <td className="whitespace-normal">
                          {change.gain === 0 ? null : (
                            <Icon
                              name={change.gain > 0 ? 'arrow-up' : 'arrow-down'}
                              size="s"
                              className={change.gain > 0 ? 'text-ok' : 'text-warn'}
                            />
                          )}{' '}
                          {change.later}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </Table>
              </div>
            </section>
          </div>
          <div className="op-stack op-ruled">
            <section>
              <h2>{t('moves.predicted')}</h2>
              <Pairs pairs={view.predicted} />
            </section>
            <section>
              <h2>{t('moves.checked')}</h2>
              <ul className="flex flex-col gap-2">
                {view.blockers.map((blocker) => (
                  <li key={blocker.code}>
                    <Notice tone="bad">
                      <b>{blocker.title}</b> {blocker.message}
                    </Notice>
                  </li>
                ))}
                {view.checks.map((check) => (
                  <li key={check} className="row items-start text-12">
                    <Icon name="check" size="s" className="mt-0.5 text-ok" />
                    <span>{check}</span>
                  </li>
                ))}
              </ul>
            </section>
            <section>
              {desk.may('tenant:move') ? (
                <MoveStart
                  key={JSON.stringify(view.wanted)}
                  slug={tenant.slug}
                  wanted={view.wanted}
                  isBlocked={view.blockers.length > 0}
                  start={startMove}
                />
              ) : (
                <p className="text-ink-3">{t('moves.notAllowed')}</p>
              )}
            </section>
          </div>
        </div>
      </div>
    </>
  )
}

type PlateProps = { label: string; pattern: 'row' | 'schema' | 'database' | 'instance'; kept: string; place: string; epoch: string }

function Plate({ label, pattern, kept, place, epoch }: PlateProps) {
  return (
    <div className="min-w-0">
      <span className="op-key">{label}</span>
      <b>
        <PatternLabel pattern={pattern} label={kept} />
      </b>
      <p className="mono truncate text-ink-2">{place}</p>
      <p className="text-12 text-ink-3">{epoch}</p>
    </div>
  )
}
