import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { SignInFrame } from '@/components/portal/sign-in-frame'
import { LANGUAGES, translator } from '@/lib/portal'
import { brandOf, imageUrl } from './brand'
import { doorLocale, findPortalTenant } from './portal-request'

/** The frame of the pages before sign-in. */
export async function Door({ title, lead, children }: { title: ReactNode; lead?: ReactNode; children: ReactNode }) {
  const [tenant, locale, head] = await Promise.all([findPortalTenant(), doorLocale(), headers()])
  const t = translator(locale, 'portal')
  const { signInText } = tenant.branding
  return (
    <SignInFrame
      brand={{
        ...brandOf(tenant),
        pictureUrl: imageUrl(tenant, 'picture'),
        sentence: signInText[locale] || signInText[tenant.locale] || t('signIn.sentence'),
      }}
      languages={LANGUAGES.map((language) => ({ ...language, isCurrent: language.locale === locale }))}
      preferences={{ action: '/api/portal/preferences', next: head.get('x-request-path') ?? '/sign-in' }}
      words={{ language: translator(locale, 'common')('language') }}
    >
      <h1>{title}</h1>
      {lead && <p className="mb-6 text-ink-2">{lead}</p>}
      {children}
    </SignInFrame>
  )
}

export async function doorWords() {
  const [tenant, locale] = await Promise.all([findPortalTenant(), doorLocale()])
  const product = tenant.branding.productName
  return { tenant, locale, product, company: tenant.name, t: translator(locale, 'portal') }
}
