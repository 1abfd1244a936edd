/**
 * One turn of work that can wait while somebody is being waited for: it is passed over while `isBusy`, but never more often than
 * `turnsMax` times in a row.
 */
export function whenIdle(isBusy: () => Promise<boolean>, turnsMax: number, work: () => Promise<void>): () => Promise<void> {
  let passedOver = 0
  return async () => {
    if (passedOver < turnsMax && (await isBusy())) {
      passedOver++
      return
    }
    passedOver = 0
    await work()
  }
}
