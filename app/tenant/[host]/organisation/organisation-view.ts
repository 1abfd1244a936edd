import type { OrgColumns, OrgNode } from '@/components/portal/org-chart/org-node'
import type { Principal } from '@/lib/auth'
import { getOrganisationPath, listDepartments, listReports, type Report } from '@/lib/hr'
import { fullName } from '@/lib/portal'
import type { TenantDb } from '@/lib/tenancy'

const departmentKey = (id: string) => `d:${id}`

/** People of a column as cards; in the chart by department, a first column hangs below the department's card. */
export function toNodes(reports: Report[], { department }: { department?: string }): OrgNode[] {
  return reports.map((report) => ({
    key: report.id,
    parent: report.parentId ?? (department ? departmentKey(department) : null),
    personId: report.id,
    department,
    name: fullName(report),
    detail: report.title || (report.departmentName ?? ''),
    direct: report.directReports,
    all: report.allReports,
  }))
}

/** What a chart begins with: its first column, and where that is one card alone, what is below it. */
export async function openTop(db: TenantDb, principal: Principal, by: 'manager' | 'department'): Promise<OrgColumns> {
  if (by === 'department') return { nodes: await departmentNodes(db, principal), open: [], chosen: null }
  const first = toNodes(await listReports(db, principal, {}), {})
  const only = first.length === 1 ? first[0]! : undefined
  const below = only ? toNodes(await listReports(db, principal, { manager: only.personId }), {}) : []
  return { nodes: [...first, ...below], open: only ? [only.key] : [], chosen: only?.key ?? null }
}

/** Every column that leads to a person. */
export async function openPath(db: TenantDb, principal: Principal, personId: string, by: 'manager' | 'department'): Promise<OrgColumns> {
  const { ids, departmentId } = await getOrganisationPath(db, principal, personId, by)
  const department = by === 'department' ? (departmentId ?? 'none') : undefined
  const [first, ...columns] = await Promise.all([
    department ? departmentNodes(db, principal) : [],
    ...[undefined, ...ids].map(async (manager) => toNodes(await listReports(db, principal, { manager, department }), { department })),
  ])
  const open = [...(department ? [departmentKey(department)] : []), ...ids]
  return { nodes: [...first, ...columns.flat()], open, chosen: personId }
}

async function departmentNodes(db: TenantDb, principal: Principal): Promise<OrgNode[]> {
  const [departments, others] = await Promise.all([listDepartments(db, principal), listReports(db, principal, { department: 'none' })])
  const nodes = departments.map(({ id, name, head, activePeople }) => ({
    key: departmentKey(id),
    parent: null,
    department: id,
    name,
    detail: head ? fullName(head) : '',
    direct: activePeople,
    all: activePeople,
  }))
  const count = others.reduce((sum, report) => sum + 1 + report.allReports, 0)
  return count === 0
    ? nodes
    : [...nodes, { key: departmentKey('none'), parent: null, department: 'none', name: '', detail: '', direct: count, all: count }]
}
