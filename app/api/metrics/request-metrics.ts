import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

type Meters = {
  registry: Registry
  requests: Counter<'endpoint' | 'method' | 'status'>
  duration: Histogram<'endpoint'>
}

// On globalThis: each route handler may get a copy of this module, and the one that counts is not the one that is scraped.
const meters: unique symbol = Symbol.for('rowhouse.request-meters') as never
const shared = globalThis as typeof globalThis & { [meters]?: Meters }

/** Of this process. Labels are names of endpoints, never of tenants: a label for each tenant would grow without bound, and tell on them. */
export function requestMeters(): Meters {
  shared[meters] ??= createMeters()
  return shared[meters]
}

function createMeters(): Meters {
  const registry = new Registry()
  // One web process answers a scrape, whichever the port gives it to: its series carry its number, so that rates stay right.
  registry.setDefaultLabels({ process: String(process.pid) })
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requests: new Counter({
      name: 'api_requests_total',
      help: 'Answered API requests.',
      labelNames: ['endpoint', 'method', 'status'],
      registers: [registry],
    }),
    duration: new Histogram({
      name: 'api_request_seconds',
      help: 'Time from the request to its answer.',
      labelNames: ['endpoint'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [registry],
    }),
  }
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

export function observeRequest(endpoint: string, method: string, status: number, seconds: number): void {
  const { requests, duration } = requestMeters()
  requests.inc({ endpoint, method: METHODS.has(method) ? method : 'other', status: String(status) })
  duration.observe({ endpoint }, seconds)
}
