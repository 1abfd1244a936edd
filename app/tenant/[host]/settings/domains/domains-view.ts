import type { DomainsPageProps } from '@/components/portal/domains-page'
import type { Domain } from '@/lib/catalog'
import { env } from '@/lib/core'
import { recordName, recordValue } from '@/lib/lifecycle'
import { formatMoment, translator } from '@/lib/portal'
import type { Portal } from '../../portal-request'

const TONES = { active: 'ok', failing: 'warn', held: 'warn', pending: 'neutral' } as const

export function domainsView({ tenant, locale }: Portal, domains: Domain[]): Omit<DomainsPageProps, 'actions'> {
  const t = translator(locale, 'domains')
  const slugAddress = `${tenant.slug}.${env().BASE_DOMAIN}`
  const address = tenant.primaryDomain ?? slugAddress
  return {
    lead: t('lead', { address }),
    slugAddress,
    domains: domains.map((domain) => {
      const { host } = domain
      return {
        host,
        isPrimary: domain.isPrimary,
        canBePrimary: domain.verifiedAt !== null && domain.pointsHere && !domain.isPrimary,
        status: t(`status.${domain.status}`),
        tone: TONES[domain.status],
        next: nextStep(domain, t, (at) => formatMoment(at, locale, tenant.timeZone)),
        leads: domain.pointsHere ? t('leadsHere') : t('leadsElsewhere'),
        pointsHere: domain.pointsHere,
        // A name in good order needs no more typing.
        records: domain.isPrimary
          ? []
          : [
              { step: t('stepRecord'), type: 'TXT', name: recordName(host), value: recordValue(domain.token) },
              ...(domain.pointsHere ? [] : [{ step: t('stepLead'), type: 'CNAME', name: host, value: slugAddress }]),
            ],
        release: {
          title: t('releaseTitle', { host }),
          consequences: [
            t('releaseEffect', { host }),
            t('releaseProof'),
            ...(domain.isPrimary ? [t('releaseSessions', { address: slugAddress })] : []),
          ],
          type: t('releaseType', { host }),
        },
      }
    }),
    words: {
      title: t('title'),
      add: t('add'),
      host: t('host'),
      hostHelp: t('hostHelp'),
      claim: t('claim'),
      none: t('none', { address: slugAddress }),
      primary: t('primary'),
      type: t('type'),
      name: t('name'),
      value: t('value'),
      copy: t('copy'),
      copied: t('copied'),
      check: t('check'),
      makePrimary: t('makePrimary'),
      noPrimary: t('noPrimary', { address: slugAddress }),
      release: t('release'),
      cancel: t('cancel'),
    },
  }
}

/** One sentence: what is true, and what to do now. */
function nextStep(domain: Domain, t: ReturnType<typeof translator<'domains'>>, moment: (at: Date) => string): string {
  const { status, fault, failingSince, pointsHere, isPrimary } = domain
  if (status === 'failing') return t('next.failing', { moment: moment(failingSince!) })
  if (status === 'held') return t('next.held')
  if (status === 'pending') return t(`next.${fault ?? 'pending'}`)
  if (!pointsHere) return t('next.elsewhere')
  return isPrimary ? t('next.primary') : t('next.ready')
}
