import { z } from 'zod'
import { LOCALES } from '@/lib/core'
import { FIELDS, IMPORT_KINDS, type Mapping } from './fields'
import { ENCODINGS } from './inspect-text'
import { SEPARATORS } from './read-csv'

export const ImportFile = z
  .object({
    fileId: z.uuid(),
    kind: z.enum(IMPORT_KINDS),
    /** Field -> header; what the headers suggest if left out. */
    mapping: z
      .record(z.string().max(40), z.string().max(500))
      .transform((mapping) => mapping as Mapping)
      .optional(),
    encoding: z.enum(ENCODINGS).optional(),
    separator: z.enum(SEPARATORS).optional(),
  })
  .superRefine(({ kind, mapping }, context) => {
    for (const field of Object.keys(mapping ?? {})) {
      if (!(field in FIELDS[kind])) context.addIssue({ code: 'custom', path: ['mapping', field], message: `is no field of ${kind}` })
    }
  })
export type ImportFile = z.output<typeof ImportFile>

export const IMPORT_MODES = ['all-or-nothing', 'skip-bad-rows'] as const

const files = z
  .array(ImportFile)
  .min(1)
  .max(IMPORT_KINDS.length)
  .refine((list) => new Set(list.map(({ kind }) => kind)).size === list.length, { error: 'one file of each kind' })

/** What a person or a script chooses. */
export const ImportRequest = z.object({
  files,
  mode: z.enum(IMPORT_MODES).default('all-or-nothing'),
  /** Checks everything and writes nothing. */
  isDryRun: z.boolean().default(false),
  /** For salary files that do not say it. */
  period: z.enum(['year', 'month']).default('year'),
})
export type ImportRequest = z.output<typeof ImportRequest>
export type ImportRequestInput = z.input<typeof ImportRequest>

/** What the import needs of the tenant; the caller has it at hand, and this folder does not see the catalog. */
export const TenantSettings = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/),
  timeZone: z.string().max(60),
  locale: z.enum(LOCALES),
})
export type TenantSettings = z.output<typeof TenantSettings>

/** Input of the operation: kept in the catalog, so it holds no personal data, only ids, headers and options. */
export const ImportInput = ImportRequest.extend({
  settings: TenantSettings,
  requestedBy: z.object({ kind: z.enum(['member', 'operator', 'api-key', 'system']), id: z.string() }),
})
export type ImportInput = z.output<typeof ImportInput>
