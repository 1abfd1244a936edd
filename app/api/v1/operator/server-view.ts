import { z } from 'zod'
import { PATTERNS, type RegisteredDatabase, type ServerReport } from '@/lib/catalog'
import { Instant, instant, instantOrNull } from '../frame/paging'

const count = z.number().int()
const Standbys = z.object({ schema: count, database: count, instance: count })
const Level = z.enum(['full', 'managed', 'basic'])

export const ServerView = z.object({
  id: z.uuid(),
  name: z.string(),
  region: z.string(),
  host: z.string(),
  port: count,
  provider: z.enum(['embedded', 'local', 'external']),
  state: z.enum(['preparing', 'ready', 'draining', 'dropped']),
  level: Level.describe('full: moves online. managed: online, more slowly. basic: only while the tenant is stopped.'),
  isPooled: z.boolean(),
  isFirst: z.boolean(),
  tenants: count,
  tenantsBy: z.record(z.enum(PATTERNS), count),
  standbys: Standbys.describe('Places that are ready to be handed out.'),
  standbyTargets: Standbys.describe('How many are to be ready. The worker makes and drops until it is so.'),
  formerCopies: count,
  capacity: z
    .object({
      databasesMax: count,
      schemasMax: count,
      tablesMax: count,
      connectionsMax: count.nullable(),
      slotsMax: count.nullable(),
      bytesMax: z.number().nullable(),
      loadMax: z.number(),
    })
    .describe('Hard limits. null: none.'),
  usage: z
    .object({
      databasesMax: count.nullable(),
      schemasMax: count.nullable(),
      tablesMax: count.nullable(),
      connectionsMax: count.nullable(),
      slotsMax: count.nullable(),
      bytesMax: z.number().nullable(),
    })
    .describe('What there is of each limit. null: not known.'),
  facts: z
    .object({
      version: z.string().nullable(),
      problem: z.string().nullable(),
      milliseconds: z.number(),
      walLevel: z.string(),
      level: Level,
      usedBytes: z.number(),
      freeBytes: z.number().nullable(),
      connections: count,
      connectionsMax: count,
      slots: count,
      slotsMax: count,
      tablesPerTenant: count,
      tables: count,
    })
    .nullable(),
  checkedAt: Instant.nullable(),
  createdAt: Instant,
})

export const viewServer = ({
  tls: _,
  folder: __,
  limitsSet: ___,
  checkedAt,
  createdAt,
  ...server
}: ServerReport): z.input<typeof ServerView> => ({
  ...server,
  checkedAt: instantOrNull(checkedAt),
  createdAt: instant(createdAt),
})

export const DatabaseView = z.object({
  id: z.uuid(),
  name: z.string(),
  server: z.string(),
  region: z.string(),
  pattern: z.enum(PATTERNS),
  state: z.enum(['filling', 'preparing', 'standby', 'ready', 'dropping', 'dropped']),
  schemaVersion: z.string(),
})

export const viewDatabase = (each: RegisteredDatabase): z.input<typeof DatabaseView> => ({
  id: each.databaseId,
  name: each.database,
  server: each.server,
  region: each.region,
  pattern: each.pattern,
  state: each.state,
  schemaVersion: each.schemaVersion,
})

export const PreflightView = z.object({
  version: z.string(),
  role: z.string(),
  level: Level,
  isUsable: z.boolean(),
  findings: z.array(
    z.object({
      code: z.string(),
      weight: z.enum(['blocks', 'limits', 'advice']),
      message: z.string(),
      statement: z.string().describe('What a superuser of that server runs to grant it.'),
    }),
  ),
})
