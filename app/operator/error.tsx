'use client'
import { PartFailed } from '@/components/operator/part-failed'

/** The frame itself could not be made, as when the catalog is away. */
export default function OperatorError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main className="op">
      <PartFailed digest={(error as { digest?: string } | null)?.digest} onRetry={retry} />
    </main>
  )
}
