import type { OperationState, OperationView } from '@/lib/operations'

export type { OperationState, OperationView }

export const isFinished = ({ state }: Pick<OperationView, 'state'>) => state !== 'queued' && state !== 'running'

/** Milliseconds from being asked for to the end; to `nowAt` while it lasts. */
export function elapsed({ createdAt, finishedAt }: Pick<OperationView, 'createdAt' | 'finishedAt'>, nowAt: number): number {
  return Math.max(0, (finishedAt ? Date.parse(finishedAt) : nowAt) - Date.parse(createdAt))
}
