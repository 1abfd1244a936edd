import { MembersTable } from '@/components/operator/members-table'
import { Empty } from '@/components/ui'
import { listInvitations, listMembers } from '@/lib/auth'
import { PartAway } from '../part-away'
import { fromTenant, tenantDesk } from '../tenant-desk'
import { TenantFrame } from '../tenant-frame'

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props) {
  const { t, tenant } = await tenantDesk(params)
  return { title: t('title', { page: `${tenant.name}, ${t('members.heading')}` }) }
}

export default async function MembersPage({ params }: Props) {
  const desk = await tenantDesk(params)
  const { t, moment } = desk
  const part = await fromTenant(desk, (db) => Promise.all([listMembers(db, { limit: 500 }), listInvitations(db)]))
  if (!part.isThere)
    return (
      <TenantFrame desk={desk} current="people">
        <PartAway desk={desk} part={part} />
      </TenantFrame>
    )
  const [members, invitations] = part.value
  const rows = [
    ...invitations.map(({ id, name, email, roleKey, expiresAt }) => ({
      id,
      name,
      email,
      role: roleKey,
      tone: 'info' as const,
      state: t('members.invitedUntil', { date: desk.date(expiresAt) }),
      lastSignIn: null,
    })),
    ...members.map(({ id, name, email, roleKey, status, lastSignInAt }) => ({
      id,
      name,
      email,
      role: roleKey,
      tone: status === 'active' ? ('ok' as const) : ('quiet' as const),
      state: t(status === 'active' ? 'members.active' : 'members.disabled'),
      lastSignIn: lastSignInAt && moment(lastSignInAt),
    })),
  ]
  return (
    <TenantFrame desk={desk} current="people">
      <p className="mb-3 text-ink-2">{t('members.note')}</p>
      {rows.length === 0 ? (
        <Empty icon="users" title={t('members.empty')} />
      ) : (
        <MembersTable
          rows={rows}
          never={t('common.never')}
          heads={{
            name: t('members.name'),
            email: t('members.email'),
            role: t('members.role'),
            state: t('members.state'),
            lastSignIn: t('members.lastSignIn'),
          }}
        />
      )}
    </TenantFrame>
  )
}
