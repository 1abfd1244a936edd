import { env } from '@/lib/core'

/** The demo companies: with our own PostgreSQL unless ROWHOUSE_DEMO=0, with somebody's server only when ROWHOUSE_DEMO=1. */
export function isDemoWanted(): boolean {
  const wish = process.env.ROWHOUSE_DEMO
  return env().DATABASE_URL ? wish === '1' : wish !== '0'
}
