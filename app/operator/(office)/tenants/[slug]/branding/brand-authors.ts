import type { Words } from '@/components/operator/words'
import { nameOperators } from '@/lib/auth'
import { isUuid } from '@/lib/core'

/** Who published a version: an operator by name, anybody else by what they are. A member's name is the tenant's own. */
export async function brandAuthors(t: Words, versions: { createdBy: string }[]): Promise<(createdBy: string) => string> {
  const idOf = (createdBy: string) => createdBy.split(':').at(-1) ?? ''
  const names = await nameOperators(versions.map(({ createdBy }) => idOf(createdBy)).filter(isUuid))
  return (createdBy) => {
    const [kind = ''] = createdBy.split(':')
    return names.get(idOf(createdBy)) ?? (t.has(`audit.actors.${kind}`) ? t(`audit.actors.${kind}`) : kind)
  }
}
