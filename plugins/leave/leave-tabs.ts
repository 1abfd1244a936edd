import type { Scope } from './kit'

export function leaveTabs({ t, path, may }: Scope, current: '' | '/calendar' | '/types') {
  const tabs = [
    { below: '', label: t('tabs.mine') },
    { below: '/calendar', label: t('tabs.calendar') },
    ...(may('manage') ? [{ below: '/types', label: t('tabs.types') }] : []),
  ]
  return tabs.map(({ below, label }) => ({ href: path(below), label, isCurrent: below === current }))
}
