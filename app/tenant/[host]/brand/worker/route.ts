import { findVisitedTenant } from '@/lib/actions'
import { memberVisitorOf } from '../visitor'

/**
 * The service worker: keeps the offline page, and shows it where a page cannot be had. It keeps nothing else, so that nobody's data
 * stays in a browser after signing out. Its text changes with the face, the language and the mode; then browsers take the new one.
 */
export async function GET() {
  const tenant = await findVisitedTenant()
  if (!tenant) return new Response('Not found\n', { status: 404 })
  const { locale, mode } = await memberVisitorOf(tenant)
  return new Response(script(`offline-${tenant.branding.version}-${locale}-${mode}`), {
    headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache', 'service-worker-allowed': '/' },
  })
}

// The page is asked for while the worker wakes up (navigation preload), so that having one slows no page down.
const script = (cacheName: string) => `const NAME = ${JSON.stringify(cacheName)}
const PAGE = '/brand/offline'
addEventListener('install', (event) => {
  const keep = async () => (await caches.open(NAME)).add(new Request(PAGE, { cache: 'reload' }))
  event.waitUntil(keep().then(() => skipWaiting()))
})
addEventListener('activate', (event) => {
  const begin = async () => {
    for (const name of await caches.keys()) if (name !== NAME) await caches.delete(name)
    await registration.navigationPreload?.enable()
    await clients.claim()
  }
  event.waitUntil(begin())
})
addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate' && event.request.method === 'GET') event.respondWith(answer(event))
})
async function answer(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request))
  } catch {
    return (await caches.match(PAGE)) ?? Response.error()
  }
}
`
