/** Waits for a state, never for a time. Fails after ten seconds. */
export async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  const end = Date.now() + 10_000
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('the awaited state did not come within ten seconds')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
