import { AppError } from '@/lib/core'
import type { TenantLocation } from '../connections/tenant-location'
import { ALL, type ConnectionShare } from './connection-share'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const IDENTIFIER = /^[a-z_][a-z0-9_]{0,62}$/
const OWN_ROLE = /^rowhouse_t_[0-9a-f]{12}$/

export interface TenantContextInput {
  readonly tenantId: string
  readonly location: TenantLocation
  readonly epoch: number
  /** Of the tenant's tier; 30 seconds unless told otherwise. */
  readonly statementTimeoutMs?: number
  /** What the tenant may have, held by the database at each commit; as much as it likes unless told otherwise. */
  readonly quota?: Quota
  /** What of the connections is its due; of all that others leave unless told otherwise. */
  readonly share?: ConnectionShare
}

export interface Quota {
  readonly rowsMax: number
  readonly bytesMax: number
}

/** One tenant, and where its data is. Made from a placement; checked here once, because the schema goes into SQL text. */
export class TenantContext {
  readonly tenantId: string
  readonly location: TenantLocation
  readonly epoch: number
  readonly statementTimeoutMs: number
  readonly quota: Quota | undefined
  readonly share: ConnectionShare
  /** Names the database that its statements go to. */
  readonly poolKey: string
  /** All that decides what is sent in front of a statement. */
  readonly key: string

  constructor({ tenantId, location, epoch, statementTimeoutMs = 30_000, quota, share = ALL }: TenantContextInput) {
    const { host, port, database, schema, keyId, appRole, appSecret } = location
    const isSound =
      UUID.test(tenantId) &&
      IDENTIFIER.test(schema) &&
      host !== '' &&
      database !== '' &&
      (appRole === null ? appSecret === null : OWN_ROLE.test(appRole) && appSecret !== null) &&
      isWhole(port, 1, 65_535) &&
      isWhole(keyId, 1, 32_767) &&
      isWhole(epoch, 0, 2_147_483_647) &&
      isWhole(statementTimeoutMs, 1, 2_147_483_647) && // 0 would switch the timeout off
      (quota === undefined || (isWhole(quota.rowsMax, 0, Number.MAX_SAFE_INTEGER) && isWhole(quota.bytesMax, 0, Number.MAX_SAFE_INTEGER)))
    if (!isSound)
      throw new AppError('isolation', {
        message: 'This is not a tenancy context.',
        detail: { tenantId, location, epoch, statementTimeoutMs, quota },
      })
    this.tenantId = tenantId
    this.location = Object.freeze({ ...location })
    this.epoch = epoch
    this.statementTimeoutMs = statementTimeoutMs
    this.quota = quota
    this.share = share
    this.poolKey = `${host}:${port}/${database}`
    this.key = `${keyId}.${tenantId}.${epoch}.${statementTimeoutMs}.${quota?.rowsMax}.${quota?.bytesMax}`
    Object.freeze(this)
  }
}

function isWhole(value: number, min: number, max: number): boolean {
  return Number.isSafeInteger(value) && value >= min && value <= max
}
