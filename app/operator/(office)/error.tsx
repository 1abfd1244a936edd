'use client'
import { PartFailed } from '@/components/operator/part-failed'

export default function OfficeError({ error, retry }: { error: unknown; retry: () => void }) {
  return <PartFailed digest={(error as { digest?: string } | null)?.digest} onRetry={retry} />
}
