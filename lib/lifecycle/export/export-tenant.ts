import { z } from 'zod'
import { getTenant } from '@/lib/catalog'
import { deleteDrafts, deleteTenantFile } from '@/lib/core'
import { catalogDb, readSnapshot, tenantSchemaVersion } from '@/lib/db'
import { defineOperation, type StepContext } from '@/lib/operations'
import { getPlacement } from '../get-placement'
import { exportKey } from './export-key'
import { writeArchive } from './write-archive'

export const EXPORT = 'tenant.export'
export const EXPORT_HOURS = 72

interface Archive {
  takenAt: string
  schemaVersion: string
  tables: number
  rows: number
  files: number
  sizeBytes: number
  sha256: string
}

/** The archive appears whole under its own name; only `publish` makes it one that can be fetched. */
defineOperation<Record<never, never>>({
  kind: EXPORT,
  input: z.object({}),
  steps: [
    { name: 'archive', run: archive },
    { name: 'publish', run: publish },
  ],
  result: ({ archive: made }) => made,
  failed: (_tx, { operationId, tenantId }) => deleteTenantFile(tenantId!, exportKey(operationId)),
})

/** From its beginning each time it runs: the snapshot of a worker that was killed is gone with its connection. */
async function archive({ operationId, tenantId, signal, progress }: StepContext): Promise<Archive> {
  const { id, slug, name } = await getTenant(tenantId!)
  const key = exportKey(operationId)
  await deleteDrafts(id, key)
  const { manifest, stored } = await readSnapshot(
    await getPlacement(id),
    id,
    (snapshot) =>
      writeArchive(snapshot, {
        tenant: { id, slug, name },
        schemaVersion: tenantSchemaVersion(),
        key,
        signal,
        progress: (rows, total) => progress(rows, total, 'rows'),
      }),
    { signal },
  )
  return {
    takenAt: manifest.takenAt,
    schemaVersion: manifest.schemaVersion,
    tables: manifest.tables.length,
    rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
    files: manifest.files.length,
    ...stored,
  }
}

async function publish({ operationId, tenantId, output, assertFence }: StepContext): Promise<void> {
  const { takenAt, schemaVersion, tables, rows, files, sizeBytes, sha256 } = output<Archive>('archive')
  await assertFence()
  await catalogDb().$executeRaw`
    INSERT INTO exports (id, tenant_id, taken_at, schema_version, table_count, row_count, file_count, size_bytes, sha256, expires_at)
    VALUES (${operationId}::uuid, ${tenantId}::uuid, ${new Date(takenAt)}, ${schemaVersion}, ${tables}, ${rows}, ${files}, ${sizeBytes}, ${sha256},
            now() + make_interval(hours => ${EXPORT_HOURS}::int))
    ON CONFLICT (id) DO NOTHING`
}
