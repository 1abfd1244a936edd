import { z } from 'zod'
import { FirstSteps } from '@/components/portal/first-steps'
import { HomePage } from '@/components/portal/home-page'
import { Toaster } from '@/components/ui/toast'
import { now, todayIn } from '@/lib/core'
import { getDashboard, getPayOverTime } from '@/lib/hr'
import { translator } from '@/lib/portal'
import { firstStepsView } from './first-steps-view'
import { homeView, payTrend } from './home-view'
import { pluginCards } from './plugins'
import { PortalPage } from './portal-page'
import { requirePortal } from './portal-request'

/** Pay over time is usually here by then and goes out with the page; of a hundred thousand people it follows in the same answer. */
const PATIENCE_MS = 50
const patience = () => new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))

type Props = { searchParams: Promise<{ range?: string }> }
const Range = z.enum(['2y', '5y', 'all']).optional().catch(undefined)

export async function generateMetadata() {
  const { tenant, locale } = await requirePortal()
  const t = translator(locale, 'portal')
  return { title: t('title', { page: t('home.title'), product: tenant.branding.productName }) }
}

export default async function Page({ searchParams }: Props) {
  const portal = await requirePortal('people:read')
  const range = Range.parse((await searchParams).range)
  const { db, principal, tenant, locale } = portal
  const today = todayIn(tenant.timeZone, now())
  const found = getDashboard(db, principal, today, range)
  const pay = tenant.flags['dashboard.payCost'] ? getPayOverTime(db, principal, today, found) : Promise.resolve(undefined)
  const [dashboard, firstSteps, cards] = await Promise.all([
    found,
    firstStepsView(portal),
    pluginCards(portal),
    Promise.race([pay, patience()]),
  ])
  const trend = pay.then((amounts) => payTrend(dashboard, amounts, locale))
  return (
    <PortalPage portal={portal} place="home">
      <HomePage {...homeView(dashboard, portal)} payTrend={trend} firstSteps={firstSteps && <FirstSteps {...firstSteps} />} cards={cards} />
      {cards.length > 0 && <Toaster label={translator(locale, 'common')('messages')} />}
    </PortalPage>
  )
}
