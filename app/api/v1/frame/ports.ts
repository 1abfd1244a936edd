import type { Caller, Door } from './caller'
import type { IdempotencyStore } from './idempotency'

/** What the pipeline needs of the world. The real ones are in `connect-ports.ts`; tests bring their own. */
export type Ports = {
  /** Whose door the Host header names; null when there is nobody. Throws `bad_request` for a header that is no host. */
  findDoor(host: string | null): Promise<Door | null>
  /** Who calls, for this door alone; null when nobody is known. Throws `tenant_stopped` and its kin. */
  identify(door: Door, request: Request): Promise<Caller | null>
  /** Which plugins answer behind this door, for whoever knocks. Without it none does. */
  openPlugins?(door: Door): Promise<ReadonlySet<string>>
  /** Throws `rate_limited`. A tenant's requests were counted by proxy.ts before they came here, save uploads, which pass it by. */
  limitRate(caller: Caller, isUpload: boolean): void | Promise<void>
  idempotency(caller: Caller): IdempotencyStore
  /** What the OpenAPI document calls the interface behind this door, and where it is. */
  describe(door: Door): { title: string; server: string }
  observe(endpoint: string, method: string, status: number, seconds: number): void
}
