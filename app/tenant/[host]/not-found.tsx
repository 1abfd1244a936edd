import { buttonClass, Mark, PlainPage } from '@/components/ui'
import { findVisitedTenant, visitLocale } from '@/lib/actions'
import { translator } from '@/lib/portal'
import { brandOf } from './brand'

/** Not allowed looks exactly like not there. */
export default async function NotFound() {
  const tenant = await findVisitedTenant()
  const locale = await visitLocale(null, tenant?.locale ?? 'en')
  const t = translator(locale, 'errors')
  const brand = tenant && brandOf(tenant)
  return (
    <PlainPage
      who={
        brand && (
          <>
            <Mark mark={brand.mark} name={brand.name} logoUrl={brand.logoUrl} logoDarkUrl={brand.logoDarkUrl} size={28} />
            {brand.name}
          </>
        )
      }
      icon="map-pin"
      title={t('notFound.title')}
      actions={
        <a className={buttonClass({ variant: 'solid', size: 'lg' })} href="/">
          {translator(locale, 'common')('home')}
        </a>
      }
    >
      <p>{t('notFound.text')}</p>
    </PlainPage>
  )
}
