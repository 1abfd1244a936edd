// Generates both Prisma clients, offline, into generated/.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

for (const name of ['catalog', 'tenant']) {
  execFileSync(process.execPath, ['node_modules/prisma/build/index.js', 'generate', '--config', 'prisma.config.ts'], {
    // generate never calls the schema engine, but downloads it first: any existing file keeps it offline.
    env: {
      ...process.env,
      PRISMA_SCHEMA: name,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

// One change of types: a unique key of a tenant's model may leave its tenantId out, because TenantDb fills it in.
const models = 'generated/tenant/models'
for (const file of readdirSync(models)) {
  let keys = 0
  const text = readFileSync(`${models}/${file}`, 'utf8')
    .replace(/(CompoundUniqueInput = \{\n {2}tenantId)(: string)/g, (_, head, tail) => {
      keys++
      return `${head}?${tail}`
    })
    .replace(/^\}, ((?:"tenantId_\w+"(?: \| )?)+)>$/m, (_, names) => {
      keys++
      return `}, "id" | ${names}>`
    })
  if (keys === 0) throw new Error(`${file}: no unique key that starts with tenantId; every tenant table needs one`)
  writeFileSync(`${models}/${file}`, text)
}
