import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId, setClock } from '@/lib/core'
import { deleteDocument, listDocuments, openDocument, openDocumentLink, signDocumentLink, storeDocument } from '@/lib/hr'
import type { TenantDb } from '@/lib/tenancy'
import { createWorld, type World } from '@/scripts/testing/world'
import { addPeople, member } from '../testing/people'

const home = process.env.DATA_DIR
const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(9_000, 7)])
let world: World
let db: TenantDb
let other: TenantDb
let me: string
let colleague: string
beforeAll(async () => {
  process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'documents-'))
  world = await createWorld()
  db = (await world.addTenant()).db
  other = (await world.addTenant()).db
})
afterAll(async () => {
  await world.close()
  rmSync(process.env.DATA_DIR!, { recursive: true, force: true })
  process.env.DATA_DIR = home
})
beforeEach(async () => {
  const ids = await addPeople(db, [{ number: newId() }, { number: newId() }])
  ;[me, colleague] = [...ids.values()] as [string, string]
})
const hr = () => member(db, 'hr')
const store = (content: Buffer, name = 'contract.pdf', principal = hr(), person = me) =>
  storeDocument(db, principal, person, { name, content: Readable.from([content], { objectMode: false }) })
const onDisk = () => readdirSync(join(process.env.DATA_DIR!, 'files', db.context.tenantId, 'documents'))
const read = async (stream: Readable) => Buffer.concat((await stream.toArray()) as Buffer[])

describe('a document', () => {
  test('is kept whole, listed, opened and removed, each in the trail and none by its name', async () => {
    const { id, sizeBytes } = await store(PDF)
    expect(sizeBytes).toBe(PDF.length)
    expect((await listDocuments(db, hr(), me)).documents).toEqual([
      expect.objectContaining({ id, name: 'contract.pdf', contentType: 'application/pdf', sizeBytes: PDF.length }),
    ])
    const opened = await openDocument(db, hr(), { personId: me, documentId: id })
    expect(await read(opened.stream)).toEqual(PDF)
    expect(onDisk()).toContain(id)
    await deleteDocument(db, hr(), { personId: me, documentId: id })
    expect((await listDocuments(db, hr(), me)).documents).toEqual([])
    expect(onDisk()).not.toContain(id)
    const trail = await db.auditEvent.findMany({ where: { subjectId: me } })
    expect(trail.map(({ action }) => action).sort()).toEqual(['document.deleted', 'document.opened', 'document.stored'])
    expect(JSON.stringify(trail)).not.toContain('contract')
  })

  test('is what its bytes say, whatever its name says; what a browser would run is not kept', async () => {
    expect((await store(PDF, 'invoice.html')).name).toBe('invoice.html.pdf')
    expect((await store(Buffer.from('89504e470d0a1a0a00', 'hex'), 'x')).name).toBe('x.png')
    const before = onDisk().length
    for (const [name, text] of [
      ['a.pdf', '<html><script>alert(1)</script>'],
      ['a.png', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
      ['a.docx', 'PK\u0003\u0004 some zip'],
      ['a.pdf', ' %PDF-1.7'],
      ['a.exe', 'MZ'],
    ] as const)
      await expect(store(Buffer.from(text), name), name).rejects.toMatchObject({ code: 'unsupported_media' })
    await expect(store(Buffer.alloc(0))).rejects.toMatchObject({ code: 'bad_request' })
    expect(onDisk()).toHaveLength(before)
  })

  test('has a name for people and never a path, nor anything that turns or hides a part of it', async () => {
    const named = async (name: string) => (await store(PDF, name)).name
    expect(await named('../../etc/passwd.pdf')).toBe('passwd.pdf')
    expect(await named('C:\\secret\\한글 문서.pdf')).toBe('한글 문서.pdf')
    expect(await named('cod\u202efdp.exe.pdf')).toBe('codfdp.exe.pdf')
    expect(await named('a\r\nSet-Cookie: x".pdf')).toBe('aSet-Cookie x.pdf')
    expect(await named('...')).toBe('document.pdf')
    expect((await named(`${'x'.repeat(400)}.pdf`)).length).toBeLessThanOrEqual(200)
  })

  test('that is too large leaves nothing behind', async () => {
    const huge = async function* () {
      yield PDF
      for (let n = 0; n < 30; n++) yield Buffer.alloc(1024 * 1024)
    }
    const before = [onDisk().length, await db.file.count()]
    const content = Readable.from(huge(), { objectMode: false })
    await expect(storeDocument(db, hr(), me, { name: 'x.pdf', content })).rejects.toMatchObject({ code: 'too_large' })
    expect([onDisk().length, await db.file.count()]).toEqual(before)
  })
})

describe('documents are personal', () => {
  test('people see their own and HR sees all; a manager, a colleague and another tenant see none, and learn of none', async () => {
    const { id } = await store(PDF)
    const at = { personId: me, documentId: id }
    expect((await listDocuments(db, member(db, 'employee', me), me)).mayWrite).toBe(false)
    for (const [tenant, principal] of [
      [db, member(db, 'employee', colleague)],
      [db, member(db, 'manager', colleague)],
      [other, member(other, 'owner')],
    ] as const) {
      await expect(listDocuments(tenant, principal, me)).rejects.toMatchObject({ code: 'not_found' })
      await expect(openDocument(tenant, principal, at)).rejects.toMatchObject({ code: 'not_found' })
      await expect(signDocumentLink(tenant, principal, at)).rejects.toMatchObject({ code: 'not_found' })
      await expect(deleteDocument(tenant, principal, at)).rejects.toMatchObject({ code: 'not_found' })
    }
    await expect(store(PDF, 'x.pdf', member(db, 'employee', me))).rejects.toMatchObject({ code: 'forbidden' })
    await expect(deleteDocument(db, member(db, 'employee', me), at)).rejects.toMatchObject({ code: 'forbidden' })
    // A document of somebody else's is not opened by way of one's own page.
    await expect(openDocument(db, member(db, 'employee', colleague), { personId: colleague, documentId: id })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('a link opens for the session that asked for it, for a minute, and for nobody else', async () => {
    const { id } = await store(PDF)
    const asker = hr()
    const { token } = await signDocumentLink(db, asker, { personId: me, documentId: id })
    expect(token).not.toContain(id)
    expect((await openDocumentLink(db, asker, token)).name).toBe('contract.pdf')
    const elsewhere = await other.department.count().then(() => member(other, 'owner'))
    for (const [tenant, principal, wrong] of [
      [db, hr(), token],
      [other, { ...elsewhere, sessionId: asker.sessionId }, token],
      [db, asker, `${token.slice(0, -2)}AA`],
      [db, asker, '../../etc/passwd'],
      [db, { ...asker, permissions: member(db, 'employee').permissions }, token],
    ] as const)
      await expect(openDocumentLink(tenant, principal, wrong)).rejects.toMatchObject({ code: 'not_found' })
    setClock(() => new Date(Date.now() + 61_000))
    await expect(openDocumentLink(db, asker, token)).rejects.toMatchObject({ code: 'not_found' })
    setClock()
  })
})
