import { env, publicOrigin } from '@/lib/core'

/** Where the portal of a slug is, as a browser types it. */
export const portalOrigin = (slug: string): string => publicOrigin(`${slug}.${env().BASE_DOMAIN}`)
