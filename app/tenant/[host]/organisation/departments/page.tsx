import { DepartmentMenu } from '@/components/portal/department-menu'
import { DepartmentsPage } from '@/components/portal/departments-page'
import { hasPermission } from '@/lib/auth'
import { now, todayIn } from '@/lib/core'
import { listDepartmentCosts, listDepartments, mayReadAll } from '@/lib/hr'
import { translator } from '@/lib/portal'
import { createDepartment, deleteDepartment, mergeDepartments, updateDepartment } from '../../department-actions'
import { PortalPage } from '../../portal-page'
import { requirePortal } from '../../portal-request'
import { departmentsView, departmentWords, LIST_HREF } from './department-view'

export async function generateMetadata() {
  const { tenant, locale } = await requirePortal('people:read')
  const page = translator(locale, 'organisation')('departments.title')
  return { title: translator(locale, 'portal')('title', { page, product: tenant.branding.productName }) }
}

export default async function Page() {
  const portal = await requirePortal('people:read')
  const { db, principal, tenant, locale } = portal
  const [departments, costs] = await Promise.all([
    listDepartments(db, principal),
    mayReadAll(principal, 'salary') ? listDepartmentCosts(db, principal, todayIn(tenant.timeZone, now())) : undefined,
  ])
  const actions = { create: createDepartment, update: updateDepartment, merge: mergeDepartments, remove: deleteDepartment }
  return (
    <PortalPage portal={portal} place="organisation">
      <DepartmentsPage
        {...departmentsView(portal, departments, costs)}
        action={
          hasPermission(principal, 'people:write') && (
            <DepartmentMenu listHref={LIST_HREF} actions={actions} words={departmentWords(locale)} />
          )
        }
      />
    </PortalPage>
  )
}
