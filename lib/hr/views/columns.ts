import { type Principal, requirePermission } from '@/lib/auth'
import type { TenantDb } from '@/lib/tenancy'
import { parseInput } from '../parse-input'
import { ColumnsInput, type PeopleColumnKey, USUAL_COLUMNS } from './people-columns.schema'

const KEY = 'people.columns'

/** What this member chose to see; the usual ones for anybody else. */
export async function getPeopleColumns(db: TenantDb, principal: Principal): Promise<readonly PeopleColumnKey[]> {
  if (principal.kind !== 'member') return USUAL_COLUMNS
  const kept = await db.preference.findFirst({ where: { userId: principal.userId, key: KEY } })
  const columns = ColumnsInput.safeParse(kept?.value)
  return columns.success ? columns.data : USUAL_COLUMNS
}

/** For the member alone, on every device of theirs. Not audited: it changes what one person looks at, and nothing that is kept. */
export async function setPeopleColumns(db: TenantDb, principal: Principal, input: unknown): Promise<void> {
  requirePermission(principal, 'people:read')
  if (principal.kind !== 'member') return
  const value = parseInput(ColumnsInput, input)
  const { userId } = principal
  await db.preference.upsert({
    where: { tenantId_userId_key: { userId, key: KEY } },
    create: { userId, key: KEY, value },
    update: { value },
  })
}
