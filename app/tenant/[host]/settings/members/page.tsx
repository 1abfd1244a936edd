import { MembersPage } from '@/components/portal/members-page'
import { listInvitations, listMembers, listRoles } from '@/lib/auth'
import { translator } from '@/lib/portal'
import { changeMemberRole, disableMember, enableMember, inviteMember, resetMemberFactor, revokeInvitation } from '../../member-actions'
import { PortalPage } from '../../portal-page'
import { requirePortal } from '../../portal-request'
import { membersView } from './members-view'

export async function generateMetadata() {
  const { tenant, locale } = await requirePortal()
  const t = translator(locale, 'portal')
  return { title: t('title', { page: t('members.title'), product: tenant.branding.productName }) }
}

export default async function Page() {
  const portal = await requirePortal('members:manage')
  const { db, principal } = portal
  const [members, invitations, roles] = await Promise.all([listMembers(db, { limit: 500 }), listInvitations(db), listRoles(db, principal)])
  return (
    <PortalPage portal={portal} place="members">
      <MembersPage
        {...membersView(portal, members, invitations, roles)}
        actions={{
          invite: inviteMember,
          changeRole: changeMemberRole,
          disable: disableMember,
          enable: enableMember,
          resetFactor: resetMemberFactor,
          revoke: revokeInvitation,
        }}
      />
    </PortalPage>
  )
}
