import { redirect } from 'next/navigation'
import { SignInDoor } from '@/components/portal/sign-in-door'
import { SignInForm } from '@/components/portal/sign-in-form'
import { findMemberVisit } from '@/lib/actions'
import { findDoor, safeNextPath } from '@/lib/auth'
import { translator } from '@/lib/portal'
import { signIn } from '../account-actions'
import { Door, doorWords } from '../door'
import { chooseWay, signInWithProvider } from '../sso-actions'
import { problemText } from '../sso-problem'

type Props = { searchParams: Promise<{ next?: string | string[]; ended?: string; problem?: string | string[]; way?: string }> }

export async function generateMetadata() {
  const { product, t } = await doorWords()
  return { title: t('signIn.page', { product }) }
}

export default async function SignInPage({ searchParams }: Props) {
  const { next, ended, problem, way } = await searchParams
  const path = safeNextPath(typeof next === 'string' ? next : undefined)
  const [visit, { company, locale, t }] = await Promise.all([findMemberVisit(), doorWords()])
  if (visit?.principal) redirect(path)
  const door = visit && (await findDoor(visit.db))
  const access = translator(locale, 'access')
  const isPassword = way === 'password' || !door
  const shared = {
    next: path,
    notice: problemText(problem, locale) ?? (ended === undefined ? undefined : t('signIn.ended')),
    words: {
      email: t('signIn.email'),
      password: t('signIn.password'),
      submit: t('signIn.submit'),
      forgot: t('signIn.forgot'),
      showPassword: t('signIn.showPassword'),
    },
  }
  return (
    <Door title={t('signIn.title')} lead={door?.isOnly && isPassword ? access('door.ownersLead') : t('signIn.lead', { company })}>
      {isPassword ? (
        <SignInForm action={signIn} {...shared} />
      ) : (
        <SignInDoor
          {...shared}
          isOnly={door.isOnly}
          actions={{ password: signIn, provider: signInWithProvider, choose: chooseWay }}
          words={{
            ...shared.words,
            continueWith: access('door.continueWith', { name: door.name }),
            or: access('door.or'),
            continue: access('door.continue'),
            owners: access('door.owners'),
          }}
        />
      )}
      <p className="help mt-5">{t('signIn.noAccess', { company })}</p>
    </Door>
  )
}
