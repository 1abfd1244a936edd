import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { dataDir } from './env'
import { AppError } from './errors'
import { isUuid } from './ids'

const KEY = /^[a-z0-9][a-z0-9._-]{0,99}(\/[a-z0-9][a-z0-9._-]{0,99}){0,3}$/

export type StoredFile = { sizeBytes: number; sha256: string }

/**
 * Keeps a file of one tenant under `files/<tenant>/<key>`. It appears whole or not at all: written beside, flushed, then renamed.
 * A file above `sizeBytesMax` is refused with `too_large` as soon as it is seen to be, and leaves nothing behind.
 */
export async function writeTenantFile(
  tenantId: string,
  key: string,
  content: Readable,
  { sizeBytesMax = Number.POSITIVE_INFINITY, signal }: { sizeBytesMax?: number; signal?: AbortSignal } = {},
): Promise<StoredFile> {
  const path = pathOf(tenantId, key)
  const draft = `${path}.${randomBytes(6).toString('hex')}~`
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const hash = createHash('sha256')
  let sizeBytes = 0
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length
      hash.update(chunk)
      if (sizeBytes <= sizeBytesMax) return done(null, chunk)
      done(new AppError('too_large', { message: `The file is larger than the ${sizeBytesMax} bytes that are allowed.` }))
    },
  })
  try {
    await pipeline(content, meter, createWriteStream(draft, { mode: 0o600, flags: 'wx' }), { signal })
    const file = await open(draft, 'r+')
    await file.sync().finally(() => file.close())
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
  return { sizeBytes, sha256: hash.digest('hex') }
}

/** A stream of the whole file, or of bytes `start` to `end` (both included). Throws `not_found`. */
export async function openTenantFile(
  tenantId: string,
  key: string,
  range: { start?: number; end?: number } = {},
): Promise<{ stream: Readable; sizeBytes: number }> {
  const path = pathOf(tenantId, key)
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) throw new AppError('not_found', { message: 'There is no such file.', detail: { tenantId, key } })
  return { stream: createReadStream(path, range), sizeBytes: found.size }
}

/** Deletes a file; one that is gone already is no error, because the step that deletes may run twice. */
export async function deleteTenantFile(tenantId: string, key: string): Promise<void> {
  await rm(pathOf(tenantId, key), { force: true })
}

/** The keys of all whole files of a tenant, sorted; drafts that a killed process left are none. */
export async function listTenantFiles(tenantId: string): Promise<string[]> {
  const folder = folderOf(tenantId)
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .filter((key) => KEY.test(key) && !key.includes('..'))
    .sort()
}

/** Everything that a tenant has in the store, drafts included. One that has nothing is no error. */
export async function deleteTenantFiles(tenantId: string): Promise<void> {
  await rm(folderOf(tenantId), { recursive: true, force: true })
}

/** Drafts of one key: what a writer left that was killed. Only for whoever knows that nobody writes this key now. */
export async function deleteDrafts(tenantId: string, key: string): Promise<void> {
  const path = pathOf(tenantId, key)
  for (const name of await readdir(dirname(path)).catch(() => [])) {
    if (name.startsWith(`${basename(path)}.`) && name.endsWith('~')) await rm(join(dirname(path), name), { force: true })
  }
}

function folderOf(tenantId: string): string {
  if (!isUuid(tenantId)) throw new TypeError(`not a tenant id: ${tenantId}`)
  return join(dataDir(), 'files', tenantId)
}

/** Keys are ours, never a person's file name: an assertion, not an answer to a form. */
function pathOf(tenantId: string, key: string): string {
  if (!KEY.test(key) || key.includes('..')) throw new TypeError(`not a file key: ${key}`)
  return join(folderOf(tenantId), key)
}
