'use client'
import './globals.css'
import { Button } from '@/components/ui/button'
import { Document } from '@/components/ui/document'
import { PlainPage } from '@/components/ui/plain-page'

/** When even a layout failed, so that neither tenant nor language is known: both languages, and nobody's name. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = (error as { digest?: string } | null)?.digest
  return (
    <Document locale="en" mode="system">
      <PlainPage
        icon="cloud-off"
        title="This page could not be loaded"
        actions={
          <Button variant="solid" size="lg" onClick={retry}>
            Try again
          </Button>
        }
        footStart={digest && <span className="mono">{digest}</span>}
      >
        <p>The fault is ours, and it has been reported. Nothing that you saved before is lost.</p>
        <p lang="ko">페이지를 불러오지 못했습니다. 시스템 오류이며, 자동으로 보고되었습니다.</p>
      </PlainPage>
    </Document>
  )
}
