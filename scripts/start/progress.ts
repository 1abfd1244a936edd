const isTerminal = process.stdout.isTTY === true

/** One line for each phase, when it is done; long ones say beforehand that they will take their time. */
export async function phase<T>(work: () => Promise<T>, words: (result: T) => string | null, beforehand?: string): Promise<T> {
  const begun = performance.now()
  if (beforehand) process.stdout.write(`… ${beforehand}\n`)
  const result = await work()
  const said = words(result)
  if (said !== null) tell(`${said} (${seconds(performance.now() - begun)})`)
  return result
}

export function tell(words: string): void {
  process.stdout.write(`${colour(32, '✓')} ${words}\n`)
}

export function warn(words: string): void {
  process.stdout.write(`${colour(33, '!')} ${words}\n`)
}

export function fail(words: string): void {
  process.stderr.write(`\n${colour(31, '✗')} ${words}\n\n`)
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

function colour(code: number, text: string): string {
  return isTerminal && !process.env.NO_COLOR ? `\u001b[${code}m${text}\u001b[0m` : text
}
