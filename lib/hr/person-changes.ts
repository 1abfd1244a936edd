import type { Pay, PersonChange, PlainDate, SalaryStep } from './types'

interface Facts {
  hiredOn: PlainDate
  leftOn: PlainDate | null
  departmentName: string | null
}

/** What happened to a person, newest first. Without `salaries` the reader may not see pay, and nothing here tells of it. */
export function personChanges(facts: Facts, salaries: SalaryStep[] | undefined, today: PlainDate): PersonChange[] {
  const pay = ({ amountMinor, currency, period }: SalaryStep): Pay => ({ amountMinor, currency, period })
  const [first, ...later] = salaries ?? []
  // The first pay belongs to the hiring only if it holds from that day on; a history may start years later.
  const isStartingPay = first !== undefined && first.fromDate <= facts.hiredOn
  const changes: PersonChange[] = [
    {
      kind: 'hired',
      on: facts.hiredOn,
      isPlanned: facts.hiredOn > today,
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
  // Of one day: what was recorded later comes first.
  return changes
    .map((change, index) => ({ change, index }))
    .sort((a, b) => (a.change.on === b.change.on ? b.index - a.index : a.change.on < b.change.on ? 1 : -1))
    .map(({ change }) => change)
}
