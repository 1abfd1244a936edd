import { isAppError } from '@/lib/core'

const APP_CODES = new Set(['unavailable', 'busy', 'tenant_moved', 'tenant_moving'])
// Serialisation, deadlock, connection (class 08), resources (class 53), shut down by the server, and what Prisma and Node make of them.
const DATABASE_CODE =
  /^(40001|40P01|55P03|57P0[1-5]|08[0-9A-Z]{3}|53[0-9A-Z]{3}|P1001|P1002|P1008|P1017|P2024|P2034|ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH)$/
const MESSAGE =
  /Connection terminated|Client has encountered a connection error|Client was closed and is not queryable|timeout exceeded when trying to connect|Can't reach database server/

/** Whether the same step may well succeed a moment later. What is not known to pass is not tried again. */
export function isTransient(error: unknown): boolean {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth++) {
    if (isAppError(each)) return APP_CODES.has(each.code)
    if (codesOf(each).some((code) => DATABASE_CODE.test(code)) || MESSAGE.test(each.message)) return true
  }
  return false
}

/** Prisma reports a raw query that failed as P2010, whatever the database said: that stands in the error of its adapter. */
function codesOf(error: Error): string[] {
  const { code, meta } = error as { code?: unknown; meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } } }
  return [code, meta?.driverAdapterError?.cause?.originalCode].filter((each) => typeof each === 'string')
}
