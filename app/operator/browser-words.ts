import type { Locale } from '@/lib/core'
import en from '@/messages/en/operator.json'
import ko from '@/messages/ko/operator.json'

/** The sections that components in the browser speak; the others stay on the server. */
const SECTIONS = [
  'productName',
  'local',
  'skip',
  'nav',
  'patterns',
  'kept',
  'tiers',
  'status',
  'units',
  'common',
  'signIn',
  'newTenant',
  'tenant',
  'usage',
  'limits',
  'moves',
  'flags',
  'allFlags',
  'tenants',
  'operations',
  'outbox',
  'opStates',
  'stepStates',
  'kinds',
  'steps',
  'operators',
  'roles',
  'audit',
  'health',
  'servers',
  'planner',
  'palette',
  'errors',
] as const satisfies readonly (keyof typeof en)[]

export function browserWords(locale: Locale) {
  const all: typeof en = locale === 'ko' ? ko : en
  return { operator: Object.fromEntries(SECTIONS.map((section) => [section, all[section]])) }
}
