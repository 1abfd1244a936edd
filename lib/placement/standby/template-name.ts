import { installationName } from '@/lib/db'

const NAME_BYTES_MAX = 63
const VERSION_BYTES = 13

/** What the names of all templates of this installation begin with: none of its tenants' databases does. */
export function templatePrefix(): string {
  const tail = '_template_'
  return `${installationName().slice(0, NAME_BYTES_MAX - tail.length - VERSION_BYTES)}${tail}`
}

/** Sorts by age, as versions do. */
export function templateName(version: string): string {
  return `${templatePrefix()}${version}`
}
