import { mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { dataDir } from '@/lib/core'

const SIZE_BYTES_MAX = 10 * 1024 * 1024

export function logPath(name: string): string {
  return join(dataDir(), 'logs', `${name}.log`)
}

/** A descriptor that child processes append to. One earlier file is kept. */
export function openLog(name: string): number {
  mkdirSync(join(dataDir(), 'logs'), { recursive: true })
  const path = logPath(name)
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > SIZE_BYTES_MAX) renameSync(path, `${path}.1`)
  return openSync(path, 'a', 0o600)
}

/** The last lines of a log, for a person who would otherwise have to look for the file. */
export function logEnd(name: string, lines: number): string {
  return readFileSync(logPath(name), 'utf8').trimEnd().split('\n').slice(-lines).join('\n')
}
