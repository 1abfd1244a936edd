import { notFound } from 'next/navigation'
import { OperationPage } from '@/components/operator/operation-page'
import { kindWord } from '@/components/operator/words'
import { CrumbBar } from '@/components/ui'
import { nameTenants } from '@/lib/catalog'
import { MOVING_KINDS } from '@/lib/lifecycle'
import { findOperation } from '@/lib/operations'
import { office } from '../../../office'
import { cancelOperation, retryOperation } from '../operation-actions'
import { askedBy } from '../operation-words'
import { MovePart } from './move-part'

type Props = { params: Promise<{ id: string }> }

async function readOperation(params: Props['params']) {
  const desk = await office('operation:read')
  const operation = await findOperation((await params).id)
  if (!operation) notFound()
  const tenant = operation.tenantId ? (await nameTenants([operation.tenantId])).get(operation.tenantId) : undefined
  return {
    desk,
    operation,
    tenant,
    title: desk.t('operations.heading', { kind: kindWord(desk.t, operation.kind), tenant: tenant?.name ?? desk.t('operations.noTenant') }),
  }
}

export async function generateMetadata({ params }: Props) {
  const { desk, title } = await readOperation(params)
  return { title: desk.t('title', { page: title }) }
}

export default async function OneOperationPage({ params }: Props) {
  const { desk, operation, tenant, title } = await readOperation(params)
  const { t, moment } = desk
  const by = await askedBy(t, [operation])
  const canAct = desk.may(operation.kind === 'people.import' ? 'import:run' : 'tenant:update')
  return (
    <>
      <CrumbBar crumbs={[{ label: t('operations.page'), href: '/operations' }, { label: title }]} />
      <div className="page">
        {MOVING_KINDS.includes(operation.kind) ? (
          <MovePart desk={desk} operation={operation} />
        ) : (
          <OperationPage
            initial={operation}
            tenant={tenant ?? null}
            asked={{ by: by(operation), when: moment(operation.createdAt) }}
            cancel={canAct ? cancelOperation : null}
            retry={canAct ? retryOperation : null}
          />
        )}
      </div>
    </>
  )
}
