import { Opening } from '@/components/operator/overview'
import { PatternLabel } from '@/components/operator/pattern-glyph'
import { RouteChain } from '@/components/operator/route-chain'
import { TenantMoves } from '@/components/operator/tenant-moves'
import { durationWord } from '@/components/operator/words'
import { buttonClass, Empty, Icon, Table, Th } from '@/components/ui'
import { listFormerPlacements } from '@/lib/catalog'
import { listMoves } from '@/lib/lifecycle'
import { formatNumber } from '@/lib/portal'
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
  const { t, tenant, date, moment, locale } = desk
  const { placement, name } = tenant
  const [former, { moves }] = await Promise.all([
    listFormerPlacements(tenant.id),
    listMoves(desk.principal, { tenantId: tenant.id, limit: 20 }),
  ])
  const canMove = desk.may('tenant:move') && (tenant.status === 'active' || tenant.status === 'stopped')
  return (
    <TenantFrame desk={desk} current="placement">
      {placement ? (
        <>
          <Opening
            as="h2"
            first={
              placement.pattern === 'row'
                ? t('placement.sentenceShared', { name, server: placement.server })
                : t('placement.sentence', { name, kept: t(`kept.${placement.pattern}`), server: placement.server })
            }
            action={
              canMove ? (
                <a className={buttonClass({ variant: 'solid' })} href={`/tenants/${tenant.slug}/move`}>
                  <Icon name="arrow-left-right" />
                  {t('placement.move')}
                </a>
              ) : null
            }
            second={t('placement.since', { date: date(placement.since), count: placement.tenantCount - 1 })}
          />
          <section className="panel mb-5">
            <RouteChain hops={hopsOf(desk)} label={t('tenant.chain')} />
          </section>
        </>
      ) : (
        <Empty icon="house" title={t('placement.noPlace', { name })} />
      )}
      <section className="mb-6">
        <h2 className="mb-1.5">{t('placement.moves')}</h2>
        {moves.length === 0 ? (
          <p className="text-ink-3">{t('placement.noMoves')}</p>
        ) : (
          <TenantMoves
            rows={moves.map((move) => ({
              id: move.id,
              phase: move.phase,
              phaseWord: t(`moves.phase.${move.phase}`),
              from: { pattern: move.from.pattern, kept: t(`kept.${move.from.pattern}`), server: move.from.server },
              to: { pattern: move.to.pattern, kept: t(`kept.${move.to.pattern}`), server: move.to.server },
              rows: formatNumber(move.facts.rowsTotal ?? 0, locale),
              pause: typeof move.facts.pauseMs === 'number' ? durationWord(t, move.facts.pauseMs) : '–',
              when: moment(move.createdAt),
            }))}
            heads={{
              state: t('moves.listState'),
              from: t('moves.listFrom'),
              to: t('moves.listTo'),
              rows: t('moves.listRows'),
              pause: t('moves.listPause'),
              when: t('moves.listWhen'),
            }}
          />
        )}
      </section>
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
