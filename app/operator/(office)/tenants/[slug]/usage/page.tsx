import { LoadChart } from '@/components/operator/load-chart'
import { MeasureNow } from '@/components/operator/measure-now'
import { Opening } from '@/components/operator/overview'
import { TenantLimits } from '@/components/operator/tenant-limits'
import { Empty, Table, Th } from '@/components/ui'
import { ShareBar } from '@/components/ui/share-bar'
import { tenantDesk } from '../tenant-desk'
import { TenantFrame } from '../tenant-frame'
import { dismissRequest, saveLimits } from './limits-actions'
import { limitsOf } from './limits-view'
import { measureTenant } from './usage-actions'
import { usageOf } from './usage-view'

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props) {
  const { t, tenant } = await tenantDesk(params)
  return { title: t('title', { page: `${tenant.name}, ${t('tenant.tabs.usage')}` }) }
}

export default async function UsagePage({ params }: Props) {
  const desk = await tenantDesk(params)
  const { t, tenant } = desk
  const [{ usage, load, sentence }, limits] = await Promise.all([usageOf(desk), limitsOf(desk)])
  return (
    <TenantFrame desk={desk} current="usage">
      <Opening
        as="h2"
        first={sentence}
        second={usage?.measured}
        action={
          <MeasureNow
            slug={tenant.slug}
            name={tenant.name}
            measure={measureTenant}
            offNote={tenant.status === 'active' ? null : t('usage.off')}
          />
        }
      />
      <div className="op-stack">
        <section>
          <div className="row mb-2">
            <h2>{t('usage.requests')}</h2>
            <span className="text-12 text-ink-3">{t('tenant.loadNote')}</span>
            <span className="flex-1" />
            <span className="text-12 tabular-nums">{load.totalWord}</span>
          </div>
          <LoadChart {...load.chart} />
        </section>
        {usage ? (
          <>
            <section className="op-pair">
              {usage.facts.map((fact) => (
                <div key={fact.key}>
                  <span className="op-key">{fact.label}</span>
                  <b className="text-16 tabular-nums">{fact.value}</b>
                  <ShareBar share={fact.share} />
                  <span className="text-12 text-ink-3">{fact.note}</span>
                </div>
              ))}
            </section>
            {usage.history.points.length > 1 ? (
              <section>
                <div className="row mb-2">
                  <h2>{t('usage.history')}</h2>
                  <span className="text-12 text-ink-3">{t('usage.historyNote')}</span>
                </div>
                <LoadChart {...usage.history} />
              </section>
            ) : null}
            <section>
              <h2 className="mb-1.5">{t('usage.tables')}</h2>
              <div className="op-bleed">
                <Table isDense>
                  <thead>
                    <tr>
                      <Th>{t('usage.table')}</Th>
                      <Th isNumber>{t('usage.rows')}</Th>
                      <Th isNumber sorted="descending">
                        {t('usage.bytes')}
                      </Th>
                      <Th isNumber className="wide-only">
                        {t('usage.share')}
                      </Th>
                      <Th className="wide-only w-1/3">
                        <span className="sr-only">{t('usage.share')}</span>
                      </Th>
                    </tr>
                  </thead>
                  <tbody>
                    {usage.tables.map((table) => (
                      <tr key={table.name}>
                        <td className="mono">{table.name}</td>
                        <td className="n">{table.rows}</td>
                        <td className="n">{table.bytes}</td>
                        <td className="n wide-only text-ink-2">{table.shareWord}</td>
                        <td className="wide-only">
                          <span className="bar" aria-hidden="true">
                            <span style={{ width: `${table.share * 100}%`, background: 'var(--fill)' }} />
                          </span>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </Table>
              </div>
            </section>
          </>
        ) : (
          <Empty icon="gauge" title={t('usage.noTables')}>
            {t('usage.neverNote')}
          </Empty>
        )}
        <TenantLimits {...limits} set={saveLimits} dismiss={dismissRequest} />
      </div>
    </TenantFrame>
  )
}
