import type { PlanServer, PlanTenant } from './plan-world'

/** One server while a plan is made: how full it is with the moves that are proposed so far. */
export class Shard {
  readonly tenants: PlanTenant[] = []
  bytes: number
  load = 0
  readonly #room: Record<PlanTenant['pattern'], number>

  constructor(readonly server: PlanServer) {
    this.bytes = server.otherBytes
    this.#room = { ...server.room }
  }

  /** The fuller of the two dimensions, with or without somebody. */
  fullness(bytes = 0, load = 0): number {
    const { bytesMax, loadMax } = this.server
    return Math.max(bytesMax === null ? 0 : (this.bytes + bytes) / bytesMax, (this.load + load) / loadMax)
  }

  isBoundByLoad(): boolean {
    const { bytesMax, loadMax } = this.server
    return bytesMax === null || this.load / loadMax >= this.bytes / bytesMax
  }

  takes({ region, pattern }: PlanTenant): boolean {
    return !this.server.isClosed && this.server.region === region && this.#room[pattern] > 0
  }

  settle(tenant: PlanTenant): void {
    this.tenants.push(tenant)
    this.bytes += tenant.bytes
    this.load += tenant.load
  }

  leave({ bytes, load, pattern }: PlanTenant): void {
    this.bytes -= bytes
    this.load -= load
    this.#room[pattern] += 1
  }

  arrive({ bytes, load, pattern }: PlanTenant): void {
    this.bytes += bytes
    this.load += load
    this.#room[pattern] -= 1
  }
}
