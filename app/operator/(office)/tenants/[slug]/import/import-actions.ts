'use server'
import { z } from 'zod'
import { previewView } from '@/app/tenant/[host]/import/preview-view'
import { defineOperatorAction, visitLocale } from '@/lib/actions'
import { getTenant } from '@/lib/catalog'
import { isLocale } from '@/lib/core'
import { IMPORT_KINDS, IMPORT_MODES, ImportRequest, previewImport, repeatImport, startImport } from '@/lib/hr'
import { openTenantById } from '@/lib/tenancy'

const permission = 'import:run'
const slug = z.string().min(1).max(64)
/** As a form sends them; lib/hr says which kinds there are. */
const files = z
  .array(z.object({ fileId: z.string(), kind: z.string(), mapping: z.record(z.string(), z.string()).optional() }))
  .pipe(ImportRequest.shape.files)

async function inTenant(which: string) {
  const tenant = await getTenant(which)
  return { tenant, db: await openTenantById(tenant.id) }
}

export const previewFile = defineOperatorAction({
  input: z.object({ slug, fileId: z.uuid(), kind: z.string().pipe(z.enum(IMPORT_KINDS)).optional() }),
  permission,
  refreshes: false,
  async perform({ input, principal }) {
    const { db } = await inTenant(input.slug)
    return previewView(await previewImport(db, principal, input.fileId, input.kind), await visitLocale(principal.locale, 'en'))
  },
})

/** Checks files and writes nothing. Data: the operation to watch. */
export const checkImport = defineOperatorAction({
  input: z.object({ slug, files, period: ImportRequest.shape.period }),
  permission,
  refreshes: false,
  async perform({ input: { slug: which, ...request }, principal, requestId }) {
    const { tenant, db } = await inTenant(which)
    const { currency, timeZone } = tenant
    const settings = { currency, timeZone, locale: isLocale(tenant.locale) ? tenant.locale : ('en' as const) }
    const operation = await startImport(db, principal, { ...request, mode: 'skip-bad-rows', isDryRun: true }, settings, requestId)
    return { operationId: operation.id }
  },
})

/** Writes what was checked. */
export const runImport = defineOperatorAction({
  input: z.object({ slug, operationId: z.uuid(), mode: z.enum(IMPORT_MODES) }),
  permission,
  refreshes: false,
  async perform({ input, principal, requestId }) {
    const { db } = await inTenant(input.slug)
    const operation = await repeatImport(db, principal, input.operationId, { mode: input.mode, isDryRun: false }, requestId)
    return { operationId: operation.id }
  },
})
