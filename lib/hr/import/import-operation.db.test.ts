import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/lib/core'
import {
  findImportReport,
  type ImportRequestInput,
  listenToPeopleCount,
  openBadRows,
  previewImport,
  startImport,
  storeImportFile,
} from '@/lib/hr'
import { isOver, type JobRunner, type OperationView, startJobRunner, watchOperation } from '@/lib/operations'
import type { TenantDb } from '@/lib/tenancy'
import { createWorld, type World } from '@/scripts/testing/world'
import { member } from '../testing/people'

const SETTINGS = { currency: 'KRW', timeZone: 'Asia/Seoul', locale: 'ko' as const }
const home = process.env.DATA_DIR
let world: World
let runner: JobRunner
const reported: [string, number][] = []
beforeAll(async () => {
  process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'import-'))
  world = await createWorld()
  listenToPeopleCount(async (tenantId, people) => void reported.push([tenantId, people]))
  runner = await startJobRunner({ handlers: {} })
})
afterAll(async () => {
  await runner.stop()
  await world.close()
  rmSync(process.env.DATA_DIR!, { recursive: true, force: true })
  process.env.DATA_DIR = home
})

const hr = (db: TenantDb) => member(db, 'hr')
const store = async (db: TenantDb, text: string, name = 'people.csv') =>
  (await storeImportFile(db, hr(db), { name, content: Readable.from([text], { objectMode: false }) })).fileId
async function run(db: TenantDb, request: ImportRequestInput): Promise<OperationView> {
  const { id } = await startImport(db, hr(db), request, SETTINGS)
  for await (const view of watchOperation(id, { signal: AbortSignal.timeout(20_000) })) if (isOver(view)) return view
  throw new Error('not over in time')
}
const textOf = async (stream: Readable) => {
  const chunks: Buffer[] = []
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
const storedFiles = (db: TenantDb) => readdirSync(join(process.env.DATA_DIR!, 'files', db.context.tenantId, 'imports'))

const PEOPLE =
  '사번,이름,입사일,관리자사번\n1,김서연,2020-01-01,\n2,"=HYPERLINK(""x"")",2020-02-30,1\n3,박도윤,2020-01-01,77\n4,이하은,2021. 3. 2.,1\n'

describe('an import as an operation', () => {
  test('previews, checks, writes, tells how many people there are, and removes what it no longer needs', async () => {
    const { db, tenant } = await world.addTenant()
    const fileId = await store(db, PEOPLE)
    const preview = await previewImport(db, hr(db), fileId)
    expect(preview).toMatchObject({ problem: null, kind: 'employees', format: { encoding: 'utf-8', separator: ',' }, name: 'people.csv' })
    expect(preview.columns.map(({ guess }) => guess?.field)).toEqual(['number', 'fullName', 'hiredOn', 'manager'])
    expect(preview.columns[1]!.samples).toEqual(['김서연', '=HYPERLINK("x")', '박도윤'])
    expect(preview.rows).toHaveLength(4)

    const checked = await run(db, { files: [{ kind: 'employees', fileId }], isDryRun: true })
    expect(checked).toMatchObject({
      state: 'succeeded',
      result: { outcome: 'checked', files: [{ rows: 4, ready: 2, bad: 2, written: null }] },
    })
    expect(await db.employee.count()).toBe(0)

    const written = await run(db, { files: [{ kind: 'employees', fileId }], mode: 'skip-bad-rows' })
    expect(written.steps.map(({ name, state }) => [name, state])).toEqual([
      ['check', 'done'],
      ['load', 'done'],
      ['report', 'done'],
    ])
    expect(written).toMatchObject({
      state: 'succeeded',
      result: { outcome: 'written', peopleAfter: 2, files: [{ written: { created: 2 } }] },
    })
    expect(reported).toContainEqual([tenant.id, 2])
    expect(storedFiles(db).filter((name) => name.endsWith('.csv'))).toEqual([])
    await expect(previewImport(db, hr(db), fileId)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('keeps its report and its bad rows with the tenant, in words, and no name in the catalog', async () => {
    const { db } = await world.addTenant()
    const { id } = await run(db, { files: [{ kind: 'employees', fileId: await store(db, PEOPLE) }], isDryRun: true })
    const report = (await findImportReport(db, hr(db), id, 'ko'))!
    expect(report.problems.flatMap(({ code, samples }) => samples.map(({ line, text }) => [code, line, text])).sort()).toEqual([
      ['date_not_exist', 3, '2020년 2월은 29일까지입니다.'],
      ['manager_unknown', 4, '사번 77번이 없습니다.'],
    ])
    expect((await findImportReport(db, hr(db), id, 'en'))!.problems[0]!.samples[0]!.text).toMatch(
      /February 2020 has 29 days\.|Nobody has number 77\./,
    )
    const { stream } = await openBadRows(db, hr(db), id, 'employees')
    const text = await textOf(stream)
    expect(text.startsWith('\ufeff사번,')).toBe(true)
    const [head, ...rows] = parse(text, { bom: true }) as string[][]
    expect(head).toEqual(['사번', '이름', '입사일', '관리자사번', '행', '문제'])
    expect(rows).toEqual([
      ['2', `'=HYPERLINK("x")`, '2020-02-30', '1', '3', '입사일: 2020년 2월은 29일까지입니다.'],
      ['3', '박도윤', '2020-01-01', '77', '4', '관리자: 사번 77번이 없습니다.'],
    ])
    for (const relation of ['operations', 'operation_steps', 'audit_events', 'graphile_worker._private_jobs']) {
      const { rows: found } = await world.asSuperuser<{ t: string }>(`SELECT t::text FROM ${relation} t`, [], world.catalog)
      expect(JSON.stringify(found), relation).not.toMatch(/김서연|박도윤|HYPERLINK/)
    }
  })

  test('of a file without a header line leaves its first person out of the catalog too', async () => {
    const { db } = await world.addTenant()
    const mapping = { number: '1', fullName: '홍길동', hiredOn: '2020-01-01' }
    const view = await run(db, {
      files: [{ kind: 'employees', fileId: await store(db, '1,홍길동,2020-01-01\n2,성춘향,2020-01-01\n'), mapping }],
    })
    expect(view.state).toBe('succeeded')
    for (const relation of ['operations', 'operation_steps']) {
      const { rows } = await world.asSuperuser<{ t: string }>(`SELECT t::text FROM ${relation} t`, [], world.catalog)
      expect(JSON.stringify(rows), relation).not.toMatch(/홍길동|성춘향/)
    }
  })

  test('of all or nothing with bad rows fails, writes nothing, and can be looked into', async () => {
    const { db } = await world.addTenant()
    const view = await run(db, { files: [{ kind: 'employees', fileId: await store(db, PEOPLE) }] })
    expect(view).toMatchObject({ state: 'failed', error: { code: 'invalid_input', message: expect.stringContaining('2 of 4 rows') } })
    expect(await db.employee.count()).toBe(0)
    expect((await findImportReport(db, hr(db), view.id, 'en'))!.outcome).toBe('refused')
    expect((await openBadRows(db, hr(db), view.id, 'employees')).sizeBytes).toBeGreaterThan(0)
  })

  test('of a file that is no table fails with what to do about it', async () => {
    const { db } = await world.addTenant()
    const view = await run(db, { files: [{ kind: 'employees', fileId: await store(db, 'id,name,hired\n1,"Kim,2020-01-01\n') }] })
    expect(view).toMatchObject({
      state: 'failed',
      error: { code: 'invalid_input', message: expect.stringMatching(/people\.csv: 2번째 줄에서 시작하는 행의 따옴표/) },
    })
    const preview = await previewImport(db, hr(db), await store(db, 'PK\u0003\u0004'))
    expect(preview).toMatchObject({ problem: { code: 'spreadsheet' }, columns: [], rows: [] })
  })

  test('is started, previewed and looked into by nobody without the right, nor by another tenant', async () => {
    const [{ db }, { db: other }] = [await world.addTenant(), await world.addTenant()]
    const fileId = await store(db, PEOPLE)
    const { id } = await run(db, { files: [{ kind: 'employees', fileId }], isDryRun: true })
    for (const role of ['manager', 'employee']) {
      const nobody = member(db, role)
      await expect(storeImportFile(db, nobody, { name: 'x', content: Readable.from(['x'], { objectMode: false }) })).rejects.toMatchObject({
        code: 'forbidden',
      })
      await expect(previewImport(db, nobody, fileId)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(startImport(db, nobody, { files: [{ kind: 'employees', fileId }] }, SETTINGS)).rejects.toMatchObject({
        code: 'forbidden',
      })
      await expect(findImportReport(db, nobody, id, 'en')).rejects.toMatchObject({ code: 'forbidden' })
      await expect(openBadRows(db, nobody, id, 'employees')).rejects.toMatchObject({ code: 'forbidden' })
    }
    await expect(previewImport(other, hr(other), fileId)).rejects.toMatchObject({ code: 'not_found' })
    await expect(startImport(other, hr(other), { files: [{ kind: 'employees', fileId }] }, SETTINGS)).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await findImportReport(other, hr(other), id, 'en')).toBeNull()
    await expect(openBadRows(other, hr(other), id, 'employees')).rejects.toMatchObject({ code: 'not_found' })
    expect(await findImportReport(db, hr(db), '../../secret', 'en')).toBeNull()
  })

  test('is refused with the field named when the request makes no sense', async () => {
    const { db } = await world.addTenant()
    const fileId = await store(db, PEOPLE)
    for (const request of [
      { files: [] },
      { files: [{ kind: 'people', fileId }] },
      { files: [{ kind: 'employees', fileId: 'x' }] },
      {
        files: [
          { kind: 'employees', fileId },
          { kind: 'employees', fileId },
        ],
      },
      { files: [{ kind: 'employees', fileId }], mode: 'some' },
      { files: [{ kind: 'employees', fileId, mapping: { amount: 'x' } }] },
    ]) {
      await expect(startImport(db, hr(db), request as ImportRequestInput, SETTINGS)).rejects.toMatchObject({
        code: 'invalid_input',
        fields: expect.any(Object),
      })
    }
    await expect(startImport(db, hr(db), { files: [{ kind: 'employees', fileId: newId() }] }, SETTINGS)).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('forgets uploads that nobody imported within a week, and reports after a month', async () => {
    const { db } = await world.addTenant()
    const old = await store(db, PEOPLE)
    const { id } = await run(db, { files: [{ kind: 'employees', fileId: old }], isDryRun: true })
    const age = (days: number) => db.file.updateMany({ data: { createdAt: new Date(Date.now() - days * 86_400_000) } })
    await age(8)
    const young = await store(db, PEOPLE)
    expect((await db.file.findMany({ where: { purpose: 'import' } })).map((file) => file.id)).toEqual([young])
    expect(await findImportReport(db, hr(db), id, 'ko')).not.toBeNull()
    await age(31)
    const youngest = await store(db, PEOPLE)
    expect((await db.file.findMany()).map((file) => file.id)).toEqual([youngest])
    expect(await findImportReport(db, hr(db), id, 'ko')).toBeNull()
    await expect(openBadRows(db, hr(db), id, 'employees')).rejects.toMatchObject({ code: 'not_found' })
    expect(storedFiles(db).filter((name) => name.endsWith('.csv'))).toEqual([`${youngest}.csv`])
  })

  test('of an upload that breaks off leaves neither a row nor a file', async () => {
    const { db } = await world.addTenant()
    const content = Readable.from(
      (async function* () {
        yield Buffer.from('id,name\n')
        throw new Error('the connection is gone')
      })(),
      { objectMode: false },
    )
    await expect(storeImportFile(db, hr(db), { name: 'x.csv', content })).rejects.toThrow('gone')
    expect([await db.file.count(), storedFiles(db)]).toEqual([0, []])
  })
})
