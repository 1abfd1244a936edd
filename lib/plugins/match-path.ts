/** The parameters of `/runs/{id}` in ['runs', '7'], or null where they differ. A literal path is to be asked before one with a parameter. */
export function matchPath(path: string, segments: readonly string[]): Record<string, string> | null {
  const expected = path.split('/').slice(1)
  if (expected.length !== segments.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of expected.entries()) {
    const given = segments[index]!
    if (!part.startsWith('{')) {
      if (part !== given) return null
    } else params[part.slice(1, -1)] = given
  }
  return params
}
