import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '@/generated/tenant/client'
import { onCloseAll } from '../connections/close-all'
import { defineModels, Facade, type OnMoved } from './facade'
import { openConnections, RoutingPool } from './routing-pool'
import { type ModelMap, type Models, modelMap } from './scope-arguments'
import type { TenantConnections } from './tenant-connections'
import type { TenantContext } from './tenant-context'
import type { TenantDb } from './tenant-db'

/** The client and the pool that all tenants of this process share. */
export interface Tenancy {
  readonly client: PrismaClient
  readonly pool: RoutingPool
  readonly models: ModelMap
}

// On globalThis: a server bundle may hold this module more than once, and the limits on connections are the process's.
const KEY = Symbol.for('rowhouse.tenant-connections')
const holder = globalThis as { [KEY]?: TenantConnections }
let shared: Tenancy | undefined

export function createTenancy(pool: RoutingPool): Tenancy {
  const client = new PrismaClient({
    adapter: new PrismaPg(pool, { schema: '__t__' }),
    transactionOptions: { maxWait: 5_000, timeout: 30_000 },
  })
  // _runtimeDataModel is private, like pg.Query's methods: Prisma is pinned, and the self-test at start would notice
  const models = modelMap((client as unknown as { _runtimeDataModel: { models: Models } })._runtimeDataModel.models)
  defineModels(models)
  return { client, pool, models }
}

/** For the self-test, the copy session and benchmarks; everybody else gets a TenantDb. */
export function sharedTenancy(): Tenancy {
  holder[KEY] ??= openConnections()
  shared ??= createTenancy(new RoutingPool({ connections: holder[KEY] }))
  return shared
}

/** The scoped client of one tenant. Only lib/tenancy calls this, with a context that it made from the tenant's placement. */
export function openTenantDb(context: TenantContext, options: { onMoved?: OnMoved } = {}): TenantDb {
  return tenantDbOf(sharedTenancy(), context, options.onMoved)
}

export function tenantDbOf({ client, pool, models }: Tenancy, context: TenantContext, onMoved?: OnMoved): TenantDb {
  return new Facade({ client, pool, models, onMoved }, { context }) as unknown as TenantDb
}

onCloseAll(async () => {
  const [client, connections] = [shared?.client, holder[KEY]]
  shared = undefined
  delete holder[KEY]
  await client?.$disconnect()
  await connections?.end()
})
