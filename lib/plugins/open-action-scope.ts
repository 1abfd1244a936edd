import { actorOf, mailLocale, permissionsOfRole, queueWordedMail } from '@/lib/auth'
import type { Locale } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import { lockPerson } from '@/lib/hr'
import type { ActionScope, AnyPlugin } from '@/lib/plugin-kit'
import type { TenantTx } from '@/lib/tenancy'
import { openPluginScope, type PluginVisit } from './open-plugin-scope'
import { pluginWords } from './plugin-translator'

type Reader = { email: string; locale: string | null }

/** The capabilities of one action: those of a page, within the transaction `tx`, and what writing takes. */
export function openActionScope(
  plugin: AnyPlugin,
  visit: PluginVisit & { requestId?: string | null },
  tx: TenantTx,
  stored: unknown,
): ActionScope {
  const { manifest } = plugin
  const { tenant, principal, requestId } = visit
  return Object.freeze<ActionScope>({
    ...openPluginScope(plugin, { ...visit, db: tx }, stored),
    lockPerson: (id) => lockPerson(tx, id),
    audit: async (action, subject, detail) => {
      await recordAudit(tx, { actor: actorOf(principal), action: `${manifest.id}.${action}`, subject, detail, requestId })
    },
    mail: async (to, word, { path, values }) => {
      for (const reader of await findReaders(tx, manifest.id, to)) {
        const locale: Locale = mailLocale(tenant, reader.locale)
        const t = pluginWords(plugin, locale)
        const say = (part: string) => t(`mail.${word}.${part}`, values?.(locale))
        const words = { subject: say('subject'), text: say('text'), button: say('button'), note: say('note') }
        await queueWordedMail(tx, tenant, {
          kind: `${manifest.id}.${word}`,
          to: reader.email,
          locale,
          path: `/${manifest.id}${path}`,
          words,
        })
      }
    },
  })
}

const READERS_MAX = 50

/** Accounts that can sign in: of a person, or of everybody whose role has a right of the plugin. */
async function findReaders(tx: TenantTx, pluginId: string, to: { person: string } | { right: string }): Promise<Reader[]> {
  if ('person' in to) {
    return tx.user.findMany({ where: { employeeId: to.person, status: 'active' }, select: { email: true, locale: true } })
  }
  const roles = await tx.role.findMany({ select: { id: true, key: true, isBuiltin: true, permissions: true } })
  const ids = roles.filter((role) => permissionsOfRole(role).has(`${pluginId}:${to.right}` as never)).map(({ id }) => id)
  return tx.user.findMany({
    where: { roleId: { in: ids }, status: 'active' },
    select: { email: true, locale: true },
    orderBy: { email: 'asc' },
    take: READERS_MAX,
  })
}
