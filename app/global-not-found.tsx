import './globals.css'
import { Document, PlainPage } from '@/components/ui'
import { translator } from '@/lib/portal'

/** An address that no area knows. It names nobody, because nobody's page it is. */
export default function GlobalNotFound() {
  const t = translator('en', 'errors')
  return (
    <Document locale="en" mode="system">
      <PlainPage icon="map-pin" title={t('notFound.title')}>
        <p>{t('notFound.text')}</p>
      </PlainPage>
    </Document>
  )
}
