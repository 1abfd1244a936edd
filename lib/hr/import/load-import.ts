import { newId, now, todayIn } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import { type CopySession, openCopySession, type TenantDb, type Tx } from '@/lib/tenancy'
import { checkRows } from './check-rows'
import { countBadRows, groupProblems, storeProblems } from './collect-problems'
import { IMPORT_KINDS } from './fields'
import type { FileReport, ImportReport } from './import-report'
import type { ImportInput } from './import-request'
import type { OpenTable } from './open-table'
import { createStaging, stage } from './staging'
import { countRows, fillLeavingDates, writeHeads, writeRows } from './write-rows'

export interface LoadOptions {
  operationId: string
  input: Omit<ImportInput, 'files'>
  /** With the name that people know the file by. */
  tables: (OpenTable & { name: string })[]
  signal?: AbortSignal
  progress?: (done: number) => void
  /** Asked before the commit: throws when this worker must not write any more. */
  assertFence?: () => Promise<void>
}

/** Ends the transaction without a commit, and carries what was found. */
class RolledBack extends Error {
  constructor(readonly report: ImportReport) {
    super('nothing is to be written')
  }
}

/**
 * The import itself: one transaction of the application role, in which the files stream into temporary tables, are checked as sets
 * and written with INSERT ... ON CONFLICT. All of it becomes visible at once, or nothing does; running it again changes nothing.
 */
export async function loadImport(db: TenantDb, options: LoadOptions): Promise<ImportReport> {
  const tables = [...options.tables].sort((a, b) => IMPORT_KINDS.indexOf(a.kind) - IMPORT_KINDS.indexOf(b.kind))
  const { operationId, input, signal } = options
  const startedAt = performance.now()
  try {
    return await openCopySession(
      db,
      async (session) => {
        const earlier = await findEarlierRun(session, operationId)
        if (earlier) return earlier
        const report = await checkAndWrite(session, { ...options, tables })
        report.milliseconds = Math.round(performance.now() - startedAt)
        if (report.outcome !== 'written') throw new RolledBack(report)
        await recordAudit(auditThrough(session), {
          actor: input.requestedBy,
          action: 'people.imported',
          subject: { kind: 'operation', id: operationId },
          detail: { report: withoutSamples(report) },
        })
        await options.assertFence?.()
        signal?.throwIfAborted()
        return report
      },
      { signal },
    )
  } catch (error) {
    if (error instanceof RolledBack) return error.report
    throw error
  }
}

async function checkAndWrite(session: CopySession, { operationId, input, tables, signal, progress }: LoadOptions): Promise<ImportReport> {
  const rowOptions = { today: todayIn(input.settings.timeZone, now()), currency: input.settings.currency, period: input.period }
  await createStaging(session)
  const files: FileReport[] = []
  let done = 0
  for (const table of tables) {
    const { rows } = await stage(session, table, rowOptions, { signal, onRows: (count) => progress?.(done + count) })
    done += rows
    files.push({ kind: table.kind, name: table.name, rows, ready: 0, bad: 0, known: 0, written: null })
  }
  await checkRows(
    session,
    tables.map(({ kind }) => kind),
  )
  const bad = await countBadRows(session)
  const problems = await groupProblems(session)
  if (problems.length > 0) await storeProblems(session, operationId)
  for (const file of files) {
    file.bad = bad.get(file.kind) ?? 0
    Object.assign(file, await countRows(session, file.kind))
  }
  const outcome = input.isDryRun ? 'checked' : problems.length > 0 && input.mode === 'all-or-nothing' ? 'refused' : 'written'
  const report: ImportReport = {
    operationId,
    outcome,
    mode: input.mode,
    files,
    problems,
    headsUnknown: await countUnknownHeads(session),
    leavingDatesFilled: 0,
    peopleAfter: null,
    milliseconds: 0,
  }
  if (outcome !== 'written') return report
  for (const [index, file] of files.entries()) {
    const touched = await writeRows(session, file.kind, tables[index]!.mapping)
    const created = file.ready - file.known
    file.written = { created, updated: touched - created, unchanged: file.ready - touched }
  }
  if (tables.some(({ kind, mapping }) => kind === 'departments' && mapping.head)) await writeHeads(session)
  report.leavingDatesFilled = await fillLeavingDates(session)
  const { rows } = await session.query<{ people: number }>(
    `SELECT count(*)::integer AS people FROM ${session.table('employees')} WHERE status = 'active'`,
  )
  report.peopleAfter = rows[0]!.people
  return report
}

async function countUnknownHeads(session: CopySession): Promise<number> {
  const { rows } = await session.query<{ heads: number }>(`
    SELECT count(*)::integer AS heads FROM import_departments i
     WHERE i.head IS NOT NULL AND NOT EXISTS (SELECT FROM import_employees e WHERE e.number = i.head)
       AND NOT EXISTS (SELECT FROM ${session.table('employees')} e WHERE e.number = i.head)`)
  return rows[0]!.heads
}

/** A worker that was killed between the commit and its record of it: the work is done, and its counts are in the trail. */
async function findEarlierRun(session: CopySession, operationId: string): Promise<ImportReport | undefined> {
  const { rows } = await session.query<{ report: ImportReport }>(
    `SELECT detail -> 'report' AS report FROM ${session.table('audit_events')}
      WHERE at > now() - interval '30 days' AND action = 'people.imported' AND subject_id = $1`,
    [operationId],
  )
  return rows[0]?.report
}

/** Values and names stay out of the trail, which is kept for good. */
function withoutSamples(report: ImportReport): ImportReport {
  return {
    ...report,
    files: report.files.map((file) => ({ ...file, name: '' })),
    problems: report.problems.map((group) => ({ ...group, samples: [] })),
  }
}

/** The trail's row inside this transaction, whose connection Prisma does not know. */
function auditThrough(session: CopySession): Tx {
  return {
    auditEvent: {
      create: ({ data }) =>
        session.query(
          `INSERT INTO ${session.table('audit_events')} (tenant_id, id, actor_kind, actor_id, action, subject_kind, subject_id, detail, request_id)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [
            session.tenantId,
            data.id ?? newId(),
            data.actorKind,
            data.actorId,
            data.action,
            data.subjectKind,
            data.subjectId,
            JSON.stringify(data.detail ?? {}),
            data.requestId ?? null,
          ],
        ),
    },
  }
}
