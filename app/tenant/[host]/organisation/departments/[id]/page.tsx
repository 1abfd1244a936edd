import { notFound } from 'next/navigation'
import { cache } from 'react'
import { DepartmentMenu } from '@/components/portal/department-menu'
import { DepartmentPage } from '@/components/portal/department-page'
import { hasPermission } from '@/lib/auth'
import { isAppError, now, todayIn } from '@/lib/core'
import { getDepartment, listDepartmentCosts, listPeople, mayReadAll } from '@/lib/hr'
import { translator } from '@/lib/portal'
import { createDepartment, deleteDepartment, mergeDepartments, updateDepartment } from '../../../department-actions'
import { PortalPage } from '../../../portal-page'
import { type Portal, requirePortal } from '../../../portal-request'
import { departmentFacts, departmentView, departmentWords, LIST_HREF } from '../department-view'

type Props = { params: Promise<{ id: string }> }

const findDepartment = cache(({ db, principal }: Portal, id: string) =>
  getDepartment(db, principal, id).catch((error) => {
    if (isAppError(error) && error.code === 'not_found') notFound()
    throw error
  }),
)

export async function generateMetadata({ params }: Props) {
  const portal = await requirePortal('people:read')
  const { name } = await findDepartment(portal, (await params).id)
  return { title: translator(portal.locale, 'portal')('title', { page: name, product: portal.tenant.branding.productName }) }
}

export default async function Page({ params }: Props) {
  const portal = await requirePortal('people:read')
  const { db, principal, tenant, locale } = portal
  const today = todayIn(tenant.timeZone, now())
  const department = await findDepartment(portal, (await params).id)
  const [people, costs] = await Promise.all([
    listPeople(db, principal, { department: [department.id] }, today),
    mayReadAll(principal, 'salary') ? listDepartmentCosts(db, principal, today) : undefined,
  ])
  const actions = { create: createDepartment, update: updateDepartment, merge: mergeDepartments, remove: deleteDepartment }
  return (
    <PortalPage portal={portal} place="organisation">
      <DepartmentPage
        {...departmentView(portal, department, people, costs, today)}
        action={
          hasPermission(principal, 'people:write') && (
            <DepartmentMenu
              department={departmentFacts(department)}
              listHref={LIST_HREF}
              actions={actions}
              words={departmentWords(locale)}
            />
          )
        }
      />
    </PortalPage>
  )
}
