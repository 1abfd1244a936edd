// The tests' own way into the product: makes tenants, people, sessions and keys with the product's use cases, next to it and not
// through it. It listens on loopback, in the test run alone, and no test of a wall goes through it.
import { createServer } from 'node:http'
import { PORTS } from './addresses'
import { ACTIONS, type ActionName } from './back-door-actions'

createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  try {
    const action = ACTIONS[request.url!.slice(1) as ActionName] as (input: unknown) => Promise<unknown>
    const result = await action(JSON.parse(Buffer.concat(chunks).toString() || 'null'))
    response.end(JSON.stringify(result ?? null))
  } catch (error) {
    response.writeHead(500).end((error as Error).stack)
  }
}).listen(PORTS.backDoor, '127.0.0.1', () => process.stdout.write('listening\n'))
