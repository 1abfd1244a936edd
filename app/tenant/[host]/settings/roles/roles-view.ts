import type { RolesPageProps } from '@/components/portal/roles-page'
import { hasPermission, type MemberView, PERMISSIONS, type RoleView } from '@/lib/auth'
import type { Locale } from '@/lib/core'
import type { AccessView } from '@/lib/hr'
import { translator } from '@/lib/portal'
import { roleName } from '../../portal-page'
import type { Portal } from '../../portal-request'
import { accessTabs } from '../access-tabs'
import { permissionGroups } from '../permission-groups'

export function rolesView(
  portal: Portal,
  roles: RoleView[],
  members: MemberView[],
  access: AccessView | null,
): Omit<RolesPageProps, 'actions'> {
  const { principal, locale } = portal
  const t = translator(locale, 'portal')
  const common = translator(locale, 'common')
  const nameOf = ({ key, name, isBuiltin }: Pick<RoleView, 'key' | 'name' | 'isBuiltin'>) => (isBuiltin ? roleName(locale, key) : name)
  return {
    tabs: accessTabs(portal, 'roles'),
    sentence: t.markup('roles.sentence', {
      count: roles.length,
      own: roles.filter(({ isBuiltin }) => !isBuiltin).length,
      em: (text) => `<em>${text}</em>`,
    }),
    roles: roles.map((role) => ({
      key: role.key,
      name: nameOf(role),
      isBuiltin: role.isBuiltin,
      members: t('roles.members', { count: role.members }),
      summary: PERMISSIONS.every((permission) => role.permissions.includes(permission))
        ? t('roles.everything')
        : t('roles.allows', { count: role.permissions.length }),
      permissions: role.permissions,
      // Nobody changes a role that can do more than they can; the action refuses it anyway.
      canChange: !role.isBuiltin && role.permissions.every((permission) => hasPermission(principal, permission)),
      hasMembers: role.members > 0,
    })),
    permissions: permissionGroups(portal),
    looksAt: {
      members: members.map(({ id, name, email }) => ({ value: id, label: `${name} · ${email}` })),
      chosen: access?.userId ?? '',
      sentence: access && accessSentence(access, roles, locale, nameOf),
      rows: (access?.groups ?? []).map((group) => ({
        name: t(`roles.groups.${group.group}`),
        fields: group.fields.map((field) => t(`roles.fields.${field}`)).join(', '),
        own: access?.employeeId ? group.own : null,
        team: access && access.teamSize > 0 ? group.team : null,
        others: group.others,
        write: group.write,
      })),
    },
    words: {
      title: t('roles.title'),
      new: t('roles.new'),
      role: t('roles.role'),
      people: t('roles.people'),
      may: t('roles.may'),
      builtin: t('roles.builtin'),
      edit: t.raw('roles.edit'),
      newTitle: t('roles.newTitle'),
      editTitle: t.raw('roles.editTitle'),
      editText: t('roles.editText'),
      newText: t('roles.newText'),
      name: t('roles.name'),
      mayNot: t('roles.mayNot'),
      delete: t('roles.delete'),
      deleteTitle: t.raw('roles.deleteTitle'),
      deleteText: t('roles.deleteText'),
      inUse: t('roles.inUse'),
      look: t('roles.look'),
      lookLead: t('roles.lookLead'),
      member: t('roles.member'),
      show: t('roles.show'),
      group: t('roles.group'),
      own: t('roles.own'),
      team: t('roles.team'),
      others: t('roles.others'),
      writes: t('roles.writes'),
      yes: t('roles.yes'),
      no: t('roles.no'),
      notThere: t('roles.notThere'),
      save: common('save'),
      cancel: common('cancel'),
      messages: common('messages'),
      saved: t('roles.saved'),
    },
  }
}

function accessSentence(access: AccessView, roles: RoleView[], locale: Locale, nameOf: (role: RoleView) => string): string {
  const t = translator(locale, 'portal')
  const role = roles.find(({ key }) => key === access.roleKey)
  const values = { name: access.name, role: role ? nameOf(role) : access.roleName, count: access.teamSize }
  if (!access.employeeId) return t('roles.isNobody', values)
  return access.teamSize > 0 ? t('roles.leads', values) : t('roles.leadsNobody', values)
}
