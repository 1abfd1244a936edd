/** 'Daylily Coffee Co.' -> 'daylily-coffee-co'; what has no Latin letters gives nothing, and the person types one. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '')
}
