import { notFound } from 'next/navigation'
import { PersonForm } from '@/components/portal/person-form'
import { now, todayIn } from '@/lib/core'
import { translator } from '@/lib/portal'
import { hirePerson } from '../../person-actions'
import { PortalPage } from '../../portal-page'
import { requirePortal } from '../../portal-request'
import { personFormView } from '../person-form-view'

export async function generateMetadata() {
  const { tenant, locale } = await requirePortal('people:write')
  const page = translator(locale, 'people')('form.hireTitle')
  return { title: translator(locale, 'portal')('title', { page, product: tenant.branding.productName }) }
}

export default async function Page() {
  const portal = await requirePortal('people:write')
  const form = personFormView(portal, todayIn(portal.tenant.timeZone, now()))
  if (!form) notFound()
  return (
    <PortalPage portal={portal} place="people">
      <PersonForm {...form} actions={{ hire: hirePerson }} />
    </PortalPage>
  )
}
