import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sha256Hex } from './hash'
import { newId } from './ids'
import { deleteTenantFile, openTenantFile, writeTenantFile } from './storage'

let dir: string
const tenant = newId()
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'core-storage-'))
  vi.stubEnv('DATA_DIR', dir)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(dir, { recursive: true })
})

describe("a tenant's files", () => {
  it('read back as written, with size and digest', async () => {
    const stored = await writeTenantFile(tenant, 'import/people.csv', Readable.from(['name\n', '김민준\n']))
    expect(stored).toEqual({ sizeBytes: 15, sha256: sha256Hex('name\n김민준\n') })
    const { stream, sizeBytes } = await openTenantFile(tenant, 'import/people.csv')
    expect(sizeBytes).toBe(15)
    expect(await text(stream)).toBe('name\n김민준\n')
  })

  it('of another tenant are not found under the same key', async () => {
    await writeTenantFile(tenant, 'logo.png', Readable.from(['x']))
    await expect(openTenantFile(newId(), 'logo.png')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('leave nothing behind when they are too large, when their source breaks, or when the writer is stopped', async () => {
    const endless = () => Readable.from((function* () { for (;;) yield 'x'.repeat(1024) })()) // biome-ignore format: one line
    await expect(writeTenantFile(tenant, 'a', endless(), { sizeBytesMax: 10_000 })).rejects.toMatchObject({ code: 'too_large' })
    const broken = Readable.from((function* () { yield 'x'; throw new Error('gone') })()) // biome-ignore format: one line
    await expect(writeTenantFile(tenant, 'b', broken)).rejects.toThrow('gone')
    await expect(writeTenantFile(tenant, 'c', endless(), { signal: AbortSignal.timeout(20) })).rejects.toThrow()
    expect(readdirSync(join(dir, 'files', tenant))).toEqual([])
  })

  it('keep their old content until the new one is whole', async () => {
    await writeTenantFile(tenant, 'a', Readable.from(['old']))
    await expect(writeTenantFile(tenant, 'a', Readable.from(['a longer new one']), { sizeBytesMax: 5 })).rejects.toThrow()
    expect(await text((await openTenantFile(tenant, 'a')).stream)).toBe('old')
  })

  it('can be deleted twice', async () => {
    await writeTenantFile(tenant, 'a', Readable.from(['x']))
    await deleteTenantFile(tenant, 'a')
    await deleteTenantFile(tenant, 'a')
    await expect(openTenantFile(tenant, 'a')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('cannot lie outside the folder of their tenant', async () => {
    for (const key of [
      '../x',
      'a/../../x',
      '/etc/passwd',
      'a//b',
      'a/',
      '',
      '.hidden',
      'a\0b',
      'A',
      'a\\..\\b',
      'a/b/c/d/e',
      'x'.repeat(101),
    ]) {
      await expect(writeTenantFile(tenant, key, Readable.from(['x'])), key).rejects.toThrow(TypeError)
    }
    for (const id of ['..', '../x', '', tenant.toUpperCase()]) await expect(openTenantFile(id, 'a')).rejects.toThrow(TypeError)
    expect(existsSync(join(dir, 'files'))).toBe(false)
  })
})
