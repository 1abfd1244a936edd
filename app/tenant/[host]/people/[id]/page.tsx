import { notFound } from 'next/navigation'
import { cache } from 'react'
import { FieldValues } from '@/components/portal/fields/field-values'
import { PersonChange } from '@/components/portal/person-change'
import { PersonPage } from '@/components/portal/person-page'
import { isAppError, now, todayIn } from '@/lib/core'
import { getPerson } from '@/lib/hr'
import { fullName, translator } from '@/lib/portal'
import { cancelJobChange, changeJob, changePay, revealNationalId } from '../../person-actions'
import { pluginPanels } from '../../plugins'
import { PortalPage } from '../../portal-page'
import { requirePortal } from '../../portal-request'
import { changeValues } from '../../settings/fields/field-actions'
import { changeMenu, personView } from './person-view'
import { valuesView } from './values-view'

type Props = { params: Promise<{ id: string }> }

const findPerson = cache(async (id: string) => {
  const portal = await requirePortal('people:read')
  const today = todayIn(portal.tenant.timeZone, now())
  const person = await getPerson(portal.db, portal.principal, id, today).catch((error) => {
    if (isAppError(error) && error.code === 'not_found') notFound()
    throw error
  })
  return { portal, person, today }
})

export async function generateMetadata({ params }: Props) {
  const { portal, person } = await findPerson((await params).id)
  return { title: translator(portal.locale, 'portal')('title', { page: fullName(person), product: portal.tenant.branding.productName }) }
}

export default async function Page({ params }: Props) {
  const { portal, person, today } = await findPerson((await params).id)
  const menu = changeMenu(person, portal, today)
  const panels = await pluginPanels(portal, person.id)
  const values = await valuesView(portal, person)
  return (
    <PortalPage portal={portal} place={person.id === portal.principal.employeeId ? 'me' : 'people'}>
      <PersonPage
        {...personView(person, portal, today)}
        panels={panels}
        values={values && <FieldValues {...values} action={changeValues} />}
        change={menu && <PersonChange {...menu} actions={{ changeJob, changePay }} />}
        actions={{ cancel: cancelJobChange, reveal: revealNationalId }}
      />
    </PortalPage>
  )
}
