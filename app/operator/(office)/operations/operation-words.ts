import type { OperationLine } from '@/components/operator/operation-lines'
import { durationWord, kindWord, stepWord, type Words } from '@/components/operator/words'
import { nameOperators } from '@/lib/auth'
import { isOver, type OperationView } from '@/lib/operations'
import type { Office } from '../../office'

export function tookWord(t: Words, { createdAt, finishedAt }: Pick<OperationView, 'createdAt' | 'finishedAt'>): string {
  return finishedAt ? durationWord(t, Date.parse(finishedAt) - Date.parse(createdAt)) : ''
}

/** What there is to say of an operation in one line: the error, the step at work, or the numbers it counted. */
export function operationNote(t: Words, operation: OperationView): string {
  if (operation.error) return operation.error.message
  const step = operation.steps.find(({ state }) => state === 'running')
  if (step) return progressWord(t, step.progress) ?? stepWord(t, step.name)
  if (!isOver(operation)) return t('operations.waitingWorker')
  return (
    operation.steps
      .map(({ progress }) => progressWord(t, progress))
      .filter(Boolean)
      .at(-1) ?? ''
  )
}

export function progressWord(t: Words, progress: OperationView['steps'][number]['progress']): string | null {
  if (!progress) return null
  const unit = t.has(`operations.unit.${progress.unit}`) ? t(`operations.unit.${progress.unit}`) : (progress.unit ?? '')
  return progress.total
    ? t('operations.progressOf', { done: progress.done, total: progress.total, unit })
    : t('operations.progress', { done: progress.done, unit })
}

export function operationLine({ t, moment }: Office, operation: OperationView): OperationLine {
  return {
    id: operation.id,
    state: operation.state,
    stateWord: t(`opStates.${operation.state}`),
    kind: kindWord(t, operation.kind),
    note: operationNote(t, operation),
    took: tookWord(t, operation),
    when: moment(operation.createdAt),
  }
}

/** Who asked, by name where it was an operator. */
export async function askedBy(t: Words, operations: OperationView[]): Promise<(operation: OperationView) => string> {
  const names = await nameOperators(
    operations.filter(({ requestedBy }) => requestedBy.kind === 'operator').map(({ requestedBy }) => requestedBy.id),
  )
  return ({ requestedBy: { kind, id } }) => names.get(id) ?? (t.has(`audit.actors.${kind}`) ? t(`audit.actors.${kind}`) : kind)
}
