import { z } from 'zod'
import { getOrganisationPath, listReports, ReportsQuery } from '@/lib/hr'
import { defineEndpoint } from '../frame/define-endpoint'

const ReportView = z.object({
  id: z.uuid(),
  firstName: z.string(),
  lastName: z.string(),
  title: z.string(),
  departmentName: z.string().nullable(),
  parentId: z.uuid().nullable(),
  directReports: z.number().int(),
  allReports: z.number().int(),
})

export const ORGANISATION_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/organisation',
    name: 'listReports',
    summary: 'Who reports to a manager, or whom nobody above holds; of all or of one department, one step or everybody below',
    tag: 'organisation',
    auth: { tenant: 'people:read' },
    query: ReportsQuery,
    output: z.object({ items: z.array(ReportView) }),
    run: async ({ db, principal, query }) => ({ items: await listReports(db, principal, query) }),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/people/{id}/path',
    name: 'showOrganisationPath',
    summary: 'Where a person stands: ids from the top of the organisation, or of the department, down to them',
    tag: 'organisation',
    auth: { tenant: 'people:read' },
    params: z.object({ id: z.uuid() }),
    query: z.strictObject({ by: z.enum(['manager', 'department']).default('manager') }),
    output: z.object({ ids: z.array(z.uuid()), departmentId: z.uuid().nullable() }),
    run: ({ db, principal, params, query }) => getOrganisationPath(db, principal, params.id, query.by),
  }),
]
