import { FieldValues } from '@/components/portal/fields/field-values'
import { PersonChange } from '@/components/portal/person-change'
import { PersonDocuments } from '@/components/portal/person-documents'
import { PersonPage } from '@/components/portal/person-page'
import { findDocuments } from '@/lib/hr'
import { fullName, translator } from '@/lib/portal'
import { deleteDocument, signDocumentLink } from '../../document-actions'
import { cancelJobChange, cancelPayChange, changeJob, changePay, revealNationalId } from '../../person-actions'
import { pluginPanels } from '../../plugins'
import { PortalPage } from '../../portal-page'
import { requirePortal } from '../../portal-request'
import { changeValues } from '../../settings/fields/field-actions'
import { changeMenu } from './change-menu'
import { documentsView } from './documents-view'
import { findPerson } from './find-person'
import { personView } from './person-view'
import { valuesView } from './values-view'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props) {
  const portal = await requirePortal('people:read')
  const { person } = await findPerson(portal, (await params).id)
  return { title: translator(portal.locale, 'portal')('title', { page: fullName(person), product: portal.tenant.branding.productName }) }
}

export default async function Page({ params }: Props) {
  const portal = await requirePortal('people:read')
  const { person, today } = await findPerson(portal, (await params).id)
  const menu = changeMenu(person, portal, today)
  const panels = await pluginPanels(portal, person.id)
  const values = await valuesView(portal, person)
  const documents = await findDocuments(portal.db, portal.principal, person.id)
  return (
    <PortalPage portal={portal} place={person.id === portal.principal.employeeId ? 'me' : 'people'}>
      <PersonPage
        {...personView(person, portal, today)}
        panels={panels}
        values={values && <FieldValues {...values} action={changeValues} />}
        change={menu && <PersonChange {...menu} actions={{ changeJob, changePay }} />}
        documents={
          documents && (
            <PersonDocuments
              {...documentsView(person.id, documents, portal)}
              actions={{ sign: signDocumentLink, remove: deleteDocument }}
            />
          )
        }
        actions={{ cancelJob: cancelJobChange, cancelPay: cancelPayChange, reveal: revealNationalId }}
      />
    </PortalPage>
  )
}
