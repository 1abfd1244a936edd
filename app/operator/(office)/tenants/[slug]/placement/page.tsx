import { Opening } from '@/components/operator/overview'
import { PatternLabel } from '@/components/operator/pattern-glyph'
import { RouteChain } from '@/components/operator/route-chain'
import { Empty, Table, Th } from '@/components/ui'
import { listFormerPlacements } from '@/lib/catalog'
import { hopsOf } from '../hops'
import { tenantDesk } from '../tenant-desk'
import { TenantFrame } from '../tenant-frame'

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props) {
  const { t, tenant } = await tenantDesk(params)
  return { title: t('title', { page: `${tenant.name}, ${t('tenant.tabs.placement')}` }) }
}

/** Where the data is, where it was, and the way to another place. */
export default async function PlacementPage({ params }: Props) {
  const desk = await tenantDesk(params)
  const { t, tenant, date } = desk
  const { placement, name } = tenant
  const former = await listFormerPlacements(tenant.id)
  return (
    <TenantFrame desk={desk} current="placement">
      {placement ? (
        <>
          <Opening
            first={t('placement.sentence', { name, kept: t(`kept.${placement.pattern}`), server: placement.server })}
            second={t('placement.since', { date: date(placement.since), count: placement.tenantCount - 1 })}
          />
          <section className="panel mb-5">
            <RouteChain hops={hopsOf(desk)} label={t('tenant.chain')} />
          </section>
        </>
      ) : (
        <Empty icon="house" title={t('placement.noPlace', { name })} />
      )}
      <section>
        <h2>{t('placement.former')}</h2>
        <p className="mt-1 mb-2 text-12 text-ink-3">{t('placement.formerNote')}</p>
        {former.length === 0 ? (
          <p className="text-ink-3">{t('placement.noFormer')}</p>
        ) : (
          <div className="op-bleed">
            <Table isDense>
              <thead>
                <tr>
                  <Th isNumber>{t('placement.epochHead')}</Th>
                  <Th>{t('tenant.pattern')}</Th>
                  <Th className="wide-only">{t('placement.place')}</Th>
                  <Th isNumber className="wide-only">
                    {t('placement.left')}
                  </Th>
                  <Th>{t('placement.copy')}</Th>
                </tr>
              </thead>
              <tbody>
                {former.map((place) => (
                  <tr key={place.epoch}>
                    <td className="n">{place.epoch}</td>
                    <td>
                      <PatternLabel pattern={place.pattern} label={t(`kept.${place.pattern}`)} />
                    </td>
                    <td className="mono wide-only text-ink-2">{[place.server, place.database, place.schema].join(' / ')}</td>
                    <td className="n wide-only">{date(place.leftAt)}</td>
                    <td className={place.purgedAt ? 'text-ink-3' : undefined}>
                      {place.purgedAt
                        ? t('placement.purged', { date: date(place.purgedAt) })
                        : t('placement.keptUntil', { date: date(place.keptUntil) })}
                    </td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </div>
        )}
      </section>
    </TenantFrame>
  )
}
