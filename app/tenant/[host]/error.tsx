'use client'
import { ErrorPage } from '@/components/portal/error-page'

export default function PortalError({ error, retry }: { error: unknown; retry: () => void }) {
  return <ErrorPage digest={(error as { digest?: string } | null)?.digest} retry={retry} />
}
