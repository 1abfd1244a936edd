import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** A random password of a role of the embedded server, made once and readable by its maker alone. */
export function keepPassword(file: string): string {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(`${file}.draft`, randomBytes(24).toString('base64url'), { mode: 0o600 })
    renameSync(`${file}.draft`, file)
  }
  return readFileSync(file, 'utf8').trim()
}
