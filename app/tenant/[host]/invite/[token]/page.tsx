import { NewPasswordForm } from '@/components/portal/new-password-form'
import { buttonClass } from '@/components/ui'
import { findMemberVisit } from '@/lib/actions'
import { findInvitation, PASSWORD_LENGTH_MIN } from '@/lib/auth'
import { acceptInvitation } from '../../account-actions'
import { Door, doorWords } from '../../door'

export async function generateMetadata() {
  const { product, t } = await doorWords()
  return { title: t('title', { page: t('invite.page'), product }), referrer: 'no-referrer' }
}

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const { product, company, t } = await doorWords()
  const visit = await findMemberVisit()
  const invitation = visit && (await findInvitation(visit.db, token))
  if (!invitation) {
    return (
      <Door title={t('invite.deadTitle')} lead={t('invite.deadText', { company })}>
        <a className={buttonClass({ size: 'lg', isBlock: true })} href="/sign-in">
          {t('reset.back')}
        </a>
      </Door>
    )
  }
  return (
    <Door title={t('invite.title', { product })} lead={t('invite.lead', { email: invitation.email })}>
      <NewPasswordForm
        action={acceptInvitation}
        token={token}
        email={invitation.email}
        name={invitation.name}
        words={{
          name: t('invite.name'),
          password: t('invite.password'),
          passwordHelp: t('invite.passwordHelp', { count: PASSWORD_LENGTH_MIN }),
          submit: t('invite.submit', { product }),
          showPassword: t('signIn.showPassword'),
        }}
      />
    </Door>
  )
}
