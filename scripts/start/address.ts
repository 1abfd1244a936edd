import { env, publicOrigin } from '@/lib/core'

/** `http://admin.localhost:3000` for 'admin', the start page for nothing. */
export function addressOf(label?: string): string {
  const { BASE_DOMAIN } = env()
  return publicOrigin(label ? `${label}.${BASE_DOMAIN}` : BASE_DOMAIN)
}
