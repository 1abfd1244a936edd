import { type Principal, requirePermission } from '@/lib/auth'
import { getServerAdmin, getServerReport } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { type ServerAdmin, type ServerLevel, withMaintenance } from '@/lib/db'
import { parseAdminUrl } from './parse-admin-url'
import { findingsOf, levelOf, type ServerFinding, type ServerTraits } from './server-findings'

export type Preflight = {
  version: string
  /** As which the server was asked. */
  role: string
  level: ServerLevel
  isUsable: boolean
  findings: ServerFinding[]
}

/**
 * What a server lacks, with the statement that grants it, before anything is made there; nothing is changed. Of an address with its
 * administrative role, or of a registered server. Throws `unavailable` when it does not answer.
 */
export async function preflightServer(principal: Principal, of: { adminUrl: string } | { server: string }): Promise<Preflight> {
  requirePermission(principal, 'server:manage')
  if ('adminUrl' in of) return preflightAdmin(parseAdminUrl(of.adminUrl))
  return preflightAdmin(await getServerAdmin((await getServerReport(of.server)).id))
}

export async function preflightAdmin(admin: ServerAdmin): Promise<Preflight> {
  const [traits] = await withMaintenance((client) => client.query<ServerTraits & { version: string }>(TRAITS), admin).then(
    ({ rows }) => rows,
    (cause: Error & { code?: string }) => {
      throw new AppError('unavailable', { message: `The server does not answer: ${reasonOf(cause)}.`, cause })
    },
  )
  const { version, ...found } = traits!
  const findings = findingsOf(found)
  return {
    version,
    role: found.role,
    level: levelOf(findings),
    isUsable: findings.every(({ weight }) => weight !== 'blocks'),
    findings,
  }
}

/** In words of ours: what the driver says may hold the address with its password. */
export function reasonOf({ code }: { code?: string }): string {
  switch (code) {
    case '28P01':
    case '28000':
      return 'it refuses this role or its password'
    case '3D000':
      return 'it has no such database'
    case '53300':
      return 'all its connections are taken'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'its name is not known'
    case 'ECONNREFUSED':
      return 'nothing listens at that port'
    default:
      return `no connection could be opened${code ? ` (${code})` : ''}`
  }
}

/**
 * Whether the mover has a right, or whether the administrative role can give it: a superuser can, and from PostgreSQL 16 on whoever
 * has REPLICATION or BYPASSRLS themselves and may create roles.
 */
const TRAITS = `
  WITH me AS (SELECT *, current_setting('server_version_num')::int / 10000 AS major FROM pg_roles WHERE rolname = current_user),
       mover AS (SELECT * FROM pg_roles WHERE rolname = 'rowhouse_mover'),
       ours AS (SELECT oid, rolname::text AS rolname, rolsuper, rolbypassrls FROM pg_roles
                 WHERE rolname IN ('rowhouse_app', 'rowhouse_shared', 'rowhouse_catalog', 'rowhouse_control', 'rowhouse_search', 'rowhouse_mover'))
  SELECT current_user::text AS role, me.major, current_setting('server_version') AS version, rolsuper AS "isSuper",
         rolcreatedb AS "createsDatabases", rolcreaterole AS "createsRoles", current_setting('wal_level') AS "walLevel",
         current_setting('max_replication_slots')::int AS "slotsMax", current_setting('max_wal_senders')::int AS "sendersMax",
         current_setting('max_connections')::int AS "connectionsMax",
         ARRAY(SELECT e FROM unnest(ARRAY['pg_trgm', 'btree_gin']) e WHERE NOT EXISTS (SELECT FROM pg_available_extensions WHERE name = e)) AS "missingExtensions",
         ARRAY(SELECT rolname FROM ours WHERE rolsuper OR (rolbypassrls AND rolname <> 'rowhouse_mover') ORDER BY 1) AS "strongRoles",
         ARRAY(SELECT rolname FROM ours WHERE me.major >= 16 AND NOT EXISTS (
           SELECT FROM pg_auth_members m WHERE m.roleid = ours.oid AND m.admin_option AND pg_has_role(current_user, m.member, 'USAGE'))
           ORDER BY 1) AS "foreignRoles",
         rolsuper OR coalesce((SELECT rolreplication FROM mover), me.major >= 16 AND rolreplication AND rolcreaterole) AS "moverReplicates",
         rolsuper OR coalesce((SELECT rolbypassrls FROM mover), me.major >= 16 AND rolbypassrls AND rolcreaterole) AS "moverBypasses",
         has_parameter_privilege(current_user, 'session_replication_role', 'SET WITH GRANT OPTION')
           OR coalesce((SELECT has_parameter_privilege(oid, 'session_replication_role', 'SET') FROM mover), false) AS "moverSetsReplicaRole",
         rolsuper OR coalesce((SELECT pg_has_role(oid, 'pg_read_all_stats', 'MEMBER') AND pg_has_role(oid, 'pg_signal_backend', 'MEMBER') FROM mover), false)
           OR (pg_has_role(current_user, 'pg_read_all_stats', 'MEMBER WITH ADMIN OPTION')
               AND pg_has_role(current_user, 'pg_signal_backend', 'MEMBER WITH ADMIN OPTION'))
           OR (me.major < 16 AND rolcreaterole) AS "moverReadsStats"
    FROM me`
