import { NewPasswordForm } from '@/components/portal/new-password-form'
import { buttonClass } from '@/components/ui'
import { findMemberVisit } from '@/lib/actions'
import { findPasswordReset, PASSWORD_LENGTH_MIN } from '@/lib/auth'
import { resetPassword } from '../../account-actions'
import { Door, doorWords } from '../../door'

// The link is a secret: no other site hears of it, whatever the page would link to.
export async function generateMetadata() {
  const { product, t } = await doorWords()
  return { title: t('title', { page: t('reset.page'), product }), referrer: 'no-referrer' }
}

export default async function NewPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const { t } = await doorWords()
  const visit = await findMemberVisit()
  const reset = visit && (await findPasswordReset(visit.db, token))
  if (!reset) {
    return (
      <Door title={t('reset.deadTitle')} lead={t('reset.deadText')}>
        <a className={buttonClass({ variant: 'solid', size: 'lg', isBlock: true })} href="/reset">
          {t('reset.again')}
        </a>
      </Door>
    )
  }
  return (
    <Door title={t('reset.newTitle')} lead={t('reset.newLead')}>
      <NewPasswordForm
        action={resetPassword}
        token={token}
        email={reset.email}
        words={{
          password: t('reset.newPassword'),
          passwordHelp: t('invite.passwordHelp', { count: PASSWORD_LENGTH_MIN }),
          submit: t('reset.newSubmit'),
          showPassword: t('signIn.showPassword'),
        }}
      />
    </Door>
  )
}
