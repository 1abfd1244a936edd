import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { CopySession } from '@/lib/tenancy'
import type { ImportKind } from './fields'
import { judgeManagers, LEFT_OUT, OUTSIDE, UNKNOWN } from './manager-tree'

/** How a row is named in a report: by whom or what it is about. */
const SUBJECT: Record<ImportKind, string> = {
  departments: 'i.name',
  employees: `concat_ws(' ', nullif(i.first_name, ''), nullif(i.last_name, ''))`,
  salaries: 'i.employee',
}

/**
 * Rules that need more than one row, as sets. After each, the rows that broke it leave the temporary table, so that the next
 * rule, and in the end the import, sees good rows alone. Departments come first, salaries last, because they refer to each other
 * in that order.
 */
export async function checkRows(session: CopySession, kinds: readonly ImportKind[]): Promise<void> {
  const has = (kind: ImportKind) => kinds.includes(kind)
  for (const kind of kinds) await takeRowProblems(session, kind)
  if (has('departments')) await takeTwice(session, 'departments', ['code'], 'code', 'code_twice')
  await findDepartments(session)
  if (has('employees')) {
    await takeTwice(session, 'employees', ['number'], 'number', 'number_twice')
    await take(session, 'employees', {
      column: 'department',
      code: `'department_unknown'`,
      where: 'i.department IS NOT NULL AND NOT EXISTS (SELECT FROM import_known_departments d WHERE d.key = i.department)',
    })
    await takeBadManagers(session)
  }
  if (has('salaries')) {
    const isLeftOut = 'EXISTS (SELECT FROM import_left_out l WHERE l.number = i.employee)'
    await take(session, 'salaries', {
      column: 'employee',
      code: `CASE WHEN ${isLeftOut} THEN 'employee_left_out' ELSE 'employee_unknown' END`,
      where: `NOT EXISTS (SELECT FROM import_employees e WHERE e.number = i.employee)
        AND NOT EXISTS (SELECT FROM ${session.table('employees')} e WHERE e.number = i.employee)`,
    })
    await takeTwice(session, 'salaries', ['employee', 'from_date'], 'fromDate', 'salary_twice')
  }
}

/** What the parser found in rows by themselves. */
async function takeRowProblems(session: CopySession, kind: ImportKind): Promise<void> {
  await session.query(`
    INSERT INTO import_problems (kind, line, field, code, value, detail, subject)
    SELECT '${kind}', i.line, p ->> 'field', p ->> 'code', p ->> 'value', p ->> 'detail', ${SUBJECT[kind]}
      FROM import_${kind} i, jsonb_array_elements(i.problems::jsonb) p WHERE i.problems IS NOT NULL`)
  await leaveOut(session, kind)
}

/** The first of equal rows is taken, the others are told where it stands. */
async function takeTwice(session: CopySession, kind: ImportKind, keys: string[], field: string, code: string): Promise<void> {
  const key = keys.join(', ')
  const { rowCount } = await session.query(`
    INSERT INTO import_problems (kind, line, field, code, value, detail, subject)
    SELECT '${kind}', i.line, '${field}', '${code}', i.${keys.at(-1)}::text, f.line::text, ${SUBJECT[kind]}
      FROM (SELECT ${key}, min(line) AS line FROM import_${kind} GROUP BY ${key} HAVING count(*) > 1) f JOIN import_${kind} i USING (${key})
     WHERE i.line <> f.line`)
  if (rowCount) await leaveOut(session, kind)
}

/** Rows for which a condition holds; the column is called as its field is. */
async function take(
  session: CopySession,
  kind: ImportKind,
  { column, code, where }: { column: string; code: string; where: string },
): Promise<void> {
  const { rowCount } = await session.query(`
    INSERT INTO import_problems (kind, line, field, code, value, detail, subject)
    SELECT '${kind}', i.line, '${column}', ${code}, i.${column}, '', ${SUBJECT[kind]} FROM import_${kind} i WHERE ${where}`)
  if (rowCount) await leaveOut(session, kind)
}

async function leaveOut(session: CopySession, kind: ImportKind): Promise<void> {
  const { rows } = await session.query<{ number: string }>(`
    WITH gone AS (
      DELETE FROM import_${kind} i WHERE EXISTS (SELECT FROM import_problems p WHERE p.kind = '${kind}' AND p.line = i.line) RETURNING i.*
    ), kept AS (
      INSERT INTO import_left_out (number) ${kind === 'employees' ? 'SELECT number FROM gone WHERE number IS NOT NULL' : 'SELECT NULL WHERE false'}
    )
    SELECT count(*)::text AS number FROM gone`)
  if (rows[0]!.number !== '0') await session.query('ANALYZE import_left_out, import_problems')
}

/** Code, and name where no code is equal, of every department there will be -> its id. */
async function findDepartments(session: CopySession): Promise<void> {
  await session.query(`
    CREATE TEMP TABLE import_known_departments ON COMMIT DROP AS
    WITH known AS (
      SELECT code, name, id FROM ${session.table('departments')} d WHERE NOT EXISTS (SELECT FROM import_departments i WHERE i.code = d.code)
      UNION ALL
      SELECT i.code, i.name, d.id FROM import_departments i LEFT JOIN ${session.table('departments')} d ON d.code = i.code
    )
    SELECT code AS key, code, id FROM known
    UNION ALL
    SELECT name, min(code), (array_agg(id ORDER BY code))[1] FROM known k
     WHERE NOT EXISTS (SELECT FROM known c WHERE c.code = k.name) GROUP BY name`)
  await session.query('ANALYZE import_known_departments')
}

/** Managers who are in the portal and not in the file may stand, somewhere above, below people of the file: such are followed up to them. */
async function takeBadManagers(session: CopySession): Promise<void> {
  const employees = session.table('employees')
  await session.query(`
    CREATE TEMP TABLE import_outside ON COMMIT DROP AS
    WITH RECURSIVE climb AS (
      SELECT e.number AS bottom, e.number, e.manager_id FROM ${employees} e
       WHERE e.number IN (SELECT manager FROM import_employees) AND NOT EXISTS (SELECT FROM import_employees i WHERE i.number = e.number)
      UNION
      SELECT c.bottom, m.number, m.manager_id FROM climb c JOIN ${employees} m ON m.id = c.manager_id
       WHERE NOT EXISTS (SELECT FROM import_employees i WHERE i.number = c.number)
    )
    SELECT c.bottom, max(i.line) AS line FROM climb c LEFT JOIN import_employees i ON i.number = c.number GROUP BY c.bottom`)
  const { rows } = await session.query<{ last: number | null }>('SELECT max(line) AS last FROM import_employees')
  const size = (rows[0]!.last ?? 0) + 1
  const managers = new Int32Array(size)
  const hasRow = new Uint8Array(size)
  const edges = session.copyTo(`COPY (
    SELECT i.line, CASE WHEN m.line IS NOT NULL THEN m.line
                        WHEN o.bottom IS NOT NULL THEN coalesce(o.line, ${OUTSIDE})
                        WHEN EXISTS (SELECT FROM import_left_out l WHERE l.number = i.manager) THEN ${LEFT_OUT}
                        ELSE ${UNKNOWN} END
      FROM import_employees i
      LEFT JOIN import_employees m ON m.number = i.manager
      LEFT JOIN import_outside o ON o.bottom = i.manager
     WHERE i.manager IS NOT NULL) TO STDOUT`)
  let rest = ''
  for await (const chunk of edges as AsyncIterable<Buffer>) {
    const lines = (rest + chunk.toString('latin1')).split('\n')
    rest = lines.pop()!
    for (const line of lines) {
      const at = line.indexOf('\t')
      managers[Number(line.slice(0, at))] = Number(line.slice(at + 1))
      hasRow[Number(line.slice(0, at))] = 1
    }
  }
  await session.query('CREATE TEMP TABLE import_tree (line integer, code text) ON COMMIT DROP')
  let bad = 0
  const text = function* () {
    for (const [line, code] of judgeManagers(managers, hasRow)) {
      bad++
      yield `${line}\t${code}\n`
    }
  }
  await pipeline(Readable.from(text(), { objectMode: false }), session.copyFrom('COPY import_tree FROM STDIN'))
  if (bad === 0) return
  await session.query(`
    INSERT INTO import_problems (kind, line, field, code, value, detail, subject)
    SELECT 'employees', i.line, 'manager', t.code, i.manager, '', ${SUBJECT.employees} FROM import_tree t JOIN import_employees i ON i.line = t.line`)
  await leaveOut(session, 'employees')
}
