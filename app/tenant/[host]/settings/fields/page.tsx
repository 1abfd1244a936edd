import { FieldsPage } from '@/components/portal/fields/fields-page'
import { countValues, listFields } from '@/lib/hr'
import { translator } from '@/lib/portal'
import { PortalPage } from '../../portal-page'
import { requirePortal } from '../../portal-request'
import { createField, deleteField, orderFields, updateField } from './field-actions'
import { fieldsView } from './fields-view'

export async function generateMetadata() {
  const { tenant, locale } = await requirePortal()
  const title = translator(locale, 'fields')('title')
  return { title: translator(locale, 'portal')('title', { page: title, product: tenant.branding.productName }) }
}

export default async function Page() {
  const portal = await requirePortal('settings:write')
  const fields = await listFields(portal.db, portal.principal)
  const counts = await countValues(portal.db, portal.principal, fields)
  return (
    <PortalPage portal={portal} place="fields">
      <FieldsPage
        {...fieldsView(portal, fields, counts)}
        actions={{ create: createField, update: updateField, order: orderFields, remove: deleteField }}
      />
    </PortalPage>
  )
}
