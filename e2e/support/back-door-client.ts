import { PORTS } from './addresses'
import type { ActionName, Actions } from './back-door-actions'

/** Calls one action of the back door, in its own process: test workers load no database client. */
export async function backDoor<Name extends ActionName>(
  name: Name,
  input: Parameters<Actions[Name]>[0],
): Promise<Awaited<ReturnType<Actions[Name]>>> {
  const response = await fetch(`http://127.0.0.1:${PORTS.backDoor}/${name}`, { method: 'POST', body: JSON.stringify(input ?? null) })
  const text = await response.text()
  if (!response.ok) throw new Error(`back door ${name}: ${text}`)
  return JSON.parse(text)
}
