import { randomBytes } from 'node:crypto'
import type { TenantLocation } from '../connections/tenant-location'
import { contextKey } from '../migrations/context-key'
import { ContextSigner } from '../tenant/context-signer'
import type { Tenancy } from '../tenant/open-tenant-db'
import { scopes } from '../tenant/operation-scope'
import type { RoutingPool } from '../tenant/routing-pool'
import type { TenantContext } from '../tenant/tenant-context'
import type { Check } from './assert-walls'
import { probeContext } from './probes'

const PROBE = `SELECT count(*)::int AS n FROM "__t__"."tenancy_probe"`

class EmptySigner extends ContextSigner {
  override sign(): { text: string; renewAt: number } {
    return { text: '', renewAt: 0 }
  }
}

class OtherBackendSigner extends ContextSigner {
  override sign(context: TenantContext, processId: number, now?: number) {
    return super.sign(context, processId + 1, now)
  }
}

/** The database's own checks: it must refuse whatever was not signed for this tenant, this connection, this epoch and this hour. */
export function contextChecks({ pool }: Tenancy, location: TenantLocation) {
  const own = probeContext(location, 0)
  const opened: RoutingPool[] = []
  const ask = (on: RoutingPool, text: string, context = own) => scopes.run({ context, isRaw: true }, () => on.query({ text }))
  const signedBy = (what: string, wanted: string, signer: ContextSigner): Check => {
    const other = pool.withSigner(signer)
    opened.push(other)
    return { what, wanted, run: () => ask(other, PROBE) }
  }
  const checks: Check[] = [
    signedBy('a forged context', 'TN002', new ContextSigner(() => randomBytes(32))),
    signedBy('a context of another database', 'TN002', new ContextSigner((database, keyId) => contextKey(`${database}_other`, keyId))),
    signedBy('an expired context', 'TN003', new ContextSigner(undefined, -60)),
    signedBy('an empty context', 'TN001', new EmptySigner()),
    { what: 'an outdated epoch', wanted: 'TN005', run: () => ask(pool, PROBE, probeContext(location, 0, 1)) },
    {
      what: 'a statement outside a TenantDb',
      wanted: 'isolation',
      run: async () => scopes.exit(() => pool.query({ text: PROBE })),
    },
  ]
  if (!location.isPooled) checks.push(signedBy('a context of another connection', 'TN002', new OtherBackendSigner()))
  return {
    checks,
    /** Any text under the first synthetic tenant: the catalogue is the same for every role. */
    direct: (text: string): Promise<{ rows: { object: string; problem: string }[] }> => ask(pool, text),
    async end() {
      await Promise.all(opened.map((other) => other.end()))
    },
  }
}
