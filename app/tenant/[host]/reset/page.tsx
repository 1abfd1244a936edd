import { ResetForm } from '@/components/portal/reset-form'
import { requestPasswordReset } from '../account-actions'
import { Door, doorWords } from '../door'

export async function generateMetadata() {
  const { product, t } = await doorWords()
  return { title: t('title', { page: t('reset.page'), product }) }
}

export default async function ResetPage() {
  const { t } = await doorWords()
  return (
    <Door title={t('reset.title')} lead={t('reset.lead')}>
      <ResetForm
        action={requestPasswordReset}
        words={{
          email: t('signIn.email'),
          submit: t('reset.submit'),
          sentTitle: t('reset.sentTitle'),
          sentText: t.raw('reset.sentText'),
          back: t('reset.back'),
        }}
      />
      <p className="mt-5">
        <a className="link text-12" href="/sign-in">
          {t('reset.back')}
        </a>
      </p>
    </Door>
  )
}
