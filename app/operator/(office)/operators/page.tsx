import { Operators } from '@/components/operator/operators'
import { CrumbBar } from '@/components/ui'
import { listOperators } from '@/lib/auth'
import { office } from '../../office'
import { changeOperator, createOperator } from './operator-actions'

export async function generateMetadata() {
  const { t } = await office('operator:manage')
  return { title: t('title', { page: t('operators.page') }) }
}

export default async function OperatorsPage() {
  const desk = await office('operator:manage')
  const { t, principal, moment } = desk
  const operators = await listOperators(principal)
  const active = operators.filter(({ status }) => status === 'active')
  return (
    <>
      <CrumbBar crumbs={[{ label: t('operators.page') }]} />
      <div className="page">
        <Operators
          sentence={t('operators.sentence', { count: active.length, missing: active.filter(({ hasTotp }) => !hasTotp).length })}
          operators={operators.map(({ id, name, email, role, status, hasTotp, lastSignInAt }) => ({
            id,
            name,
            email,
            role,
            isActive: status === 'active',
            hasTotp,
            isSelf: id === principal.operatorId,
            lastSignIn: lastSignInAt && moment(lastSignInAt),
          }))}
          create={createOperator}
          change={changeOperator}
        />
      </div>
    </>
  )
}
