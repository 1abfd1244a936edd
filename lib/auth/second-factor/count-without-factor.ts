import type { TenantDb } from '@/lib/db'

/** Members who would have to set one up if everybody needed a second factor. */
export const countWithoutFactor = (db: TenantDb): Promise<number> => db.user.count({ where: { status: 'active', totpSecret: null } })
