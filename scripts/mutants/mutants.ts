import { readdirSync, readFileSync } from 'node:fs'

/** One wall taken down, and the test that must notice. */
export interface Mutant {
  readonly name: string
  readonly file: string
  /** Each text must be there, or the mutant is out of date. */
  readonly changes: readonly (readonly [from: string | RegExp, to: string])[]
  /** A second place that has to change with it. */
  readonly also?: { readonly file: string; readonly changes: Mutant['changes'] }
  readonly suite: string
  /** Titles that must go red. */
  readonly red: readonly string[]
  /** What a rightful owner does, which must stay green: otherwise everything is refused, and nothing is proved. */
  readonly green: string
}

const DATABASE = 'prisma/tenant/database'

/** The migration that says last what something of the schema `sec` is: the ones before it say what it was. */
function lastToDefine(what: string): string {
  const files = readdirSync(DATABASE)
    .sort()
    .map((name) => `${DATABASE}/${name}/migration.sql`)
  const file = files.findLast((path) => readFileSync(path, 'utf8').includes(what))
  if (!file) throw new Error(`No migration of ${DATABASE} holds '${what}'`)
  return file
}

const SECURITY = lastToDefine('FUNCTION sec.tenant()')
const PROTECT = lastToDefine('FUNCTION sec.protect(')
const GATE_STATES = lastToDefine('ADD COLUMN pass ')
const FENCE = lastToDefine('FUNCTION sec.await_gate()')
const CLAIM = lastToDefine('FUNCTION sec.claim(')
const METER = lastToDefine('FUNCTION sec.settle_meter()')
const TABLES = 'prisma/tenant/migrations/0001_init/migration.sql'
/** The states in which a gate lets a context pass. */
const PASS = "CASE WHEN state IN ('open', 'frozen')"
const WALLS = { suite: 'lib/db/tenant/walls.db.test.ts', green: "the owner still can: every operation works on a tenant's own rows" }
const CONTEXT = { suite: 'lib/db/tenant/context.db.test.ts', green: 'a context is worth exactly the tenant that it was signed for' }
const GATE = { suite: 'lib/db/tenant/gate.db.test.ts', green: 'a copy that is coming in is reached by nobody, not even to read' }
const LIMITS = { suite: 'lib/db/tenant/meter.db.test.ts', green: 'the trail is never held up by a limit, nor is work that has no context' }
const POOL = { suite: 'lib/db/tenant/pool.db.test.ts', green: 'one id in two databases and two schemas is four different rows' }
const ROW_SECURITY_ALONE = 'row security alone hides and protects other tenants: hand-written SQL without a WHERE'
const FIRST_WALL = 'behind the first wall alone, in schema public a tenant gets nowhere by'
const SCOPER = 'lib/db/tenant/scope-arguments.ts'

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'no row-level security',
    file: PROTECT,
    changes: [[/ {2}EXECUTE format\('ALTER TABLE %s (ENABLE|FORCE) ROW LEVEL SECURITY', tenant_table\);\n/g, '']],
    ...WALLS,
    red: [ROW_SECURITY_ALONE],
  },
  {
    name: 'row-level security not forced on the owner',
    file: PROTECT,
    changes: [["  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tenant_table);\n", '']],
    ...WALLS,
    red: ["row security binds the owner of the tables too: without a context it sees no tenant's rows"],
  },
  {
    name: 'a policy that lets everybody read',
    file: PROTECT,
    changes: [['CREATE POLICY tenant ON %s USING (tenant_id = (SELECT sec.tenant()))', 'CREATE POLICY tenant ON %s USING (true)']],
    ...WALLS,
    red: [ROW_SECURITY_ALONE],
  },
  {
    name: 'no WITH CHECK',
    file: PROTECT,
    changes: [['WITH CHECK (tenant_id = (SELECT sec.tenant()))', 'WITH CHECK (true)']],
    ...WALLS,
    red: [ROW_SECURITY_ALONE],
  },
  {
    name: 'a foreign key without tenant_id',
    file: TABLES,
    changes: [['  FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id) ON DELETE RESTRICT,\n', '']],
    ...WALLS,
    red: ['composite foreign keys alone refuse a foreign parent, also for a role that sees past row security'],
  },
  {
    name: 'the extension scopes no filter',
    file: SCOPER,
    changes: [['? { ...where, tenantId: this.tenantId }\n      : { AND: [where, { tenantId: this.tenantId }] }', '? where\n      : where']],
    ...WALLS,
    red: [`${FIRST_WALL} findFirst`, `${FIRST_WALL} updateMany`, `${FIRST_WALL} deleteMany`],
  },
  {
    name: "the extension accepts another tenant's id",
    file: SCOPER,
    changes: [
      ['if (value.tenantId !== undefined && value.tenantId !== this.tenantId) throw', 'if (value.tenantId === null) throw'],
      ["if (key === 'tenantId') continue", "if (key === 'never') continue"],
      ['{ ...this.#data(model, data), tenantId: this.tenantId }', '{ tenantId: this.tenantId, ...this.#data(model, data) }'],
    ],
    ...WALLS,
    red: [`${FIRST_WALL} create for another tenant`, `${FIRST_WALL} give away a row that has no relations`],
  },
  {
    name: 'the extension passes nested writes through',
    file: SCOPER,
    changes: [[/else throw refused\(`\$\{path\}: \$\{verb\} cannot be kept[^\n]*\)/, 'else nested[verb] = arg']],
    ...WALLS,
    red: [`${FIRST_WALL} carry a user over by connect`, `${FIRST_WALL} carry a user over by connectOrCreate`],
  },
  {
    name: 'undefined in a filter means no filter',
    file: 'lib/db/tenant/refuse-undefined.ts',
    changes: [
      [
        'export function refuseUndefined(value: unknown, path: string): void {',
        'export function refuseUndefined(value: unknown, path: string): void {\n  if (path) return',
      ],
    ],
    ...WALLS,
    red: ['undefined in a filter is refused at every depth, undefined in data is not'],
  },
  {
    name: 'findUnique stays findUnique',
    file: 'lib/db/tenant/facade.ts',
    changes: [["findUnique: 'findFirst',", "findUnique: 'findUnique',"]],
    ...WALLS,
    red: ['the tenants of one tick, un-awaited promises and open transactions keep to themselves'],
  },
  {
    name: 'arrays of operations accepted',
    file: 'lib/db/tenant/facade.ts',
    changes: [
      [
        "if (typeof work !== 'function')\n",
        "if (Array.isArray(work)) return scopes.run(this.#scope, () => this.#shared.client.$transaction(work))\n    if (typeof work !== 'function')\n",
      ],
    ],
    ...WALLS,
    red: ['hand-written SQL needs table() and template tags'],
  },
  {
    name: 'no signature',
    file: SECURITY,
    changes: [[/WHEN encode\(sha256\(k\.outer_pad[\s\S]*?64\)\n(\s*THEN CASE)/, 'WHEN true\n$1']],
    ...CONTEXT,
    red: ['sec.tenant() refuses another tenant under a genuine MAC', 'sec.tenant() refuses a key of another database'],
  },
  {
    name: 'a context that is worth the same on every connection',
    file: 'lib/db/migrations/create-tenant-database.ts',
    changes: [['installContextKey(client, name, keyId, !isPooled)', 'installContextKey(client, name, keyId, false)']],
    also: { file: 'lib/db/tenant/context-signer.ts', changes: [['location.isPooled ? payload', 'processId ? payload']] },
    ...CONTEXT,
    red: ['sec.tenant() refuses a context that was signed for another connection'],
  },
  {
    name: 'no expiry',
    file: SECURITY,
    changes: [[/WHEN to_timestamp\(split_part\(current_setting\('app\.tenant', true\), '\.', 4\)::bigint\) > now\(\)/, 'WHEN true']],
    ...CONTEXT,
    red: ['sec.tenant() refuses an expired context'],
  },
  {
    name: 'no epoch',
    file: GATE_STATES,
    changes: [
      [`${PASS} THEN tenant_id::text || '.' || epoch::text END`, `${PASS} THEN tenant_id::text END`],
      [/ticket text := (split_part[^|]*?) \|\| '\.' \|\| [^;]*;/, 'ticket text := $1;'],
    ],
    also: {
      file: SECURITY,
      changes: [[/WHERE g\.pass = (split_part[^\n]*?) \|\| '\.' \|\| [^\n]*\)\n/, 'WHERE g.pass = $1)\n']],
    },
    ...CONTEXT,
    red: ['sec.tenant() refuses an outdated epoch'],
  },
  {
    name: 'no gate',
    file: GATE_STATES,
    changes: [
      [`${PASS} THEN tenant_id::text || '.' || epoch::text END`, "tenant_id::text || '.' || epoch::text"],
      ["IF state = 'open' THEN", "IF state <> 'frozen' THEN"],
    ],
    ...CONTEXT,
    red: [
      'the gate a tenant that is stopped reads and writes nothing, whatever any process has cached, and another one does not notice',
      'the gate a tenant that is stopped between two statements of a transaction reads no further, and nothing of it is written',
    ],
  },
  {
    name: 'tenant tables without the trigger of the fence',
    file: PROTECT,
    changes: [['  PERFORM sec.guard(tenant_table);\n', '']],
    also: { file: 'prisma/tenant/migrations/0002_fence/migration.sql', changes: [['AND c.relrowsecurity;', 'AND false;']] },
    ...GATE,
    red: ['behind a fence a tenant reads everything and writes nothing'],
  },
  {
    name: 'a writer that holds nothing against a fence',
    file: FENCE,
    changes: [["  PERFORM pg_advisory_xact_lock_shared(hashtextextended('gate:' || tenant::text, 0));\n", '']],
    ...GATE,
    red: ['no fence comes down while a transaction that has written is open'],
  },
  {
    name: 'a fence that a kept snapshot does not see',
    file: FENCE,
    changes: [['WHERE g.pass = ticket FOR SHARE;', 'WHERE g.pass = ticket;']],
    ...GATE,
    red: ['a transaction that keeps its first look at the gate does not write past a fence that came after it'],
  },
  {
    name: 'lifecycle work on a tenant that is served',
    file: CLAIM,
    changes: [["IF state IN ('open', 'frozen') THEN\n    RAISE", "IF state = 'none' THEN\n    RAISE"]],
    ...GATE,
    red: ['work that would interfere is refused while the tenant is served, and allowed once it is stopped'],
  },
  {
    name: 'a limit of rows that is not compared',
    file: METER,
    changes: [['ELSIF added.rows > 0 AND total.rows > parts[5]::bigint THEN', 'ELSIF false THEN']],
    ...LIMITS,
    red: ['rows are refused at the limit with its figure, also in a transaction and in a COPY, and what was there stays'],
  },
  {
    name: 'writers who are counted each for themselves',
    file: METER,
    changes: [[/UPDATE sec\.meter m SET rows = m\.rows \+ added\.rows/g, 'UPDATE sec.meter m SET rows = added.rows']],
    ...LIMITS,
    red: ['fifty writers at once do not pass a limit of twenty together, and none of them waits for another one’s transaction'],
  },
  {
    name: 'a key that the application can read',
    file: SECURITY,
    changes: [
      ['GRANT EXECUTE ON FUNCTION sec.tenant()', 'GRANT SELECT ON sec.key TO rowhouse_app;\nGRANT EXECUTE ON FUNCTION sec.tenant()'],
    ],
    ...CONTEXT,
    red: ['the application role reads neither keys nor gates'],
  },
  {
    name: 'a context that outlives its statement',
    file: 'lib/db/tenant/tenant-query.ts',
    changes: [["set_config('app.tenant', $1, true)", "set_config('app.tenant', $1, false)"]],
    suite: 'lib/db/tenant/context.db.test.ts',
    red: ['a connection remembers no tenant after a statement'],
    green: CONTEXT.green,
  },
  {
    name: 'a context in the text of SQL',
    file: 'lib/db/tenant/tenant-query.ts',
    changes: [
      [
        'if (this.#prefix !== undefined) messages.push(this.#prefix.context)',
        `if (this.#prefix !== undefined) {
      const [signed] = /[0-9]+\\.[0-9a-f-]{36}\\.\\d+\\.\\d+\\.[0-9a-f]{64}/.exec(this.#prefix.context.toString('latin1'))!
      messages.push(serialize.parse({ text: \`SELECT WHERE set_config('app.tenant', '\${signed}', true) IS NULL\` }), serialize.bind({}), EXECUTE)
    }`,
      ],
    ],
    suite: 'lib/db/tenant/tenant-query.test.ts',
    red: ['a signed context travels as a parameter, never as text'],
    green: 'a statement that needs no context is sent as it is',
  },
  {
    name: 'a connection that is not cleaned after hand-written SQL',
    file: 'lib/db/tenant/lease.ts',
    changes: [['if (isFine && this.scope.isRaw) void this.#clean()', 'if (this.client === undefined) void this.#clean()']],
    ...POOL,
    red: ['hand-written SQL leaves nothing in the session for the next tenant'],
  },
  {
    name: 'a stale plan that is not tried again',
    file: 'lib/db/tenant/routing-pool.ts',
    changes: [['if (!isRetryable(failure.error)) throw failure.error', 'throw failure.error']],
    ...POOL,
    red: ['a column type that changes under traffic with named statements fails no read'],
  },
  {
    name: "a schema that is not the tenant's own",
    file: 'lib/db/tenant/statement-texts.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a source
    changes: [['text: known.parts.join(`"${schema}".`)', 'text: known.shared']],
    suite: 'lib/db/tenant/statement-texts.test.ts',
    red: ["a statement names its own tenant's tables, whoever asked before"],
    green: 'names run out before they fill the memory of every connection',
  },
  {
    name: 'a session that holds on any host',
    file: 'lib/auth/session/find-member-session.ts',
    changes: [
      ['if (claims.tid !== tenant.id || db.context.tenantId !== tenant.id) return null', 'if (claims.tid === undefined) return null'],
    ],
    suite: 'lib/auth/session/session-host.db.test.ts',
    red: ["a session is worth nothing on another tenant's host, even where the same ids exist"],
    green: "the owner still can: a session is somebody on its own tenant's host",
  },
]
