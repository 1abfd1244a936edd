import type { CopySession } from '@/lib/tenancy'
import type { AnyField, ImportKind, Mapping } from './fields'

export interface Written {
  created: number
  updated: number
  unchanged: number
}

/** How many of the good rows are new, and how many are about somebody who is there already. */
export async function countRows(session: CopySession, kind: ImportKind): Promise<{ ready: number; known: number }> {
  const match: Record<ImportKind, string> = {
    departments: `EXISTS (SELECT FROM ${session.table('departments')} d WHERE d.code = i.code)`,
    employees: `EXISTS (SELECT FROM ${session.table('employees')} e WHERE e.number = i.number)`,
    salaries: `EXISTS (SELECT FROM ${session.table('employees')} e JOIN ${session.table('salaries')} s ON s.employee_id = e.id
                        WHERE e.number = i.employee AND s.from_date = i.from_date)`,
  }
  const { rows } = await session.query<{ ready: number; known: number }>(
    `SELECT count(*)::integer AS ready, count(*) FILTER (WHERE ${match[kind]})::integer AS known FROM import_${kind} i`,
  )
  return rows[0]!
}

/**
 * Writes the good rows. A field whose column was chosen takes what the file says, empty included; the others keep what they have.
 * Rows that are as the file says already are not touched, so that a second run changes nothing.
 */
export async function writeRows(session: CopySession, kind: ImportKind, mapping: Mapping): Promise<number> {
  const write = { departments: writeDepartments, employees: writeEmployees, salaries: writeSalaries }[kind]
  return write(session, (field) => mapping[field] !== undefined)
}

type IsMapped = (field: AnyField) => boolean

async function writeDepartments(session: CopySession): Promise<number> {
  const { rowCount } = await session.query(
    `INSERT INTO ${session.table('departments')} AS d (tenant_id, id, code, name)
     SELECT $1, sec.uuid_v7(), i.code, i.name FROM import_departments i ORDER BY i.line
         ON CONFLICT (tenant_id, code) DO UPDATE SET name = excluded.name, updated_at = now() WHERE d.name IS DISTINCT FROM excluded.name`,
    [session.tenantId],
  )
  return rowCount ?? 0
}

async function writeEmployees(session: CopySession, isMapped: IsMapped): Promise<number> {
  const employees = session.table('employees')
  const sets = employeeUpdates(isMapped)
  const update = sets.length
    ? `DO UPDATE SET ${sets.map(([column, value]) => `${column} = ${value}`).join(', ')}, updated_at = now()
        WHERE (${sets.map(([column]) => `e.${column}`).join(', ')}) IS DISTINCT FROM (${sets.map(([, value]) => value).join(', ')})`
    : 'DO NOTHING'
  // tenant_id as a value: the column's default would verify the context once a row. The rows of one statement may refer to each
  // other, because a foreign key is checked at its end.
  const { rowCount } = await session.query(
    `INSERT INTO ${employees} AS e
       (tenant_id, id, number, first_name, last_name, gender, birth_date, email, title, department_id, manager_id, status, hired_on, left_on)
     SELECT $1, coalesce(x.id, i.id), i.number, i.first_name, i.last_name, i.gender, i.birth_date, i.email, i.title,
            d.id, coalesce(xm.id, im.id), i.status, i.hired_on, i.left_on
       FROM import_employees i
       LEFT JOIN ${employees} x ON x.number = i.number
       LEFT JOIN (SELECT k.key, n.id FROM import_known_departments k JOIN ${session.table('departments')} n ON n.code = k.code) d ON d.key = i.department
       LEFT JOIN ${employees} xm ON xm.number = i.manager
       LEFT JOIN import_employees im ON im.number = i.manager
         ON CONFLICT (tenant_id, number) ${update}`,
    [session.tenantId],
  )
  return rowCount ?? 0
}

/** Column -> what an existing person gets. */
function employeeUpdates(isMapped: IsMapped): [column: string, value: string][] {
  const hasLeaving = isMapped('status') || isMapped('leftOn')
  const columns: [column: string, isChosen: boolean][] = [
    ['first_name', isMapped('firstName') || isMapped('fullName')],
    ['last_name', isMapped('lastName') || isMapped('fullName')],
    ['gender', isMapped('gender')],
    ['birth_date', isMapped('birthDate')],
    ['email', isMapped('email')],
    ['title', isMapped('title')],
    ['department_id', isMapped('department')],
    ['manager_id', isMapped('manager')],
    ['status', hasLeaving],
    ['hired_on', isMapped('hiredOn')],
  ]
  const sets = columns.filter(([, isChosen]) => isChosen).map(([column]): [string, string] => [column, `excluded.${column}`])
  // Whoever left keeps the day that is known if the file has none; whoever works here again loses it.
  if (hasLeaving) {
    sets.push(['left_on', `CASE WHEN excluded.status = 'left' THEN coalesce(excluded.left_on, e.left_on) ELSE excluded.left_on END`])
  }
  return sets
}

async function writeSalaries(session: CopySession): Promise<number> {
  const { rowCount } = await session.query(
    `INSERT INTO ${session.table('salaries')} AS s (tenant_id, id, employee_id, amount_minor, currency, period, from_date, to_date)
     SELECT $1, i.id, e.id, i.amount_minor, i.currency, i.period, i.from_date, i.to_date
       FROM import_salaries i JOIN ${session.table('employees')} e ON e.number = i.employee
         ON CONFLICT (tenant_id, employee_id, from_date)
         DO UPDATE SET amount_minor = excluded.amount_minor, currency = excluded.currency, period = excluded.period, to_date = excluded.to_date
         WHERE (s.amount_minor, s.currency, s.period, s.to_date) IS DISTINCT FROM (excluded.amount_minor, excluded.currency, excluded.period, excluded.to_date)`,
    [session.tenantId],
  )
  return rowCount ?? 0
}

/** Heads of departments, once their people are there. A head who is not there yet leaves the department as it is. */
export async function writeHeads(session: CopySession): Promise<void> {
  await session.query(
    `UPDATE ${session.table('departments')} d SET head_id = e.id, updated_at = now()
       FROM import_departments i LEFT JOIN ${session.table('employees')} e ON e.number = i.head
      WHERE d.code = i.code AND d.head_id IS DISTINCT FROM e.id AND (i.head IS NULL OR e.id IS NOT NULL)`,
  )
}

/** Files often say that somebody left and not when: then it was the end of their last pay. Returns for how many. */
export async function fillLeavingDates(session: CopySession): Promise<number> {
  const { rowCount } = await session.query(
    `UPDATE ${session.table('employees')} e SET left_on = s.ended, updated_at = now()
       FROM (SELECT l.id, (SELECT max(coalesce(p.to_date, 'infinity')) FROM ${session.table('salaries')} p WHERE p.employee_id = l.id) AS ended
               FROM ${session.table('employees')} l WHERE l.status = 'left' AND l.left_on IS NULL) s
      WHERE e.id = s.id AND s.ended < 'infinity' AND s.ended >= e.hired_on`,
  )
  return rowCount ?? 0
}
