import { existsSync, statfsSync } from 'node:fs'
import { totalmem } from 'node:os'

const MIB = 1024 * 1024

/** Durable, for one machine that also runs the web and worker processes; logical WAL, because tenants move by it. */
export function serverSettings(own: Record<string, string>): Record<string, string> {
  const memoryMib = Math.floor(totalmem() / MIB)
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '', // their paths are limited to 107 bytes, and a clone may lie deeper
    wal_level: 'logical',
    max_replication_slots: '64', // one for each move under way
    max_wal_senders: '64',
    max_slot_wal_keep_size: '4GB', // a slot whose reader is gone must not fill the disk
    max_connections: '200',
    max_wal_size: '2GB',
    wal_compression: 'on',
    shared_buffers: `${clamp(Math.floor(memoryMib / 8), 64, 1024)}MB`,
    effective_cache_size: `${clamp(Math.floor(memoryMib / 2), 256, 65_536)}MB`,
    maintenance_work_mem: '128MB',
    random_page_cost: '1.1',
    jit: 'off', // compiling costs more than it saves in statements of a few milliseconds
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %u@%d ',
    // Parallel queries share memory in /dev/shm, of which containers have 64 MB: there they would fail.
    ...(isSharedMemorySmall() && { max_parallel_workers_per_gather: '0', max_parallel_maintenance_workers: '0' }),
    ...own,
  }
}

/** Of a server that is one tenant's own: many of them share the machine. */
export function instanceSettings(): Record<string, string> {
  return {
    max_connections: '60',
    shared_buffers: '64MB',
    maintenance_work_mem: '64MB',
    max_wal_size: '1GB',
    max_replication_slots: '8',
    max_wal_senders: '8',
  }
}

/** What a program of PostgreSQL gets to see: neither our secrets nor PG variables of somebody's shell. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, NODE_ENV } = process.env
  return { PATH, SystemRoot, NODE_ENV, LANG: 'C.UTF-8', TZ: 'UTC' }
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max)
}

function isSharedMemorySmall(): boolean {
  if (process.platform !== 'linux' || !existsSync('/dev/shm')) return false
  const { blocks, bsize } = statfsSync('/dev/shm')
  return blocks * bsize < 256 * MIB
}
