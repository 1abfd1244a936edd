import type { RolesPageProps } from '@/components/portal/roles-page'
import { type CorePermission, hasPermission, PERMISSIONS } from '@/lib/auth'
import { translator } from '@/lib/portal'
import { pluginPermissionGroups } from '../plugins'
import type { Portal } from '../portal-request'

/** Permissions by what they are about, in the order in which the code declares them. */
export function permissionGroups(portal: Portal): RolesPageProps['permissions'] {
  const { principal, locale } = portal
  const t = translator(locale, 'portal')
  const groups = new Map<string, RolesPageProps['permissions'][number]>()
  for (const permission of PERMISSIONS) {
    const about = aboutOf(permission)
    const group = groups.get(about) ?? { title: t(`roles.about.${about}`), entries: [] }
    groups.set(about, group)
    group.entries.push({
      value: permission,
      label: t(`roles.permissions.${keyOf(permission)}`),
      isAllowed: hasPermission(principal, permission),
    })
  }
  return [...groups.values(), ...pluginPermissionGroups(portal)]
}

type About = 'people' | 'contact' | 'personal' | 'identity' | 'salary' | 'administration'

function aboutOf(permission: CorePermission): About {
  const head = permission.split(':')[0]!
  return head === 'people' || head === 'contact' || head === 'personal' || head === 'identity' || head === 'salary'
    ? head
    : 'administration'
}

/** Keys of messages hold no colon. */
const keyOf = (permission: CorePermission) => permission.replaceAll(':', '_') as PermissionKey
type PermissionKey = CorePermission extends infer P ? (P extends string ? Underscored<P> : never) : never
type Underscored<T extends string> = T extends `${infer A}:${infer B}` ? `${A}_${Underscored<B>}` : T
