import { catalogDb, sql, type TenantDb, table } from '@/lib/db'
import { OPERATOR_SCOPE } from '../session/session-token'
import type { ThrottleStore } from './throttle-store'

/** Members' attempts are kept with their tenant, under its own walls. */
export const memberThrottles = (db: TenantDb): ThrottleStore =>
  throttlesIn({
    scope: db.context.tenantId,
    throttles: table('throttles'),
    uniqueKey: sql`tenant_id, key`,
    query: (text) => db.$queryRaw(text),
  })

export const operatorThrottles = (): ThrottleStore => catalogThrottles(OPERATOR_SCOPE)

export const siteThrottles = (): ThrottleStore => catalogThrottles('site')

const catalogThrottles = (scope: string): ThrottleStore =>
  throttlesIn({ scope, throttles: sql`throttles`, uniqueKey: sql`key`, query: (text) => catalogDb().$queryRaw(text) })

type Sql = ReturnType<typeof sql>
type Place = { scope: string; throttles: Sql; uniqueKey: Sql; query: (text: Sql) => Promise<unknown> }

/**
 * Time is the database's, so that all web processes share it. window_start is the last attempt: whoever goes on trying stays
 * counted. A row without failures marks a known key.
 */
function throttlesIn({ scope, throttles, uniqueKey, query }: Place): ThrottleStore {
  return {
    scope,
    async charge(key, { free, baseSeconds, capSeconds, forgetSeconds }) {
      const rows = (await query(sql`
        WITH charged AS (
          INSERT INTO ${throttles} AS t (key, failures, window_start) VALUES (${key}, 1, now())
          ON CONFLICT (${uniqueKey}) DO UPDATE SET
            failures = CASE WHEN t.window_start < now() - ${forgetSeconds}::int * interval '1 second' THEN 1 ELSE t.failures + 1 END,
            window_start = now(),
            blocked_until = CASE
              WHEN t.window_start < now() - ${forgetSeconds}::int * interval '1 second' OR t.failures + 1 < ${free}::int THEN NULL
              ELSE now() + least(${capSeconds}::int, ${baseSeconds}::int * power(2, least(t.failures + 1 - ${free}::int, 20))) * interval '1 second' END
          WHERE t.blocked_until IS NULL OR t.blocked_until <= now()
          RETURNING 1)
        SELECT (SELECT count(*) FROM charged)::int AS charged,
               (SELECT ceil(extract(epoch FROM t.blocked_until - now()))::int FROM ${throttles} t WHERE t.key = ${key}) AS wait`)) as {
        charged: number
        wait: number | null
      }[]
      const { charged, wait } = rows[0]!
      return charged === 1 ? 0 : Math.max(1, wait ?? 1)
    },
    async refund(key, { free }) {
      await query(sql`
        UPDATE ${throttles} SET failures = greatest(failures - 1, 0), blocked_until = CASE WHEN failures - 1 < ${free}::int THEN NULL ELSE blocked_until END
         WHERE key = ${key} RETURNING 1`)
    },
    async clear(key) {
      await query(sql`DELETE FROM ${throttles} WHERE key = ${key} RETURNING 1`)
    },
    async remember(key) {
      await query(sql`
        INSERT INTO ${throttles} (key, failures, window_start) VALUES (${key}, 0, now())
        ON CONFLICT (${uniqueKey}) DO UPDATE SET failures = 0, window_start = now(), blocked_until = NULL RETURNING 1`)
    },
    async isKnown(key, forDays) {
      const rows = await query(
        sql`SELECT 1 AS known FROM ${throttles} WHERE key = ${key} AND failures = 0 AND window_start > now() - ${forDays}::int * interval '1 day'`,
      )
      return (rows as unknown[]).length > 0
    },
    async tidy() {
      await query(sql`
        DELETE FROM ${throttles} WHERE key IN (
          SELECT key FROM ${throttles}
           WHERE window_start < now() - CASE WHEN failures = 0 THEN interval '30 days' ELSE interval '1 day' END LIMIT 50)
        RETURNING 1`)
    },
  }
}
