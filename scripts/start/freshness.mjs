// What was made from which sources: a hash over names and contents, so that neither a checkout's times nor a touched file matter.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Hash over files and folders; what is missing counts as missing, tests do not count. */
export function hashOf(paths, extra = '') {
  const hash = createHash('sha256').update(`${process.versions.node.split('.')[0]} ${extra}\0`)
  for (const file of paths.flatMap((path) => filesOf(path)).sort()) hash.update(`${file}\0`).update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

export function isFresh(marker, hash) {
  return existsSync(marker) && readFileSync(marker, 'utf8') === hash
}

export function noteFresh(marker, hash) {
  writeFileSync(marker, hash)
}

function filesOf(path) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return []
  if (found.isFile()) return /\.test\.tsx?$/.test(path) ? [] : [path]
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() || entry.isFile() ? filesOf(join(path, entry.name)) : [],
  )
}
