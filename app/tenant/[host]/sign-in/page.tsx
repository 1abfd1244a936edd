import { redirect } from 'next/navigation'
import { SignInForm } from '@/components/portal/sign-in-form'
import { findMemberVisit } from '@/lib/actions'
import { safeNextPath } from '@/lib/auth'
import { signIn } from '../account-actions'
import { Door, doorWords } from '../door'

type Props = { searchParams: Promise<{ next?: string | string[]; ended?: string }> }

export async function generateMetadata() {
  const { product, t } = await doorWords()
  return { title: t('signIn.page', { product }) }
}

export default async function SignInPage({ searchParams }: Props) {
  const { next, ended } = await searchParams
  const path = safeNextPath(typeof next === 'string' ? next : undefined)
  const { company, t } = await doorWords()
  if ((await findMemberVisit())?.principal) redirect(path)
  return (
    <Door title={t('signIn.title')} lead={t('signIn.lead', { company })}>
      <SignInForm
        action={signIn}
        next={path}
        notice={ended === undefined ? undefined : t('signIn.ended')}
        words={{
          email: t('signIn.email'),
          password: t('signIn.password'),
          submit: t('signIn.submit'),
          forgot: t('signIn.forgot'),
          showPassword: t('signIn.showPassword'),
        }}
      />
      <p className="help mt-5">{t('signIn.noAccess', { company })}</p>
    </Door>
  )
}
