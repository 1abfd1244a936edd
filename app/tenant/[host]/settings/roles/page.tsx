import { RolesPage } from '@/components/portal/roles-page'
import { listMembers, listRoles } from '@/lib/auth'
import { isAppError } from '@/lib/core'
import { describeAccess } from '@/lib/hr'
import { translator } from '@/lib/portal'
import { PortalPage } from '../../portal-page'
import { requirePortal } from '../../portal-request'
import { createRole, deleteRole, updateRole } from '../../role-actions'
import { rolesView } from './roles-view'

type Props = { searchParams: Promise<{ member?: string | string[] }> }

export async function generateMetadata() {
  const { tenant, locale } = await requirePortal()
  const t = translator(locale, 'portal')
  return { title: t('title', { page: t('roles.title'), product: tenant.branding.productName }) }
}

export default async function Page({ searchParams }: Props) {
  const portal = await requirePortal('roles:manage')
  const { db, principal } = portal
  const asked = (await searchParams).member
  const userId = typeof asked === 'string' ? asked : principal.userId
  const [roles, members, access] = await Promise.all([
    listRoles(db, principal),
    listMembers(db, { limit: 500 }),
    describeAccess(db, principal, userId).catch((error) => {
      if (isAppError(error) && error.code === 'not_found') return null
      throw error
    }),
  ])
  return (
    <PortalPage portal={portal} place="members">
      <RolesPage {...rolesView(portal, roles, members, access)} actions={{ create: createRole, update: updateRole, remove: deleteRole }} />
    </PortalPage>
  )
}
