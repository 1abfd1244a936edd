import type { EventType } from './webhook-input'

interface Recorded {
  action: string
  subjectKind: string
  subjectId: string
  detail: unknown
}

/** The body that is signed and sent: what, when, and of whom. */
export const eventBody = (type: string, at: Date, data: Record<string, unknown>): string =>
  JSON.stringify({ type, timestamp: at.toISOString(), data })

const JOBS = { job: 'person.changed', leave: 'person.left', rehire: 'person.rehired' } as const

/** What a record of the trail means to others; null where it is nobody's business. A plan is told of on its day. */
export function eventOf({ action, subjectKind, subjectId, detail }: Recorded): { type: EventType; data: Record<string, unknown> } | null {
  const { fields, on, kind, isPlanned } = (detail ?? {}) as {
    fields?: string[]
    on?: string
    kind?: keyof typeof JOBS
    isPlanned?: boolean
  }
  if (isPlanned === true) return null
  const data = { [subjectKind]: { id: subjectId }, ...(fields && { fields }), ...(on && { on }) }
  const types: Record<string, EventType> = {
    'person.hired': 'person.hired',
    'person.updated': 'person.changed',
    'person.job_changed': 'person.changed',
    'person.let_go': 'person.left',
    'person.rehired': 'person.rehired',
    'department.updated': 'department.changed',
  }
  if (action === 'salary.changed') return { type: 'person.changed', data: { ...data, fields: ['salary'] } }
  if (action === 'people.imported') return { type: 'people.imported', data: { import: { id: subjectId } } }
  if (action === 'person.plan_applied' && kind) return { type: JOBS[kind], data }
  const type = types[action]
  return type ? { type, data } : null
}
