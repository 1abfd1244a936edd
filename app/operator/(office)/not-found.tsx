import { PageMessage } from '@/components/operator/page-message'
import { buttonClass } from '@/components/ui'
import { findOperatorVisit, visitLocale } from '@/lib/actions'
import { officeWords } from '../office'

/** A wrong address and one that the role may not see look the same. */
export default async function OfficeNotFound() {
  const t = officeWords(await visitLocale((await findOperatorVisit())?.principal.locale, 'en'))
  return (
    <PageMessage
      icon="map-pin"
      title={t('errors.notFound')}
      action={
        <a className={buttonClass()} href="/">
          {t('errors.toOverview')}
        </a>
      }
    >
      {t('errors.notFoundNote')}
    </PageMessage>
  )
}
