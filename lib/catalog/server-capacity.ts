/** What a server may hold at most. null: no limit of ours; then only the server's own counts. */
export type ServerCapacity = {
  /** Databases that are one tenant's own. */
  databasesMax: number
  /** Schemas that are one tenant's own. */
  schemasMax: number
  tablesMax: number
  connectionsMax: number | null
  slotsMax: number | null
  bytesMax: number | null
  /** Statements of tenants that run at once, on average. No limit of placing: the planner moves tenants away above it. */
  loadMax: number
}
export type CapacityKey = Exclude<keyof ServerCapacity, 'loadMax'>

/** PostgreSQL walks its catalogue at many turns: beyond these figures backups, connections and migrations become slow. */
export const DEFAULT_CAPACITY: ServerCapacity = {
  databasesMax: 50,
  schemasMax: 1000,
  tablesMax: 50_000,
  connectionsMax: null,
  slotsMax: null,
  bytesMax: null,
  loadMax: 8,
}

/** What there is of each at this moment. null: the server did not tell. */
export type ServerUsage = { [K in CapacityKey]: number | null }

/** A place of the pattern needs so many more of each. Bytes come with the data, and slots only with a move. */
export function needsOf(
  pattern: 'row' | 'schema' | 'database' | 'instance',
  tablesPerTenant: number,
): Partial<Record<CapacityKey, number>> {
  switch (pattern) {
    case 'row':
      return {}
    case 'schema':
      return { schemasMax: 1, tablesMax: tablesPerTenant }
    case 'database':
      return { databasesMax: 1, tablesMax: tablesPerTenant }
    case 'instance':
      return {}
  }
}

/** The limits that one more place would pass, or that are passed already. Empty: there is room. */
export function limitsPassed(
  capacity: ServerCapacity,
  usage: ServerUsage,
  needs: Partial<Record<CapacityKey, number>>,
): { key: CapacityKey; used: number; max: number }[] {
  return (Object.keys(usage) as CapacityKey[]).flatMap((key) => {
    const [used, max, more] = [usage[key], capacity[key], needs[key]]
    if (used === null || max === null) return []
    const isPassed = more === undefined ? isAlways(key) && used >= max : used + more > max
    return isPassed ? [{ key, used, max }] : []
  })
}

/** A server without a byte or a connection to spare takes nobody, whatever the pattern. */
const isAlways = (key: CapacityKey) => key === 'bytesMax' || key === 'connectionsMax'

/** The fullest limit, 0 to 1 and more: for choosing among servers, and for one figure on a page. */
export function fullnessOf(capacity: ServerCapacity, usage: ServerUsage): number {
  return Math.max(
    0,
    ...(Object.keys(usage) as CapacityKey[]).map((key) => {
      const [used, max] = [usage[key], capacity[key]]
      return used === null || max === null || max === 0 ? 0 : used / max
    }),
  )
}
