import type { FirstStepsProps } from '@/components/portal/first-steps'
import { hasPermission, type Permission } from '@/lib/auth'
import { getFirstSteps } from '@/lib/hr'
import { formatNumber, translator } from '@/lib/portal'
import { dismissFirstSteps, loadSample, wipeSample } from './first-steps-actions'
import type { Portal } from './portal-request'

/** null where there is nothing to say: to most readers, and to all of them once a portal is set up. */
export async function firstStepsView({ db, principal, tenant, locale }: Portal): Promise<FirstStepsProps | null> {
  const state = await getFirstSteps(db, principal)
  if (!state) return null
  const t = translator(locale, 'portal')
  const all: { name: 'brand' | 'people' | 'members' | 'domain'; href: string; right: Permission; isDone: boolean }[] = [
    { name: 'brand', href: '/settings/brand', right: 'branding:write', isDone: tenant.branding.version > 1 },
    { name: 'people', href: '/import', right: 'import:run', isDone: state.hasPeople && !state.hasSample },
    { name: 'members', href: '/settings/members', right: 'members:manage', isDone: state.hasColleagues },
    { name: 'domain', href: '/settings/domains', right: 'settings:write', isDone: tenant.primaryDomain !== null },
  ]
  const own = all.filter(({ right }) => hasPermission(principal, right))
  const done = own.filter(({ isDone }) => isDone).length
  const isShown = !state.isDismissed && done < own.length
  if (!isShown && !state.hasSample) return null
  const mayImport = hasPermission(principal, 'import:run')
  return {
    steps: isShown
      ? own.map(({ name, href, isDone }) => ({
          href,
          isDone,
          title: t(`firstSteps.${name}.title`),
          text: t(`firstSteps.${name}.text`, { product: tenant.branding.productName }),
        }))
      : [],
    canHaveSample: mayImport && !state.hasPeople,
    hasSample: mayImport && state.hasSample,
    locale,
    actions: { loadSample, wipeSample, dismiss: dismissFirstSteps },
    words: {
      title: t('firstSteps.heading'),
      done: t('firstSteps.done', { done: formatNumber(done, locale), total: formatNumber(own.length, locale) }),
      isDone: t('firstSteps.isDone'),
      go: t('firstSteps.go'),
      sample: t('firstSteps.sample'),
      dismiss: t('firstSteps.dismiss'),
      hasSample: t('firstSteps.hasSample'),
      remove: t('firstSteps.remove'),
      removeTitle: t('firstSteps.removeTitle'),
      consequences: [t('firstSteps.removesSample'), t('firstSteps.keepsOwn')],
      cancel: translator(locale, 'common')('cancel'),
    },
  }
}
