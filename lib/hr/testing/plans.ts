import { expect } from 'vitest'
import { openCopySession, type Sql, type TenantDb } from '@/lib/tenancy'

export type Node = { 'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; Plans?: Node[] }

/** The plan that the application role gets: for these values, and the one for any values that a named statement settles for. */
export async function plansOf(db: TenantDb, statement: Sql): Promise<Node[][]> {
  return openCopySession(db, async (session) => {
    const explain = async (text: string, values: unknown[] = []) => {
      const { rows } = await session.query<{ 'QUERY PLAN': { Plan: Node }[] }>(`EXPLAIN (FORMAT JSON) ${text}`, values)
      return flat(rows[0]!['QUERY PLAN'][0]!.Plan)
    }
    const custom = await explain(statement.text, statement.values)
    await session.query(`SET LOCAL plan_cache_mode = force_generic_plan`)
    await session.query(`PREPARE generic AS ${statement.text}`)
    const nulls = statement.values.map(() => 'NULL').join()
    return [custom, await explain(nulls ? `EXECUTE generic (${nulls})` : 'EXECUTE generic')]
  })
}

export function flat(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(flat)]
}

/** Departments and fields are few, and read as a whole by right. */
export function sequentialScans(plan: Node[]): Node[] {
  const large = ['employees', 'salaries', 'employee_values']
  return plan.filter((node) => node['Node Type'].endsWith('Seq Scan') && large.includes(node['Relation Name']!))
}

export async function expectIndexed(db: TenantDb, statement: Sql): Promise<void> {
  for (const plan of await plansOf(db, statement)) expect(sequentialScans(plan), JSON.stringify(plan)).toEqual([])
}
