import { z } from 'zod'
import { MANIFESTS, type PluginId } from '@/plugins/manifests'

/** One switch of the product. `on` is what the roll-out and a tier's feature give, `off` what the kill switch leaves. */
export type FlagDeclaration<T = unknown> = {
  type: z.ZodType<T>
  default: T
  on: T
  off: T
  /** The folder or team that must be asked before the flag goes away. */
  owner: string
  /** What it switches, for operators: a key under `flags` in messages/<locale>/operator.json. */
  label: string
  /** Tenants whose tier has this feature get `on`. */
  tierFeature?: string
}

const declare = <T>(flag: FlagDeclaration<T>) => flag
const toggle = (flag: Omit<FlagDeclaration<boolean>, 'type' | 'on' | 'off'>) =>
  declare({ ...flag, type: z.boolean(), on: true, off: false })

/** Each plugin has one: whether a tenant may install it. Switched off for a tenant, it leaves no trace there, and its data stay. */
const PLUGIN_FLAGS = Object.fromEntries(
  MANIFESTS.map(({ id, ...manifest }) => {
    const tierFeature = 'tierFeature' in manifest ? (manifest.tierFeature as string) : undefined
    return [`plugin.${id}`, toggle({ default: tierFeature === undefined, tierFeature, owner: 'plugins', label: `plugin.${id}` })]
  }),
) as { readonly [K in PluginId as `plugin.${K}`]: FlagDeclaration<boolean> }

/**
 * Every flag there is. A value in the database for a key that is not here does nothing.
 * Evaluated with the tenant itself, so that reading a flag costs nothing on a page.
 */
export const FLAGS = {
  'people.pageSize': declare<number>({
    type: z.union([z.literal(25), z.literal(50), z.literal(100)]),
    default: 50,
    on: 100,
    off: 50,
    owner: 'hr',
    label: 'peoplePageSize',
  }),
  'profile.salaryHistory': toggle({ default: true, owner: 'hr', label: 'profileSalaryHistory' }),
  'dashboard.anniversaries': toggle({ default: true, owner: 'hr', label: 'dashboardAnniversaries' }),
  'dashboard.payCost': toggle({ default: false, tierFeature: 'payroll', owner: 'hr', label: 'dashboardPayCost' }),
  ...PLUGIN_FLAGS,
} as const

export type FlagKey = keyof typeof FLAGS
type FlagValueOf<K extends FlagKey> = (typeof FLAGS)[K] extends FlagDeclaration<infer T> ? T : never
export type FlagValues = { readonly [K in FlagKey]: FlagValueOf<K> }
export const FLAG_KEYS = Object.keys(FLAGS) as FlagKey[]

export function isFlagKey(key: string): key is FlagKey {
  return Object.hasOwn(FLAGS, key)
}
