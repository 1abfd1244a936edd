import { AsyncLocalStorage } from 'node:async_hooks'
import { AppError } from '@/lib/core'
import { TenantContext } from './tenant-context'

/** What one operation runs under. */
export interface OperationScope {
  readonly context: TenantContext
  /** Hand-written SQL that may change the session: its connection is cleaned afterwards. A transaction becomes it on the way. */
  isRaw?: boolean
  readonly signal?: AbortSignal
}

/** Entered around each single operation by TenantDb, never around a request: there is no ambient current tenant to forget. */
export const scopes = new AsyncLocalStorage<OperationScope>()

export function currentScope(): OperationScope {
  const scope = scopes.getStore()
  if (!(scope?.context instanceof TenantContext)) {
    throw new AppError('isolation', { message: 'There is no tenancy context: reach the database through a TenantDb.' })
  }
  return scope
}
