import { z } from 'zod'
import { FirstSteps } from '@/components/portal/first-steps'
import { HomePage } from '@/components/portal/home-page'
import { Toaster } from '@/components/ui/toast'
import { now, todayIn } from '@/lib/core'
import { getDashboard } from '@/lib/hr'
import { translator } from '@/lib/portal'
import { firstStepsView } from './first-steps-view'
import { homeView } from './home-view'
import { pluginCards } from './plugins'
import { PortalPage } from './portal-page'
import { requirePortal } from './portal-request'

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
  const [dashboard, firstSteps, cards] = await Promise.all([
    getDashboard(portal.db, portal.principal, todayIn(portal.tenant.timeZone, now()), range),
    firstStepsView(portal),
    pluginCards(portal),
  ])
  return (
    <PortalPage portal={portal} place="home">
      <HomePage {...homeView(dashboard, portal)} firstSteps={firstSteps && <FirstSteps {...firstSteps} />} cards={cards} />
      {cards.length > 0 && <Toaster label={translator(portal.locale, 'common')('messages')} />}
    </PortalPage>
  )
}
