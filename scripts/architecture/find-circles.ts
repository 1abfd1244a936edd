import type { Import, Module } from './read-module'

type Edge = { from: string; to: string; imported: Import }

/** Imports that close a circle, one for each file that is reached again from itself. Types alone are gone when the program runs. */
export function findCircles(modules: readonly Module[]): { file: string; line: number; found: string }[] {
  const known = new Map(modules.map((module) => [module.path.replace(/(\/index)?\.\w+$/, ''), module]))
  const edges = new Map<string, Edge[]>()
  for (const [name, module] of known) {
    edges.set(
      name,
      module.imports.flatMap((imported) =>
        !imported.isTypeOnly && imported.path !== null && known.has(imported.path) ? [{ from: name, to: imported.path, imported }] : [],
      ),
    )
  }
  const found: { file: string; line: number; found: string }[] = []
  const state = new Map<string, 'open' | 'done'>()
  for (const start of known.keys()) {
    if (state.has(start)) continue
    // By hand, because a chain of files may be deeper than the stack of calls.
    const path: { name: string; next: number }[] = [{ name: start, next: 0 }]
    state.set(start, 'open')
    while (path.length > 0) {
      const top = path.at(-1)!
      const edge = edges.get(top.name)![top.next++]
      if (!edge) {
        state.set(top.name, 'done')
        path.pop()
      } else if (state.get(edge.to) === 'open') {
        const circle = path.slice(path.findIndex(({ name }) => name === edge.to)).map(({ name }) => name)
        found.push({
          file: known.get(edge.from)!.path,
          line: edge.imported.line,
          found: `closes a circle: ${[...circle, edge.to].join(' > ')}`,
        })
      } else if (!state.has(edge.to)) {
        state.set(edge.to, 'open')
        path.push({ name: edge.to, next: 0 })
      }
    }
  }
  return found
}
