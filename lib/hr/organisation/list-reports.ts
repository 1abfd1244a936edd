import { type Principal, requirePermission } from '@/lib/auth'
import type { TenantDb } from '@/lib/tenancy'
import { parseInput } from '../parse-input'
import type { PersonName } from '../types'
import { type ReportRecord, reportsSql, reportTreeSql } from './organisation-sql'
import { ReportsQuery, type ReportsQueryInput } from './reports-query.schema'

export type Report = PersonName & {
  /** The manager in whose column the person stands; null in the first. */
  parentId: string | null
  title: string
  departmentName: string | null
  directReports: number
  /** Everybody below, the direct reports included. */
  allReports: number
}

/**
 * One column of the organisation chart, by name, the first 1,000; with `depth: 'all'` everybody below in any depth, the first 20,000,
 * parents first. Only people who work here: those whose manager left stand at the top.
 */
export async function listReports(db: TenantDb, principal: Principal, input: ReportsQueryInput): Promise<Report[]> {
  requirePermission(principal, 'people:read')
  const { depth, manager: managerId, department: departmentId } = parseInput(ReportsQuery, input)
  const of = { managerId, departmentId }
  if (depth === 'one') return (await db.$queryRaw<ReportRecord[]>(reportsSql(of))).map(toReport)
  const reports = (await db.$queryRaw<ReportRecord[]>(reportTreeSql(of))).map(toReport)
  countBelow(reports)
  return reports
}

/** Parents stand before their reports, so from the end each count is whole when it is passed on. */
function countBelow(reports: Report[]): void {
  const known = new Map(reports.map((report) => [report.id, report]))
  for (const report of reports.toReversed()) {
    const parent = report.parentId ? known.get(report.parentId) : undefined
    if (!parent || parent === report) continue
    parent.directReports += 1
    parent.allReports += 1 + report.allReports
  }
}

function toReport(record: ReportRecord): Report {
  return {
    id: record.id,
    parentId: record.parent_id,
    firstName: record.first_name,
    lastName: record.last_name,
    title: record.title,
    departmentName: record.department_name,
    directReports: record.direct,
    allReports: record.total,
  }
}
