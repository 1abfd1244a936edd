import { sharedTenancy } from './open-tenant-db'
import { refused } from './refused'
import type { ModelMap } from './scope-arguments'
import type { TenantTx } from './tenant-db'

type Delegate = Record<string, (args?: object) => Promise<unknown>>
const READS_AND_WRITES = [
  'findFirst',
  'findFirstOrThrow',
  'findMany',
  'findUnique',
  'findUniqueOrThrow',
  'count',
  'aggregate',
  'groupBy',
  'create',
  'createMany',
  'createManyAndReturn',
  'update',
  'updateMany',
  'updateManyAndReturn',
  'upsert',
  'delete',
  'deleteMany',
]
const modelOf = (name: string) => name[0]!.toUpperCase() + name.slice(1)

/**
 * A few tables of a tenant and nothing besides: no other model, no statement of one's own, and no way from one of these tables along
 * a relation into another. For code that is trusted with its own rows alone.
 */
export function narrowTables<K extends keyof TenantTx & string>(db: TenantTx, names: readonly K[]): Pick<TenantTx, K> {
  const { models } = sharedTenancy()
  const doors = foreignRelations(models, names.map(modelOf))
  const narrow = Object.fromEntries(
    names.map((name) => {
      const delegate = db[name] as unknown as Delegate
      const guarded = READS_AND_WRITES.map((operation) => [
        operation,
        async (args?: object) => {
          refuseDoors(args, doors)
          return delegate[operation]!(args)
        },
      ])
      return [name, Object.freeze(Object.fromEntries(guarded))]
    }),
  )
  return Object.freeze(narrow) as unknown as Pick<TenantTx, K>
}

/** Names of relations that lead from one of these models to any other. */
function foreignRelations(models: ModelMap, own: readonly string[]): ReadonlySet<string> {
  const doors = new Set<string>()
  for (const model of own) {
    const fields = models.get(model)
    if (!fields) throw refused(`there is no model ${model}`)
    for (const [field, { kind, type }] of fields) if (kind === 'object' && !own.includes(type)) doors.add(field)
  }
  return doors
}

/** Anywhere in the arguments, whatever it stands for there: a filter, a selection, an order or a nested write. */
function refuseDoors(value: unknown, doors: ReadonlySet<string>): void {
  if (Array.isArray(value)) for (const each of value) refuseDoors(each, doors)
  else if (typeof value === 'object' && value !== null && !(value instanceof Date) && !ArrayBuffer.isView(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (doors.has(key)) throw refused(`${key} leads out of the tables that this code was given`)
      refuseDoors(inner, doors)
    }
  }
}
