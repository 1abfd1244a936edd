import type { RowProblemCode } from './row-problem'

// What stands in place of a manager's line.
export const OUTSIDE = 0 // somebody who is in the portal already, above whom nobody of the file stands
export const UNKNOWN = -1
export const LEFT_OUT = -2 // a row of this file that has a problem of its own

const OPEN = 0
const GOOD = 1
const ON_PATH = 2
const BAD_UNKNOWN = 3
const BAD_LEFT_OUT = 4
const BAD_CYCLE = 5
const CODES: Record<number, RowProblemCode> = {
  [BAD_UNKNOWN]: 'manager_unknown',
  [BAD_LEFT_OUT]: 'manager_left_out',
  [BAD_CYCLE]: 'manager_cycle',
}

/**
 * Lines whose manager cannot be: unknown, left out, or below themselves in a circle; and everybody below such a line, because
 * nobody is imported without the manager that the file gives them. Linear in the rows, whatever the shape: a chain of a million
 * people would be a million rounds of SQL. `managers[line]` is a line or one of the values above; `hasRow[line]` is 1 for lines to judge.
 */
export function* judgeManagers(managers: Int32Array, hasRow: Uint8Array): Generator<[line: number, code: RowProblemCode]> {
  const state = new Uint8Array(managers.length)
  for (let start = 1; start < managers.length; start++) {
    if (!hasRow[start] || state[start] !== OPEN) continue
    const path: number[] = []
    let line = start
    while (line > 0 && hasRow[line] && state[line] === OPEN) {
      state[line] = ON_PATH
      path.push(line)
      line = managers[line]!
    }
    let isBad = line > 0 && state[line]! >= BAD_UNKNOWN
    if (line > 0 && state[line] === ON_PATH) {
      for (let last = -1; last !== line; ) {
        last = path.pop()!
        state[last] = BAD_CYCLE
      }
      isBad = true
    } else if (line === UNKNOWN || line === LEFT_OUT) {
      state[path.pop()!] = line === UNKNOWN ? BAD_UNKNOWN : BAD_LEFT_OUT
      isBad = true
    }
    for (const below of path) state[below] = isBad ? BAD_LEFT_OUT : GOOD
  }
  for (let line = 1; line < state.length; line++) if (state[line]! >= BAD_UNKNOWN) yield [line, CODES[state[line]!]!]
}
