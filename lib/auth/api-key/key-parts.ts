import { now } from '@/lib/core'

/** Keys of a tenant start with this, and operators' with the other, so that scanners of leaked secrets can tell them. */
export const TENANT_KEY_PREFIX = 'rh_'
export const OPERATOR_KEY_PREFIX = 'rho_'

/** Use is written down once a minute at most: a busy script must not turn each read into a write. */
export const isStale = (lastUsedAt: Date | null) => lastUsedAt === null || now().getTime() - lastUsedAt.getTime() > 60_000
