import type { PlanPageProps } from '@/components/portal/plan-page'
import { now } from '@/lib/core'
import type { PlanOfTenant } from '@/lib/lifecycle'
import { formatBytes, formatDay, formatMoment, formatNumber, formatShare, translator } from '@/lib/portal'
import type { Portal } from '../../portal-request'

type View = Omit<PlanPageProps, 'ask' | 'withdraw'>

/** A plan as its page says it: figures of now, and what happens when one of them is reached. */
export function planView({ tenant, locale }: Pick<Portal, 'tenant' | 'locale'>, plan: PlanOfTenant): View {
  const t = translator(locale, 'plan')
  const words = t as unknown as { (key: string): string; has(key: string): boolean }
  const nameOf = ({ tier, name }: { tier: string; name: string }) => (words.has(`tiers.${tier}`) ? words(`tiers.${tier}`) : name)
  const figure = (
    key: 'records' | 'storage',
    { used, limit }: { used: number | null; limit: number },
    word: (value: number) => string,
  ) => ({
    key,
    label: t(`${key}.label`),
    value: used === null ? t('upTo', { limit: word(limit) }) : t('of', { used: word(used), limit: word(limit) }),
    share: used === null || limit === 0 ? null : used / limit,
    note: used === null || limit === 0 ? t(`${key}.end`) : `${t('share', { share: formatShare(used / limit, locale) })} ${t(`${key}.end`)}`,
  })
  const number = (value: number) => formatNumber(value, locale)
  const pace = (key: 'requests' | 'queries' | 'timeout', value: number) => ({
    key,
    label: t(`${key}.label`),
    value: t(`${key}.value`, { value }),
    note: t(`${key}.end`),
  })
  return {
    title: t('title'),
    lead: t('lead', { company: tenant.name, plan: nameOf({ tier: plan.tier, name: plan.name }) }),
    trial: trialOf(),
    usage: [figure('records', plan.records, number), figure('storage', plan.storageBytes, (value) => formatBytes(value, locale))],
    measured: plan.records.used === null ? t('notMeasured') : t('measured', { time: formatMoment(now(), locale, tenant.timeZone) }),
    pace: [
      pace('requests', plan.requestsPerSecond),
      pace('queries', plan.concurrentQueries),
      pace('timeout', plan.statementTimeoutSeconds),
    ],
    request: plan.request && {
      text: t('requested', {
        plan: nameOf({ tier: plan.request.tier, name: plan.request.tierName }),
        time: formatMoment(plan.request.createdAt, locale, tenant.timeZone),
      }),
      note: plan.request.note,
    },
    options: plan.tiers.map((tier) => ({ value: tier.tier, label: nameOf(tier) })),
    words: {
      usage: t('usage'),
      pace: t('pace'),
      ask: t('ask'),
      askLead: t('askLead'),
      tier: t('tier'),
      note: t('note'),
      send: t('send'),
      withdraw: t('withdraw'),
    },
  }

  function trialOf(): View['trial'] {
    if (!plan.trial) return null
    const day = formatDay(plan.trial.endsOn, locale)
    if (plan.trial.stage === 'read-only') return { tone: 'warn', text: t('trial.over', { day }) }
    return { tone: 'info', text: t('trial.until', { day }) }
  }
}
