import { expect, test } from 'vitest'
import { WaitingRoom } from './connection-budget'

const room = (free: number, limits = { waitMs: 1_000, waitingMax: 10 }) => {
  const state = { free }
  const waiting = new WaitingRoom<string>(limits)
  const take = (who: string, isFit = () => true) =>
    waiting.take(() => {
      if (state.free === 0 || !isFit()) return undefined
      state.free--
      return who
    })
  const giveBack = () => {
    state.free++
    waiting.wake()
  }
  return { take, giveBack }
}

test('whoever comes first is served first', async () => {
  const { take, giveBack } = room(0)
  const served: string[] = []
  const all = ['a', 'b', 'c'].map(async (who) => served.push(await take(who)))
  for (let n = 0; n < 3; n++) giveBack()
  await Promise.all(all)
  expect(served).toEqual(['a', 'b', 'c'])
})

test('one that cannot be served does not hold up those behind it', async () => {
  const { take, giveBack } = room(0)
  let isFit = false
  const blocked = take('blocked', () => isFit)
  const free = take('free')
  giveBack()
  expect(await free).toBe('free')
  isFit = true
  giveBack()
  expect(await blocked).toBe('blocked')
})

test('nobody waits for ever, and a full room sends people away at once', async () => {
  const { take } = room(0, { waitMs: 20, waitingMax: 1 })
  const first = take('first')
  expect(() => take('second')).toThrow(expect.objectContaining({ code: 'busy' }))
  await expect(first).rejects.toMatchObject({ code: 'busy' })
})
