import { redirect } from 'next/navigation'
import { CodeForm } from '@/components/operator/code-form'
import { Door } from '@/components/operator/door'
import { LanguageLinks } from '@/components/operator/language-links'
import { SignInForm } from '@/components/operator/sign-in-form'
import { StartOver } from '@/components/operator/start-over'
import { TotpOffer } from '@/components/ui/totp-offer'
import { visitLocale } from '@/lib/actions'
import { safeNextPath } from '@/lib/auth'
import { env } from '@/lib/core'
import { enrolCode, signIn, signOut, verifyCode } from '../../account-actions'
import { officeWords } from '../../office'
import { findOperatorDoor } from '../../operator-request'

export async function generateMetadata() {
  const t = officeWords(await visitLocale(null, 'en'))
  return { title: t('title', { page: t('signIn.page') }) }
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string; ended?: string }> }) {
  const [query, door, locale] = await Promise.all([
    searchParams,
    findOperatorDoor(`Rowhouse ${env().BASE_DOMAIN}`),
    visitLocale(null, 'en'),
  ])
  const next = safeNextPath(query.next)
  if (door.state === 'open') redirect(next)
  const t = officeWords(locale)
  const frame = { name: t('productName'), languages: <LanguageLinks current={locale} /> }
  if (door.state === 'password')
    return (
      <Door {...frame} title={t('signIn.heading')} footer={t('signIn.footer')}>
        <SignInForm<{ next: string }> action={signIn} next={next} notice={query.ended === undefined ? undefined : t('signIn.ended')} />
      </Door>
    )
  return (
    <Door {...frame} title={t(`signIn.${door.state}Heading`)} note={t(`signIn.${door.state}Help`)} footer={door.email}>
      {door.state === 'enrol' ? (
        <TotpOffer {...door.enrolment} words={{ qr: t('signIn.enrolQr'), secret: t('signIn.enrolSecret') }} />
      ) : null}
      <CodeForm<{ next: string }>
        action={door.state === 'enrol' ? enrolCode : verifyCode}
        next={next}
        submitLabel={t(`signIn.${door.state}Submit`)}
      />
      <StartOver action={signOut} label={t('signIn.other')} />
    </Door>
  )
}
