import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyChange, inOrder, JOB_FIELDS, type JobChange, type JobState, refuseChange } from './job-state'

const start: JobState = { title: '', departmentId: null, managerId: null, status: 'active', hiredOn: '2020-01-01', leftOn: null }
const day = fc.integer({ min: 0, max: 1500 }).map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10))
const change = (kind: fc.Arbitrary<JobChange['kind']>): fc.Arbitrary<JobChange> =>
  fc.record({
    id: fc.uuid({ version: 7 }),
    kind,
    effectiveOn: day,
    sets: fc.subarray([...JOB_FIELDS], { minLength: 1 }),
    title: fc.string({ maxLength: 5 }),
    departmentId: fc.option(fc.uuid()),
    managerId: fc.option(fc.uuid()),
  })
const jobs = fc.uniqueArray(change(fc.constant('job')), { selector: ({ effectiveOn }) => effectiveOn, maxLength: 12 })
const any = fc.uniqueArray(change(fc.constantFrom('job', 'leave', 'rehire')), { selector: ({ effectiveOn }) => effectiveOn, maxLength: 12 })

function run(changes: readonly JobChange[]): JobState {
  const applied: JobChange[] = []
  let state = start
  for (const each of changes) {
    state = applyChange(state, each, applied)
    applied.push(each)
  }
  return state
}

describe('changes of a job', () => {
  test('end in the same state in whatever order they were written down', () => {
    fc.assert(
      fc.property(
        any.chain((changes) => fc.tuple(fc.constant(changes), fc.shuffledSubarray(changes, { minLength: changes.length }))),
        ([changes, shuffled]) => {
          expect(run(shuffled)).toEqual(run([...changes].sort(inOrder)))
        },
      ),
    )
  })

  test('give each field the value of the last day that set it', () => {
    fc.assert(
      fc.property(jobs, (changes) => {
        const state = run(changes)
        const last = (field: JobChange['sets'][number]) =>
          changes
            .filter(({ sets }) => sets.includes(field))
            .sort(inOrder)
            .at(-1)
        expect(state.title).toBe(last('title')?.title ?? '')
        expect(state.departmentId).toBe(last('department') ? last('department')!.departmentId : null)
        expect(state.managerId).toBe(last('manager') ? last('manager')!.managerId : null)
      }),
    )
  })

  test('leave alone what they do not set', () => {
    fc.assert(
      fc.property(jobs, (changes) => {
        const few = changes.map((each) => ({ ...each, sets: ['title'] as const }))
        expect(run(few)).toMatchObject({ departmentId: null, managerId: null, status: 'active', hiredOn: start.hiredOn })
      }),
    )
  })
})

describe('a change is refused', () => {
  const left: JobState = { ...start, status: 'left', leftOn: '2021-06-30' }
  const leaves = { kind: 'leave', effectiveOn: '2021-06-30' } as JobChange
  test.each([
    ['before the day of hire', start, { kind: 'job', effectiveOn: '2019-12-31' }, [], 'before_hire'],
    ['after a planned last day', start, { kind: 'job', effectiveOn: '2021-07-01' }, [leaves], 'has_left'],
    ['of somebody who left', left, { kind: 'job', effectiveOn: '2021-07-01' }, [], 'has_left'],
    ['that is a second last day', start, { kind: 'leave', effectiveOn: '2021-07-01' }, [leaves], 'leaves_already'],
    ['that lets go who has left', left, { kind: 'leave', effectiveOn: '2022-01-01' }, [], 'has_left'],
    ['that hires who works here', start, { kind: 'rehire', effectiveOn: '2022-01-01' }, [], 'works_here'],
    ['that hires again before the last day', left, { kind: 'rehire', effectiveOn: '2021-06-30' }, [], 'before_left'],
  ] as const)('%s', (_what, state, asked, planned, why) => {
    expect(refuseChange(state, asked, [...planned])).toBe(why)
  })

  test('but not on the last day itself, nor after a rehire that is planned', () => {
    expect(refuseChange(start, { kind: 'job', effectiveOn: '2021-06-30' }, [leaves])).toBeNull()
    expect(refuseChange(start, leaves, [leaves])).toBeNull()
    const rehire = { kind: 'rehire', effectiveOn: '2022-01-01' } as JobChange
    expect(refuseChange(left, { kind: 'job', effectiveOn: '2022-01-01' }, [rehire])).toBeNull()
  })
})
