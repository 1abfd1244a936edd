import { FindPortal } from '@/components/site/find-portal'
import { SiteFrame } from '@/components/site/site-frame'
import { buttonClass } from '@/components/ui'
import { visitLocale } from '@/lib/actions'
import { env, publicOrigin } from '@/lib/core'
import { translator } from '@/lib/portal'
import { findPortal } from './find-actions'

export default async function SitePage() {
  const locale = await visitLocale(null, 'en')
  const t = translator(locale, 'site')
  const { BASE_DOMAIN, SIGN_UP } = env()
  return (
    <SiteFrame name={t('title')} locale={locale} link={{ href: publicOrigin(`admin.${BASE_DOMAIN}`), label: t('home.operators') }} isWide>
      <h1 className="text-[40px] leading-[46px] tracking-[-.03em] phone:text-[30px] phone:leading-9">{t('home.heading')}</h1>
      <p className="mt-4 max-w-[56ch] text-16 leading-7 text-ink-2">{t('home.text')}</p>
      {SIGN_UP === 'open' && (
        <p className="mt-8">
          <a className={buttonClass({ variant: 'solid', size: 'lg' })} href="/sign-up">
            {t('home.signUp')}
          </a>
        </p>
      )}
      <section className="mt-14 max-w-[420px] border-t border-line pt-6">
        <h2>{t('home.find')}</h2>
        <FindPortal action={findPortal} baseDomain={BASE_DOMAIN} words={{ label: t('home.findLabel'), submit: t('home.findSubmit') }} />
      </section>
    </SiteFrame>
  )
}
