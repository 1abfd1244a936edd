import { notFound } from 'next/navigation'
import { SignUpForm } from '@/components/site/sign-up-form'
import { SiteFrame } from '@/components/site/site-frame'
import { visitLocale } from '@/lib/actions'
import { env, type Locale } from '@/lib/core'
import { countryOptions, currencyOptions, translator } from '@/lib/portal'
import { openPortal } from './sign-up-actions'

/** Where most readers of a language are; everything can be chosen otherwise. */
const LIKELY: Record<Locale, { country: string; currency: string }> = {
  en: { country: 'US', currency: 'USD' },
  ko: { country: 'KR', currency: 'KRW' },
}

export async function generateMetadata() {
  const t = translator(await visitLocale(null, 'en'), 'site')
  return { title: t('pageTitle', { page: t('signUp.page') }) }
}

export default async function SignUpPage() {
  const { SIGN_UP, BASE_DOMAIN } = env()
  if (SIGN_UP === 'closed') notFound()
  const locale = await visitLocale(null, 'en')
  const t = translator(locale, 'site')
  return (
    <SiteFrame name={t('title')} locale={locale}>
      <SignUpForm
        action={openPortal}
        locale={locale}
        baseDomain={BASE_DOMAIN}
        likely={LIKELY[locale]}
        countries={countryOptions(locale)}
        currencies={currencyOptions(locale)}
      />
    </SiteFrame>
  )
}
