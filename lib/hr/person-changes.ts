import type { JobRecord } from './person-sql'
import type { Pay, PersonChange, PlainDate, SalaryStep } from './types'

interface Facts {
  hiredOn: PlainDate
  leftOn: PlainDate | null
  departmentName: string | null
}

/** What happened to a job, oldest first, in the words of a timeline. */
function jobChanges(records: readonly JobRecord[], facts: Facts, today: PlainDate): PersonChange[] {
  const person = (id: string | null, firstName: string | null, lastName: string | null) =>
    id ? { id, firstName: firstName ?? '', lastName: lastName ?? '' } : null
  return records.flatMap((record): PersonChange[] => {
    const on = record.effective_on
    const isPlanned = on > today
    // The last leave stands in the person's own row, and so does a hire: only those before it are told from here.
    if (record.kind === 'leave') return on === facts.leftOn ? [] : [{ kind: 'left', on, isPlanned }]
    const rehired: PersonChange[] = record.kind === 'rehire' ? [{ kind: 'rehired', on, isPlanned }] : []
    if (record.sets.length === 0) return rehired
    const job: PersonChange = {
      kind: 'job',
      on,
      isPlanned,
      reason: record.reason,
      ...(record.sets.includes('title') && { title: { from: record.old_title ?? '', to: record.title } }),
      ...(record.sets.includes('department') && { departmentName: { from: record.old_department_name, to: record.department_name } }),
      ...(record.sets.includes('manager') && {
        manager: {
          from: person(record.old_manager_id, record.old_manager_first_name, record.old_manager_last_name),
          to: person(record.manager_id, record.manager_first_name, record.manager_last_name),
        },
      }),
    }
    return [...rehired, job]
  })
}

/** What happened to a person, newest first. Without `salaries` the reader may not see pay, and nothing here tells of it. */
export function personChanges(
  facts: Facts,
  salaries: SalaryStep[] | undefined,
  today: PlainDate,
  jobs: readonly JobRecord[] = [],
): PersonChange[] {
  const pay = ({ amountMinor, currency, period }: SalaryStep): Pay => ({ amountMinor, currency, period })
  const [first, ...later] = salaries ?? []
  // Of somebody who came again, the first day of all.
  const hiredOn = jobs.find(({ kind, old_hired_on }) => kind === 'rehire' && old_hired_on !== null)?.old_hired_on ?? facts.hiredOn
  // The first pay belongs to the hiring only if it holds from that day on; a history may start years later.
  const isStartingPay = first !== undefined && first.fromDate <= hiredOn
  const changes: PersonChange[] = [
    {
      kind: 'hired',
      on: hiredOn,
      isPlanned: hiredOn > today,
      departmentName: facts.departmentName,
      pay: isStartingPay ? pay(first) : null,
    },
  ]
  if (first && !isStartingPay) changes.push({ kind: 'salary', on: first.fromDate, isPlanned: first.isPlanned, from: null, to: pay(first) })
  let before = first
  for (const step of later) {
    changes.push({ kind: 'salary', on: step.fromDate, isPlanned: step.isPlanned, from: pay(before!), to: pay(step) })
    before = step
  }
  if (facts.leftOn) changes.push({ kind: 'left', on: facts.leftOn, isPlanned: facts.leftOn > today })
  changes.push(...jobChanges(jobs, facts, today))
  // Of one day: what was recorded later comes first.
  return changes
    .map((change, index) => ({ change, index }))
    .sort((a, b) => (a.change.on === b.change.on ? b.index - a.index : a.change.on < b.change.on ? 1 : -1))
    .map(({ change }) => change)
}
