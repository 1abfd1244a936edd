import type { PlainDate } from '../types'

export const JOB_FIELDS = ['title', 'department', 'manager'] as const
export type JobField = (typeof JOB_FIELDS)[number]

/** What a row of job_changes says from its day on. */
export interface JobChange {
  id: string
  kind: 'job' | 'leave' | 'rehire'
  effectiveOn: PlainDate
  /** The fields that it changes: null is a value too. */
  sets: readonly JobField[]
  title: string
  departmentId: string | null
  managerId: string | null
}

export interface JobState {
  title: string
  departmentId: string | null
  managerId: string | null
  status: 'active' | 'left'
  hiredOn: PlainDate
  leftOn: PlainDate | null
}

/** Of two changes of a day a leave comes first, and a rehire before what the new job is. */
const RANK = { leave: 0, rehire: 1, job: 2 } as const

export function inOrder(a: JobChange, b: JobChange): number {
  return a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : RANK[a.kind] - RANK[b.kind] || (a.id < b.id ? -1 : 1)
}

/**
 * The state after a change takes effect. `applied` are those that took effect already, in whatever order they were written down: a
 * change for a day that is past leaves alone what a later one has set since.
 */
export function applyChange(state: JobState, change: JobChange, applied: readonly JobChange[]): JobState {
  const isOutdated = (field: JobField) => applied.some((other) => other.sets.includes(field) && inOrder(change, other) < 0)
  const next = { ...state }
  for (const field of change.sets) {
    if (isOutdated(field)) continue
    if (field === 'title') next.title = change.title
    if (field === 'department') next.departmentId = change.departmentId
    if (field === 'manager') next.managerId = change.managerId
  }
  const isBehind = (kinds: readonly JobChange['kind'][]) =>
    applied.some((other) => kinds.includes(other.kind) && inOrder(change, other) < 0)
  if (change.kind === 'rehire' && !isBehind(['rehire'])) next.hiredOn = change.effectiveOn
  if (change.kind === 'job' || isBehind(['leave', 'rehire'])) return next
  return change.kind === 'leave' ? { ...next, status: 'left', leftOn: change.effectiveOn } : { ...next, status: 'active', leftOn: null }
}

export type JobRefusal = 'before_hire' | 'has_left' | 'leaves_already' | 'works_here' | 'before_left'

/** Why a change cannot stand beside what is known of the person, planned changes included; null if it can. */
export function refuseChange(
  state: JobState,
  change: Pick<JobChange, 'kind' | 'effectiveOn'>,
  planned: readonly JobChange[],
): JobRefusal | null {
  const { kind, effectiveOn } = change
  const leave = planned.find((other) => other.kind === 'leave')
  const rehire = planned.find((other) => other.kind === 'rehire')
  if (kind === 'rehire') {
    if (state.status === 'active') return 'works_here'
    return state.leftOn && effectiveOn <= state.leftOn ? 'before_left' : null
  }
  if (kind === 'leave') {
    if (state.status === 'left') return 'has_left'
    if (leave && leave.effectiveOn !== effectiveOn) return 'leaves_already'
    return effectiveOn < state.hiredOn ? 'before_hire' : null
  }
  if (state.status === 'left') return rehire && effectiveOn >= rehire.effectiveOn ? null : 'has_left'
  if (effectiveOn < state.hiredOn) return 'before_hire'
  const lastDay = leave?.effectiveOn ?? state.leftOn
  return lastDay && effectiveOn > lastDay ? 'has_left' : null
}
