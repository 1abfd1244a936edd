'use client'
import { Button } from '@/components/ui'
import { PageMessage } from './page-message'
import { useWords } from './use-words'

/** A page that could not be made; the frame around it stays. The number is the one in the log. */
export function PartFailed({ digest, onRetry }: { digest?: string; onRetry: () => void }) {
  const t = useWords()
  return (
    <div role="alert">
      <PageMessage
        icon="cloud-off"
        title={t('errors.heading')}
        action={
          <Button icon="rotate-cw" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        }
      >
        {t('errors.note')} {digest ? <span className="mono">{t('errors.number', { digest })}</span> : null}
      </PageMessage>
    </div>
  )
}
