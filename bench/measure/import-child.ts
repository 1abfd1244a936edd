// One import in a process of its own, as a worker runs it, so that the peak of its memory is the import's.
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { newId } from '@/lib/core'
import { closeAll } from '@/lib/db'
import { IMPORT_KINDS } from '@/lib/hr'
import { loadImport } from '@/lib/hr/import/load-import'
import { openTable } from '@/lib/hr/import/open-table'
import { openTenantById } from '@/lib/tenancy'

const [tenantId, folder] = process.argv.slice(2) as [string, string]
const db = await openTenantById(tenantId)
await db.employee.count() // the connection, and what Prisma makes at first use, are the worker's, not the import's
const startedAt = performance.now()
const tables = []
for (const kind of IMPORT_KINDS) {
  const source = { open: async () => createReadStream(join(folder, `${kind}.csv`)) }
  tables.push({ ...(await openTable({ kind }, source)), name: kind })
}
const report = await loadImport(db, {
  operationId: newId(),
  tables,
  input: {
    mode: 'all-or-nothing',
    isDryRun: false,
    period: 'year',
    settings: { currency: 'USD', timeZone: 'UTC', locale: 'en' },
    requestedBy: { kind: 'system', id: 'bench' },
  },
})
const milliseconds = performance.now() - startedAt
const rows = report.files.reduce((sum, { written }) => sum + (written?.created ?? 0), 0)
process.send?.({ milliseconds, rows, peakMemoryMiB: process.resourceUsage().maxRSS / 1024 })
await closeAll()
