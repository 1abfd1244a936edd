import type { Words } from '@/components/operator/words'
import { visitLocale } from '@/lib/actions'
import { hasPermission, type OperatorPermission } from '@/lib/auth'
import { translator } from '@/lib/portal'
import { moments } from './moment'
import { requireOperator } from './operator-request'

/**
 * The first line of every page of the back office: who asks, whether their role may, and the words to answer in. Without a session
 * it goes to sign-in; without the permission the page is not found.
 */
export async function office(permission?: OperatorPermission) {
  const { principal } = await requireOperator(permission)
  const locale = await visitLocale(principal.locale, 'en')
  return {
    principal,
    locale,
    t: officeWords(locale),
    may: (what: OperatorPermission) => hasPermission(principal, what),
    ...moments(locale),
  }
}
export type Office = Awaited<ReturnType<typeof office>>

/** The messages are checked as one namespace by their test; here keys are made of data too, so they are texts. */
export const officeWords = (locale: 'en' | 'ko') => translator(locale, 'operator') as unknown as Words
