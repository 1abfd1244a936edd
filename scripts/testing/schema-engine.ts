import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import pg from 'pg'

export interface Migrations {
  readonly name: string
  readonly sql: string
}

// Prisma's schema engine as WebAssembly, without the command line that would download a native one. Nothing of this is public API.
// biome-ignore-start lint/suspicious/noExplicitAny: the engine and the adapter are used through their private interfaces
const require = createRequire(import.meta.url)
const DEEP = '@prisma/schema-engine-wasm/schema_engine_bg'

let loaded: Promise<any> | undefined

async function loadEngine(): Promise<any> {
  const engine = await import(DEEP)
  ;(globalThis as any).PRISMA_WASM_PANIC_REGISTRY = {
    set_message(message: string) {
      throw new Error(message)
    },
  }
  const bytes = readFileSync(require.resolve(DEEP).replace(/\.js$/, '.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': engine })
  engine.__wbg_set_wasm(instance.exports)
  ;(instance.exports as any).__wbindgen_start()
  return engine
}

/**
 * An adapter that the engine can work with: the type "char", which its describer reads and the stock adapter refuses, becomes
 * Character; a script goes to the server whole, because the stock adapter splits it at each semicolon, also inside functions.
 */
async function connect(config: pg.PoolConfig, dispose?: () => Promise<void>): Promise<any> {
  const pool = new pg.Pool({ ...config, max: 1 })
  const adapter: any = await new PrismaPg(pool).connect()
  const { queryRaw, performIO } = adapter
  let chars: number[] = []
  adapter.performIO = async (query: unknown) => {
    const result = await performIO.call(adapter, query)
    chars = result.fields.flatMap((field: any, index: number) => (field.dataTypeID === 18 ? [index] : []))
    for (const index of chars) result.fields[index].dataTypeID = 25
    return result
  }
  adapter.queryRaw = async (query: unknown) => {
    const result = await queryRaw.call(adapter, query)
    for (const index of chars) result.columnTypes[index] = ColumnTypeEnum.Character
    return result
  }
  adapter.executeScript = async (script: string) => {
    try {
      await pool.query(script)
    } catch (error) {
      adapter.onError(error)
    }
  }
  adapter.dispose = async () => {
    await pool.end()
    await dispose?.()
  }
  return adapter
}

/** The statements that would bring what the migrations make to what the schema says; empty when both agree. */
export async function findDrift(server: pg.ClientConfig, schemaPath: string, migrations: readonly Migrations[]): Promise<string> {
  // Discrete fields, no URL: the replay of the migrations would otherwise run on the URL's own database.
  const { host, port, user, password, database } = server
  const config = { host, port, user, password: String(password), database }
  const factory = {
    provider: 'postgres',
    adapterName: 'rowhouse-drift',
    connect: () => connect(config),
    async connectToShadowDb() {
      const shadow = `shadow_${randomBytes(6).toString('hex')}`
      const admin = new pg.Client(config)
      await admin.connect()
      await admin.query(`CREATE DATABASE ${shadow}`)
      return connect({ ...config, database: shadow }, async () => {
        await admin.query(`DROP DATABASE ${shadow} WITH (FORCE)`)
        await admin.end()
      })
    },
  }
  const content = readFileSync(schemaPath, 'utf8')
  loaded ??= loadEngine()
  const wasm = await loaded
  const engine = await wasm.SchemaEngine.new(
    { datamodels: [[schemaPath, content]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory as any),
  )
  const { stdout, exitCode } = await engine.diff({
    from: {
      tag: 'migrations',
      baseDir: 'prisma',
      lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
      shadowDbInitScript: '',
      migrationDirectories: migrations.map(({ name, sql }) => ({
        path: name,
        migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
      })),
    },
    to: { tag: 'schemaDatamodel', files: [{ path: schemaPath, content }], configDir: '.' },
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
    shadowDatabaseUrl: null,
  })
  return exitCode === 0 ? '' : String(stdout)
}
// biome-ignore-end lint/suspicious/noExplicitAny: see above
