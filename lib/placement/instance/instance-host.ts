import { AppError } from '@/lib/core'
import type { ServerAdmin } from '@/lib/db'

/** Runs servers of single tenants on this machine. */
export interface InstanceHost {
  start(name: string): Promise<{ admin: ServerAdmin; folder: string }>
  /** A server that is a copy of a template, which `prepare` makes when there is none of that version. Its passwords are its own. */
  copy(name: string, version: string, prepare: (admin: ServerAdmin) => Promise<void>): Promise<{ admin: ServerAdmin; folder: string }>
  remove(name: string): Promise<void>
  list(): HostedInstance[]
}

export interface HostedInstance {
  readonly name: string
  readonly changedAt: Date
  /** Finished, and kept running. */
  readonly isKept: boolean
  /** Ready for a tenant to come: nobody lives on it. */
  readonly isStandby: boolean
  readonly port: number | null
}

const KEY = Symbol.for('rowhouse.instance-host')
const holder = globalThis as { [KEY]?: InstanceHost }

/** The process that does the work says how: the programs of PostgreSQL must not come into the bundle of the web process. */
export function hostInstances(host: InstanceHost): void {
  holder[KEY] = host
}

export function instanceHost(): InstanceHost {
  if (holder[KEY]) return holder[KEY]
  throw new AppError('unavailable', {
    message:
      'Servers of single tenants are made by the worker, beside the embedded PostgreSQL. Here only servers can be used that were registered.',
  })
}

/** Nothing in a process that hosts none. */
export function findInstanceHost(): InstanceHost | undefined {
  return holder[KEY]
}
