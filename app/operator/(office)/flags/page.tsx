import { CsvLink } from '@/components/operator/csv-link'
import { FilterBar } from '@/components/operator/filter-bar'
import { FlagRules } from '@/components/operator/flag-rules'
import { Opening } from '@/components/operator/overview'
import { wordOr } from '@/components/operator/words'
import { CrumbBar, Empty } from '@/components/ui'
import { FLAG_RULES, FLAGS, type FlagReach, listFlagReach } from '@/lib/catalog'
import { csvHref, type Query, readListAddress } from '../../list-address'
import { type Office, office } from '../../office'
import { flagValueWord } from '../flag-words'
import { setFlagRule } from './flag-rule-actions'

export async function generateMetadata() {
  const { t } = await office('tenant:read')
  return { title: t('title', { page: t('allFlags.page') }) }
}

/** Every flag across all tenants: whom it reaches, and how far its roll-out has come. */
export default async function AllFlagsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const desk = await office('tenant:read')
  const { t } = desk
  const { search } = readListAddress('/flags', await searchParams, ['search']).filters
  const flags = await listFlagReach()
  const rows = flags.map((flag) => rowOf(desk, flag)).filter((row) => matches(row, search))
  return (
    <>
      <CrumbBar crumbs={[{ label: t('allFlags.page') }]} />
      <div className="page page-wide">
        <Opening
          first={t('allFlags.sentence', {
            count: flags.length,
            rolling: flags.filter(({ rule }) => rule.rolloutPercent !== null).length,
            killed: flags.filter(({ rule }) => rule.isKilled).length,
          })}
          second={t('allFlags.howNote')}
        />
        <FilterBar
          action="/flags"
          search={{ value: search ?? '', label: t('flags.flag') }}
          filters={[]}
          end={<CsvLink href={csvHref('/flags')} label={t('common.csv')} />}
        />
        {rows.length > 0 ? (
          <FlagRules flags={rows} canSet={desk.may('flag:set')} set={setFlagRule} />
        ) : (
          <Empty icon="flag" title={t('tenants.noMatch')} />
        )}
      </div>
    </>
  )
}

function rowOf({ t }: Office, flag: FlagReach) {
  return {
    key: flag.key,
    label: wordOr(t, `flags.${flag.label}`, flag.key),
    owner: flag.owner,
    offWord: flagValueWord(t, FLAGS[flag.key].off),
    isKilled: flag.rule.isKilled,
    percent: flag.rule.rolloutPercent,
    on: flag.on,
    tenants: flag.tenants,
    byRule: FLAG_RULES.filter((rule) => flag.byRule[rule] > 0)
      .map((rule) => `${t(`flags.rules.${rule}`)} ${t('common.count', { count: flag.byRule[rule] })}`)
      .join(', '),
  }
}

const matches = ({ key, label }: { key: string; label: string }, search = '') =>
  `${key} ${label}`.toLowerCase().includes(search.trim().toLowerCase())
