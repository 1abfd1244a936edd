import type { Instrumentation } from 'next'

/** Runs once in each web process, before the first request. */
export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { refuseTwoHosts } = await import('@/lib/core')
    refuseTwoHosts()
    if (process.env.NEXT_PHASE === 'phase-production-build') return
    const { enterWebProcess } = await import('@/lib/catalog')
    enterWebProcess()
  }
}

/** What a page could not answer. The digest is what the person sees on the error page, and can tell. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { log } = await import('@/lib/core')
  const digest = (error as { digest?: string }).digest
  log.error(
    { err: error, digest, requestId: request.headers['x-request-id'], route: context.routePath, method: request.method },
    'a page failed',
  )
}
