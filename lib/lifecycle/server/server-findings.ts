import type { ServerLevel } from '@/lib/db'

/** What preflight reads of a server, in one statement. */
export type ServerTraits = {
  role: string
  major: number
  isSuper: boolean
  createsDatabases: boolean
  createsRoles: boolean
  walLevel: string
  slotsMax: number
  sendersMax: number
  connectionsMax: number
  missingExtensions: string[]
  /** Of our roles that are there already: those that may pass by row security, and those that the administrative role cannot change. */
  strongRoles: string[]
  foreignRoles: string[]
  /** What the mover has, or could be given by the administrative role. */
  moverReplicates: boolean
  moverBypasses: boolean
  moverSetsReplicaRole: boolean
  moverReadsStats: boolean
}

export type FindingCode =
  | 'version'
  | 'createDatabase'
  | 'createRole'
  | 'extensions'
  | 'strongRoles'
  | 'foreignRoles'
  | 'walLevel'
  | 'slots'
  | 'senders'
  | 'replication'
  | 'bypass'
  | 'replicaRole'
  | 'stats'
  | 'connections'

export type ServerFinding = {
  code: FindingCode
  /** blocks: the server cannot be used. limits: tenants move more slowly, or only while they are stopped. advice: nothing yet. */
  weight: 'blocks' | 'limits' | 'advice'
  message: string
  /** What grants or sets it, to be run by a superuser of that server. Ready to be pasted. */
  statement: string
}

const SLOTS = 10
const CONNECTIONS = 100

const name = (text: string) => (/^[a-z_][a-z0-9_]*$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`)

/** Every right and setting that is missing, together: whoever mends one at a time asks their provider ten times. */
export function findingsOf(traits: ServerTraits): ServerFinding[] {
  const role = name(traits.role)
  const found: ServerFinding[] = []
  const note = (isMissing: boolean, code: FindingCode, weight: ServerFinding['weight'], message: string, statement: string) => {
    if (isMissing) found.push({ code, weight, message, statement })
  }
  const { isSuper, major } = traits
  note(
    major < 15,
    'version',
    'blocks',
    `PostgreSQL ${major} is too old: version 15 or newer is needed.`,
    '-- upgrade the server to PostgreSQL 15 or newer',
  )
  note(
    !isSuper && !traits.createsDatabases,
    'createDatabase',
    'blocks',
    'The role may not create databases.',
    `ALTER ROLE ${role} CREATEDB;`,
  )
  note(!isSuper && !traits.createsRoles, 'createRole', 'blocks', 'The role may not create roles.', `ALTER ROLE ${role} CREATEROLE;`)
  note(
    traits.missingExtensions.length > 0,
    'extensions',
    'blocks',
    `The server does not have the extensions ${traits.missingExtensions.join(', ')}.`,
    `-- install the package postgresql-contrib (${traits.missingExtensions.join(', ')})`,
  )
  note(
    traits.strongRoles.length > 0,
    'strongRoles',
    'blocks',
    `These roles may pass by row security: ${traits.strongRoles.join(', ')}.`,
    traits.strongRoles.map((each) => `ALTER ROLE ${each} NOSUPERUSER NOBYPASSRLS;`).join('\n'),
  )
  note(
    !isSuper && traits.foreignRoles.length > 0,
    'foreignRoles',
    'blocks',
    `These roles are there already, and the role may not change them: ${traits.foreignRoles.join(', ')}.`,
    `GRANT ${traits.foreignRoles.join(', ')} TO ${role} WITH ADMIN OPTION;`,
  )
  note(
    traits.walLevel !== 'logical',
    'walLevel',
    'limits',
    `wal_level is ${traits.walLevel}: tenants on this server move only while they are stopped.`,
    `ALTER SYSTEM SET wal_level = 'logical'; -- then restart the server`,
  )
  note(
    traits.slotsMax < SLOTS,
    'slots',
    'limits',
    `The server has ${traits.slotsMax} replication slots; each move needs one.`,
    `ALTER SYSTEM SET max_replication_slots = ${SLOTS}; -- then restart the server`,
  )
  note(
    traits.sendersMax < SLOTS,
    'senders',
    'limits',
    `The server has ${traits.sendersMax} senders of changes; each move needs one.`,
    `ALTER SYSTEM SET max_wal_senders = ${SLOTS}; -- then restart the server`,
  )
  const mover = 'rowhouse_mover'
  note(
    !traits.moverReplicates,
    'replication',
    'limits',
    'The role that moves tenants may not read the stream of changes.',
    createMover(major, role, `ALTER ROLE ${mover} REPLICATION;`),
  )
  note(
    !traits.moverBypasses,
    'bypass',
    'limits',
    'The role that moves tenants may not read past the policies of tables.',
    createMover(major, role, `ALTER ROLE ${mover} BYPASSRLS;`),
  )
  note(
    !traits.moverSetsReplicaRole,
    'replicaRole',
    'limits',
    'The role that moves tenants may not switch triggers off while it copies.',
    createMover(major, role, `GRANT SET ON PARAMETER session_replication_role TO ${mover};`),
  )
  note(
    !traits.moverReadsStats,
    'stats',
    'limits',
    'The role that moves tenants sees neither what blocks it nor may end it.',
    createMover(major, role, `GRANT pg_read_all_stats, pg_signal_backend TO ${mover};`),
  )
  note(
    traits.connectionsMax < CONNECTIONS,
    'connections',
    'advice',
    `The server takes ${traits.connectionsMax} connections; the application alone may use 60.`,
    `ALTER SYSTEM SET max_connections = 200; -- then restart the server`,
  )
  return found
}

/** The role may not be there yet: each statement stands alone, because somebody may run only one of them. */
function createMover(major: number, role: string, statement: string): string {
  const options = major >= 16 ? 'ADMIN TRUE, INHERIT FALSE, SET FALSE' : 'ADMIN OPTION'
  return `DO $$ BEGIN CREATE ROLE rowhouse_mover; EXCEPTION WHEN duplicate_object THEN NULL; END $$;\nGRANT rowhouse_mover TO ${role} WITH ${options};\n${statement}`
}

/** How tenants can move on and off a server with these findings. */
export function levelOf(findings: readonly ServerFinding[]): ServerLevel {
  const lacks = (...codes: FindingCode[]) => findings.some(({ code }) => codes.includes(code))
  if (lacks('walLevel', 'replication')) return 'basic'
  return lacks('bypass', 'replicaRole') ? 'managed' : 'full'
}
