import { env, publicOrigin } from '@/lib/core'

/** Where a tenant's people open their portal. */
export const portalUrl = (slug: string) => publicOrigin(`${slug}.${env().BASE_DOMAIN}`)
