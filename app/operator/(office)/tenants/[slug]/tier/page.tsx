import { Opening } from '@/components/operator/overview'
import { Pairs } from '@/components/operator/pairs'
import { PatternLabel } from '@/components/operator/pattern-glyph'
import { TierChange } from '@/components/operator/tier-change'
import { durationWord, wordOr } from '@/components/operator/words'
import { Icon, Notice, Table, Td, Th } from '@/components/ui'
import { listTiers, PATTERNS, type Pattern } from '@/lib/catalog'
import { isAppError } from '@/lib/core'
import { previewTier, type TierPreview } from '@/lib/lifecycle'
import { formatNumber } from '@/lib/portal'
import { type TenantDesk, tenantDesk } from '../tenant-desk'
import { TenantFrame } from '../tenant-frame'
import { changeTier } from './tier-actions'
import { changesOf, sizeWord } from './tier-view'

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<{ tier?: string; pattern?: string }> }

export async function generateMetadata({ params }: Props) {
  const { t, tenant } = await tenantDesk(params, 'tenant:update')
  return { title: t('title', { page: `${tenant.name}, ${t('tenant.tierChange.page')}` }) }
}

export default async function TierPage({ params, searchParams }: Props) {
  const desk = await tenantDesk(params, 'tenant:update')
  const { t, tenant } = desk
  const [asked, tiers] = await Promise.all([searchParams, listTiers()])
  const tier = tiers.find(({ key }) => key === asked.tier)?.key ?? tenant.tierKey
  const toPattern = PATTERNS.find((pattern) => pattern === asked.pattern)
  const preview = await look(desk, tier, toPattern)
  const here = `/tenants/${tenant.slug}/tier`
  return (
    <TenantFrame desk={desk} current="tier">
      <nav className="row mb-2 flex-wrap" aria-label={t('tenant.tierChange.tiers')}>
        {tiers.map(({ key, name }) => (
          <a
            key={key}
            className={`chip ${key === tier ? 'chip-on' : ''}`}
            aria-current={key === tier || undefined}
            href={`${here}?tier=${key}`}
          >
            {wordOr(t, `tiers.${key}`, name)}
          </a>
        ))}
      </nav>
      {typeof preview === 'string' ? <Notice tone="bad">{preview}</Notice> : <Preview desk={desk} preview={preview} here={here} />}
    </TenantFrame>
  )
}

/** A tenant without a place, or a pattern that the tier does not allow, is told and is no broken page. */
async function look({ principal, tenant }: TenantDesk, tier: string, toPattern: Pattern | undefined): Promise<TierPreview | string> {
  try {
    return await previewTier(principal, { tenantId: tenant.id, tier, toPattern })
  } catch (error) {
    if (isAppError(error) && (error.code === 'conflict' || error.code === 'invalid_input')) return error.message
    throw error
  }
}

function Preview({ desk, preview, here }: { desk: TenantDesk; preview: TierPreview; here: string }) {
  const { t, tenant, locale } = desk
  const { from, to, move, patterns, blockers } = preview
  const tierName = wordOr(t, `tiers.${to.tier}`, to.name)
  const isSame = blockers.some(({ code }) => code === 'same')
  const time = move ? durationWord(t, move.predictedSeconds * 1000) : ''
  return (
    <>
      <nav className="row mb-4 flex-wrap" aria-label={t('tenant.pattern')}>
        {patterns.map((pattern) => (
          <a
            key={pattern}
            className={`chip ${pattern === to.pattern ? 'chip-on' : ''}`}
            aria-current={pattern === to.pattern || undefined}
            href={`${here}?tier=${to.tier}&pattern=${pattern}`}
          >
            {t(`patterns.${pattern}`)}
          </a>
        ))}
      </nav>
      <Opening
        first={
          isSame
            ? t('tenant.tierChange.same', { name: tenant.name, tier: tierName })
            : move
              ? t(to.pattern === 'row' ? 'tenant.tierChange.movesShared' : 'tenant.tierChange.moves', {
                  name: tenant.name,
                  kept: t(`kept.${to.pattern}`),
                  time,
                })
              : t('tenant.tierChange.stays', { name: tenant.name, tier: tierName })
        }
        second={
          move?.method === 'online'
            ? t('tenant.tierChange.online', { pause: move.predictedPauseMs })
            : move
              ? t('tenant.tierChange.offline', { time })
              : t('tenant.tierChange.nothingMoves')
        }
      />
      <div className="op-split">
        <div className="op-stack">
          <section className="panel">
            <div className="row flex-wrap gap-8 p-5">
              <Side
                label={t('tenant.tierChange.now')}
                pattern={from.pattern}
                word={t(`kept.${from.pattern}`)}
                place={move?.from.server ?? tenant.placement?.server}
              />
              <span className="flex-1 text-center text-12 text-ink-3">
                <Icon name="arrow-right" /> {sizeWord(t, preview, locale)}
              </span>
              <Side
                label={t('tenant.tierChange.then')}
                pattern={to.pattern}
                word={t(`kept.${to.pattern}`)}
                place={move ? move.to?.server : tenant.placement?.server}
              />
            </div>
          </section>
          <section>
            <h2>{t('tenant.tierChange.changes')}</h2>
            <Table isDense>
              <thead>
                <tr>
                  <Td />
                  <Th>{t('tenant.tierChange.now')}</Th>
                  <Th>{t('tenant.tierChange.then')}</Th>
                </tr>
              </thead>
              <tbody>
                {changesOf(t, preview, locale).map(({ name, before, after, way }) => (
                  <tr key={name}>
                    <Td>{name}</Td>
                    <Td>{before}</Td>
                    <Td>
                      {way ? (
                        <Icon
                          name={way === 'gain' ? 'arrow-up-right' : 'arrow-down'}
                          size="s"
                          className={way === 'gain' ? 'text-ok' : 'text-warn'}
                        />
                      ) : null}{' '}
                      {after}
                    </Td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </section>
        </div>
        <div className="op-stack op-ruled">
          {move ? (
            <section>
              <h2>{t('tenant.tierChange.predicted')}</h2>
              <Pairs
                pairs={[
                  [t('tenant.tierChange.takes'), time],
                  [t('tenant.tierChange.pause'), durationWord(t, move.predictedPauseMs)],
                  [t('tenant.rowsMax'), formatNumber(move.rows, locale)],
                ]}
              />
            </section>
          ) : null}
          <section>
            <h2>{t('tenant.tierChange.checked')}</h2>
            {blockers.length === 0 ? (
              <p className="row">
                <Icon name="check" className="text-ok" /> {t('tenant.tierChange.clear')}
              </p>
            ) : (
              <ul className="flex flex-col gap-2">
                {blockers.map(({ code, message }) => (
                  <li key={code} className="flex gap-2">
                    <Icon name="circle-x" className="text-bad" />
                    <span>{wordOr(t, `tenant.tierChange.blocked.${code}`, message)}</span>
                  </li>
                ))}
              </ul>
            )}
          </section>
          <TierChange
            slug={tenant.slug}
            tier={to.tier}
            toPattern={to.pattern}
            isBlocked={blockers.length > 0}
            moves={move !== null}
            change={changeTier}
          />
        </div>
      </div>
    </>
  )
}

function Side({ label, pattern, word, place }: { label: string; pattern: Pattern; word: string; place: string | undefined }) {
  return (
    <div>
      <p className="text-12 text-ink-3">{label}</p>
      <p className="font-medium">
        <PatternLabel pattern={pattern} label={word} />
      </p>
      <p className="mono text-12 text-ink-2">{place ?? '–'}</p>
    </div>
  )
}
