import { Readable } from 'node:stream'
import { writeTenantFile } from '@/lib/core'
import type { CopySession } from '@/lib/tenancy'
import type { AnyField, ImportKind } from './fields'
import { problemsKey } from './file-keys'
import type { ProblemGroup } from './import-report'
import { suggest } from './suggest'

const SAMPLES_MAX = 12
const FETCH_ROWS = 2_000

/** One problem of one row, as the file of problems holds it; ordered by kind and line. */
export interface StoredProblem {
  kind: ImportKind
  line: number
  field: AnyField | null
  code: string
  value: string
  detail: string
}

/** What is wrong, grouped, each with its first rows. */
export async function groupProblems(session: CopySession): Promise<ProblemGroup[]> {
  const { rows } = await session.query<ProblemRecord>(
    `SELECT kind, field, code, line, value, detail, subject, count::integer
       FROM (SELECT *, count(*) OVER w AS count, row_number() OVER (PARTITION BY kind, field, code ORDER BY line) AS place
               FROM import_problems WINDOW w AS (PARTITION BY kind, field, code)) p
      WHERE place <= ${SAMPLES_MAX} ORDER BY count DESC, kind, code, field, line`,
  )
  const groups = new Map<string, ProblemGroup>()
  const known = rows.some(({ code }) => code === 'department_unknown') ? await listDepartmentKeys(session) : []
  for (const { kind, field, code, count, line, value, detail, subject } of rows) {
    const key = `${kind} ${field} ${code}`
    const group = groups.get(key) ?? { kind, field, code, count, samples: [] }
    groups.set(key, group)
    const suggestion = code === 'department_unknown' ? suggest(value ?? '', known) : null
    group.samples.push({ line, subject: subject ?? '', value: value ?? '', detail: detail ?? '', suggestion })
  }
  return [...groups.values()]
}

export async function countBadRows(session: CopySession): Promise<Map<ImportKind, number>> {
  const { rows } = await session.query<{ kind: ImportKind; bad: number }>(
    'SELECT kind, count(DISTINCT line)::integer AS bad FROM import_problems GROUP BY kind',
  )
  return new Map(rows.map(({ kind, bad }) => [kind, bad]))
}

/** Every problem of every row into the tenant's files, a few thousand at a time, for the list of bad rows. */
export async function storeProblems(session: CopySession, operationId: string): Promise<void> {
  await session.query(
    `DECLARE every_problem NO SCROLL CURSOR FOR
     SELECT kind, line, field, code, value, detail FROM import_problems ORDER BY kind, line`,
  )
  const lines = async function* () {
    for (;;) {
      const { rows } = await session.query<ProblemRecord>(`FETCH ${FETCH_ROWS} FROM every_problem`)
      if (rows.length === 0) return
      yield rows.map((row) => `${JSON.stringify(row)}\n`).join('')
    }
  }
  await writeTenantFile(session.tenantId, problemsKey(operationId), Readable.from(lines(), { objectMode: false }))
  await session.query('CLOSE every_problem')
}

async function listDepartmentKeys(session: CopySession): Promise<string[]> {
  const { rows } = await session.query<{ key: string }>('SELECT key FROM import_known_departments ORDER BY key LIMIT 2000')
  return rows.map(({ key }) => key)
}

interface ProblemRecord {
  kind: ImportKind
  field: AnyField | null
  code: string
  count: number
  line: number
  value: string | null
  detail: string | null
  subject: string | null
}
