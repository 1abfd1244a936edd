import { connection } from 'next/server'
import './globals.css'
import { Document, PlainPage } from '@/components/ui'
import { translator } from '@/lib/portal'

/** An address that no area knows. It names nobody, because nobody's page it is. Made for each request, or its scripts would have no nonce. */
export default async function GlobalNotFound() {
  await connection()
  const t = translator('en', 'errors')
  return (
    <Document locale="en" mode="system">
      <PlainPage icon="map-pin" title={t('notFound.title')}>
        <p>{t('notFound.text')}</p>
      </PlainPage>
    </Document>
  )
}
