import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { getTenant } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { listExports, openExport, startExport } from '@/lib/lifecycle'
import { cliPrincipal } from '../cli-principal'
import { defineCommand } from '../define-command'
import { followOperation } from '../follow-operation'
import { printTable } from '../print-table'

const slug = z.string().min(1)

export const EXPORT_COMMANDS = [
  defineCommand({
    noun: 'export',
    verb: 'start',
    summary: 'Put everything that a tenant has into one zip: CSV per table, files, and a manifest',
    positionals: ['slug'],
    options: {
      output: { help: 'where to put the zip when it is ready', placeholder: 'file' },
      detach: { help: 'do not wait until it is ready', isFlag: true },
    },
    input: z
      .strictObject({ slug, output: z.string().min(1).optional(), detach: z.boolean().default(false) })
      .refine(({ output, detach }) => !(output && detach), {
        message: 'to wait for nothing leaves nothing to put there',
        path: ['output'],
      }),
    run: async ({ slug: which, output, detach }, context) => {
      const { id: tenantId } = await getTenant(which)
      const operation = await startExport(cliPrincipal, { tenantId })
      if (detach) return { id: operation.id, state: operation.state, file: null }
      const { state } = await followOperation(operation.id, context)
      return { id: operation.id, state, file: output ? await fetchTo(tenantId, operation.id, output, context.signal) : null }
    },
    print: ({ id, state, file }) => `export ${id}: ${state}${file ? `\n${file}` : ''}`,
  }),
  defineCommand({
    noun: 'export',
    verb: 'list',
    summary: 'Exports of a tenant, newest first',
    positionals: ['slug'],
    options: {
      limit: { help: '20 unless said otherwise, 200 at most', placeholder: 'n' },
      cursor: { help: 'go on where the last page ended', placeholder: 'cursor' },
    },
    input: z.strictObject({ slug, limit: z.coerce.number().int().min(1).max(200).default(20), cursor: z.string().optional() }),
    run: async ({ slug: which, ...page }) => {
      const { exports, nextCursor } = await listExports(cliPrincipal, { tenantId: (await getTenant(which)).id, ...page })
      return { items: exports, nextCursor }
    },
    print: ({ items, nextCursor }) => {
      const rows = items.map(({ id, state, createdAt, archive }) => [
        id,
        archive?.isExpired ? 'expired' : state,
        createdAt.toISOString(),
        archive ? String(archive.rows) : '',
        archive ? String(archive.sizeBytes) : '',
        archive ? archive.expiresAt.toISOString() : '',
      ])
      return `${printTable(['export', 'state', 'started', 'rows', 'bytes', 'until'], rows)}${nextCursor ? `\nnext: --cursor ${nextCursor}` : ''}`
    },
  }),
  defineCommand({
    noun: 'export',
    verb: 'download',
    summary: 'Fetch the zip of an export, until its time is over',
    positionals: ['slug', 'id'],
    options: { output: { help: 'where to put it', placeholder: 'file' } },
    input: z.strictObject({ slug, id: z.uuid(), output: z.string().min(1) }),
    run: async ({ slug: which, id, output }, { signal }) => ({
      id,
      file: await fetchTo((await getTenant(which)).id, id, output, signal),
    }),
    print: ({ file }) => file,
  }),
]

/** Beside its name first, so that a file under the name is a whole one. */
async function fetchTo(tenantId: string, exportId: string, file: string, signal: AbortSignal): Promise<string> {
  const { stream } = await openExport(cliPrincipal, { tenantId, exportId })
  const draft = `${file}.part`
  try {
    await pipeline(stream, createWriteStream(draft, { mode: 0o600 }), { signal })
    await rename(draft, file)
    return file
  } catch (cause) {
    await rm(draft, { force: true })
    const { code } = cause as NodeJS.ErrnoException
    if (typeof code !== 'string') throw cause
    throw new AppError('bad_request', { message: `${file} cannot be written (${code}).`, fields: { output: file }, cause })
  }
}
