'use server'
import { z } from 'zod'
import { defineMemberAction, visitLocale } from '@/lib/actions'
import { isLocale } from '@/lib/core'
import { IMPORT_KINDS, IMPORT_MODES, ImportRequest, previewImport, repeatImport, startImport } from '@/lib/hr'
import { previewView } from './preview-view'

const permission = 'import:run'

/** What an uploaded file seems to hold, in the reader's words. */
export const previewFile = defineMemberAction({
  input: z.object({ fileId: z.uuid(), kind: z.enum(IMPORT_KINDS).optional() }),
  permission,
  refreshes: false,
  async perform({ input, db, principal, tenant }) {
    const locale = await visitLocale(principal.locale, tenant.locale)
    return previewView(await previewImport(db, principal, input.fileId, input.kind), locale)
  },
})

/** Checks files and writes nothing. Data: the operation to watch. */
export const checkImport = defineMemberAction({
  input: z.object({ files: ImportRequest.shape.files, period: ImportRequest.shape.period }),
  permission,
  refreshes: false,
  async perform({ input, db, principal, tenant, requestId }) {
    const settings = {
      currency: tenant.currency,
      timeZone: tenant.timeZone,
      locale: isLocale(tenant.locale) ? tenant.locale : ('en' as const),
    }
    const operation = await startImport(db, principal, { ...input, mode: 'skip-bad-rows', isDryRun: true }, settings, requestId)
    return { operationId: operation.id }
  },
})

/** Writes what was checked. */
export const runImport = defineMemberAction({
  input: z.object({ operationId: z.uuid(), mode: z.enum(IMPORT_MODES) }),
  permission,
  refreshes: false,
  async perform({ input, db, principal, requestId }) {
    const operation = await repeatImport(db, principal, input.operationId, { mode: input.mode, isDryRun: false }, requestId)
    return { operationId: operation.id }
  },
})
