import { CsvLink } from '@/components/operator/csv-link'
import { FilterBar } from '@/components/operator/filter-bar'
import { Operators } from '@/components/operator/operators'
import { RoleMatrix } from '@/components/operator/role-matrix'
import { CrumbBar } from '@/components/ui'
import { isOperatorRole, listOperators, OPERATOR_PERMISSIONS, OPERATOR_ROLES, type OperatorRole } from '@/lib/auth'
import { csvHref, type Query, readListAddress } from '../../list-address'
import { office } from '../../office'
import { changeOperator, createOperator } from './operator-actions'

const ROLES = Object.keys(OPERATOR_ROLES) as OperatorRole[]
const STATUSES = ['active', 'disabled'] as const

export async function generateMetadata() {
  const { t } = await office('operator:manage')
  return { title: t('title', { page: t('operators.page') }) }
}

export default async function OperatorsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const desk = await office('operator:manage')
  const { t, principal, moment } = desk
  const list = readListAddress('/operators', await searchParams, ['search', 'role', 'status'])
  const search = list.filters.search?.slice(0, 100)
  const role = list.filters.role && isOperatorRole(list.filters.role) ? list.filters.role : undefined
  const status = STATUSES.find((known) => known === list.filters.status)
  const [operators, everybody] = await Promise.all([listOperators(principal, { search, role, status }), listOperators(principal)])
  const active = everybody.filter((operator) => operator.status === 'active')
  const any = { value: '', label: t('common.any') }
  return (
    <>
      <CrumbBar crumbs={[{ label: t('operators.page') }]} />
      <div className="page">
        <Operators
          sentence={t('operators.sentence', { count: active.length, missing: active.filter(({ hasTotp }) => !hasTotp).length })}
          filter={
            <FilterBar
              action="/operators"
              search={{ value: search ?? '', label: t('operators.search') }}
              filters={[
                {
                  name: 'role',
                  label: t('operators.role'),
                  value: role ?? '',
                  options: [any, ...ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))],
                },
                {
                  name: 'status',
                  label: t('operators.state'),
                  value: status ?? '',
                  options: [any, ...STATUSES.map((value) => ({ value, label: t(`operators.${value}`) }))],
                },
              ]}
              end={<CsvLink href={csvHref(list.withFilters({}))} label={t('common.csv')} />}
            />
          }
          nothing={t('operators.noMatch')}
          operators={operators.map(({ id, name, email, role: ownRole, status: state, hasTotp, lastSignInAt }) => ({
            id,
            name,
            email,
            role: ownRole,
            isActive: state === 'active',
            hasTotp,
            isSelf: id === principal.operatorId,
            lastSignIn: lastSignInAt && moment(lastSignInAt),
          }))}
          create={createOperator}
          change={changeOperator}
        />
        <RoleMatrix
          roles={ROLES.map((key) => ({ key, label: t(`roles.${key}`), permissions: OPERATOR_ROLES[key] }))}
          permissions={OPERATOR_PERMISSIONS}
          words={{
            title: t('operators.matrix'),
            note: t('operators.matrixNote'),
            permission: t('operators.permission'),
            yes: t('operators.yes'),
            no: t('operators.no'),
          }}
        />
      </div>
    </>
  )
}
