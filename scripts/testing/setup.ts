import { format } from 'node:util'
import { afterEach } from 'vitest'

// A test that expects an error on the console replaces console.error itself; any other one fails it.
const unexpected: string[] = []
console.error = (...parts: unknown[]) => void unexpected.push(format(...parts))

afterEach(() => {
  const seen = unexpected.splice(0)
  if (seen.length > 0) throw new Error(`unexpected console.error:\n${seen.join('\n')}`)
})
