import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { redirect, unstable_rethrow } from 'next/navigation'
import type { Locale } from '@/lib/core'
import { checkOrigin } from './check-origin'
import { explain } from './explain'
import type { Action } from './result'
import { requestNumber } from './visit'

export type Ending = {
  /** Whether what is on screen is loaded anew. True unless said otherwise. */
  refreshes?: boolean
}

/** What all builders share: where the request came from, how an answer looks, and what happens to an error. */
export function actionOf<Input, Output>(
  locale: () => Promise<Locale>,
  work: (raw: unknown, locale: Locale) => Promise<Output>,
  { refreshes = true }: Ending,
): Action<Input, Output> {
  return async (first: unknown, second?: unknown) => {
    const form = second instanceof FormData ? second : first instanceof FormData ? first : undefined
    let data: Output
    try {
      checkOrigin(await headers())
      data = await work(form ?? first, await locale())
    } catch (error) {
      unstable_rethrow(error) // redirects and not-found pages are errors to Next
      return explain(error, await locale().catch(() => 'en' as const), await requestNumber())
    }
    if (form && leadsOn(data)) redirect(data.next)
    if (refreshes) refresh()
    return { ok: true, data }
  }
}

const leadsOn = (data: unknown): data is { next: string } => typeof (data as { next?: unknown } | null)?.next === 'string'
