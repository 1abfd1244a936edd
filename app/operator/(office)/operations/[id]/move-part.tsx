import { MoveScreen } from '@/components/operator/move-screen'
import { getTenant } from '@/lib/catalog'
import { getMove } from '@/lib/lifecycle'
import type { OperationView } from '@/lib/operations'
import { formatBytes } from '@/lib/portal'
import type { Office } from '../../../office'
import { cancelMove, purgeFormer } from '../../tenants/[slug]/move/move-actions'
import { retryOperation } from '../operation-actions'

/** The page of an operation that moves a tenant. */
export async function MovePart({ desk, operation }: { desk: Office; operation: OperationView }) {
  const { principal, locale, moment, may } = desk
  const move = await getMove(principal, operation.id)
  const { branding } = await getTenant(move.tenant.id)
  const canAct = may('tenant:move')
  return (
    <MoveScreen
      initial={operation}
      initialMove={move}
      mark={branding?.colours ? { name: branding.mark, ...branding.colours } : null}
      words={{
        bytes: formatBytes(move.facts.bytesTotal ?? 0, locale),
        keptUntil: move.former ? moment(move.former.keptUntil).exact : '',
        purgedAt: move.former?.purgedAt ? moment(move.former.purgedAt).exact : '',
      }}
      cancel={canAct ? cancelMove : null}
      retry={canAct ? retryOperation : null}
      purge={canAct ? purgeFormer : null}
    />
  )
}
