import { expect, test } from 'vitest'
import { whenIdle } from './when-idle'

test('work waits while operations run, comes at once when none does, and at the latest after so many turns', async () => {
  let [isBusy, done] = [true, 0]
  const turn = whenIdle(
    async () => isBusy,
    3,
    async () => void done++,
  )
  for (const expected of [0, 0, 0, 1, 1, 1, 1, 2]) {
    await turn()
    expect(done).toBe(expected)
  }
  isBusy = false
  await turn()
  await turn()
  expect(done).toBe(4)
})
