import pg from 'pg'
import type { ServerAdmin } from '../connections/connection-config'
import { withOwner } from '../connections/owner-client'

/**
 * Gives one tenant's schema another name, and with it what knows the name as text: the ledger, and the functions that set their
 * search_path. Tables, policies and triggers follow by themselves. True if `from` was there and `to` was not.
 */
export async function renameTenantSchema(database: string, from: string, to: string, admin?: ServerAdmin): Promise<boolean> {
  return withOwner(
    database,
    async (client) => {
      const { rows } = await client.query<{ name: string }>('SELECT nspname AS name FROM pg_namespace WHERE nspname IN ($1, $2)', [
        from,
        to,
      ])
      if (rows.length !== 1 || rows[0]!.name !== from) return false
      await client.query('BEGIN')
      await client.query(`ALTER SCHEMA ${pg.escapeIdentifier(from)} RENAME TO ${pg.escapeIdentifier(to)}`)
      await client.query('UPDATE ledger.migrations SET target = $2 WHERE target = $1', [from, to])
      for (const { signature, owner, path } of await functionsThatName(client, from, to)) {
        await client.query(`SET LOCAL ROLE ${owner}`)
        await client.query(`ALTER FUNCTION ${signature} SET search_path = ${path}`)
        await client.query('RESET ROLE')
      }
      await client.query('COMMIT')
      return true
    },
    admin,
  )
}

/** Those of the schema `to` whose search_path still says `from`, as text that can stand in a statement. */
async function functionsThatName(
  client: pg.Client,
  from: string,
  to: string,
): Promise<{ signature: string; owner: string; path: string }[]> {
  const { rows } = await client.query<{ signature: string; owner: string; path: string }>(
    `SELECT p.oid::regprocedure::text AS signature, p.proowner::regrole::text AS owner,
            replace(substr(setting, length('search_path=') + 1), $1, $2) AS path
       FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace, unnest(p.proconfig) AS setting
      WHERE n.nspname = $2 AND starts_with(setting, 'search_path=') AND position($1 in setting) > 0`,
    [from, to],
  )
  return rows
}
