import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** Paths from the root of the repository, with forward slashes, to the text of the file. */
export type Sources = ReadonlyMap<string, string>

const SKIPPED = new Set(['node_modules', 'generated', 'public', 'prisma', 'messages', 'test-results', 'coverage'])
const SOURCE = /\.(ts|tsx|mts|mjs|js)$/

export function readSources(root: string): Sources {
  const sources = new Map<string, string>()
  const walk = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) {
        if (!entry.name.startsWith('.') && !SKIPPED.has(entry.name)) walk(path)
      } else if (SOURCE.test(entry.name) && !entry.name.endsWith('.d.ts')) {
        sources.set(relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8'))
      }
    }
  }
  walk(root)
  return sources
}
