import { notFound } from 'next/navigation'
import { PersonForm } from '@/components/portal/person-form'
import { translator } from '@/lib/portal'
import { updatePerson } from '../../../person-actions'
import { PortalPage } from '../../../portal-page'
import { requirePortal } from '../../../portal-request'
import { personFormView } from '../../person-form-view'
import { findPerson } from '../find-person'

type Props = { params: Promise<{ id: string }> }

async function open({ params }: Props) {
  const portal = await requirePortal('people:read')
  const { person, today } = await findPerson(portal, (await params).id)
  const form = personFormView(portal, today, person)
  if (!form) notFound()
  return { portal, form }
}

export async function generateMetadata(props: Props) {
  const { portal, form } = await open(props)
  return { title: translator(portal.locale, 'portal')('title', { page: form.words.title, product: portal.tenant.branding.productName }) }
}

export default async function Page(props: Props) {
  const { portal, form } = await open(props)
  return (
    <PortalPage portal={portal} place={form.personId === portal.principal.employeeId ? 'me' : 'people'}>
      <PersonForm {...form} actions={{ update: updatePerson }} />
    </PortalPage>
  )
}
