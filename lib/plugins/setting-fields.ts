import { z } from 'zod'
import type { AnyPlugin } from '@/lib/plugin-kit'

/** A field of the form in Settings, as the schema says it. Its words are `settings.<name>.label` and `.help` of the plugin. */
export type SettingField =
  | { name: string; kind: 'toggle' }
  | { name: string; kind: 'text'; maxLength?: number }
  | { name: string; kind: 'number'; min?: number; max?: number }
  | { name: string; kind: 'choice'; options: string[] }
  | { name: string; kind: 'choices'; options: string[] }

type Json = { type?: string; enum?: string[]; minimum?: number; maximum?: number; maxLength?: number; items?: Json }

/** Every field of a settings schema. Throws for a type that no form shows: found by a test, not by a tenant. */
export function settingFields({ settings }: Pick<AnyPlugin, 'settings'>): SettingField[] {
  const { properties = {} } = z.toJSONSchema(settings, { io: 'input' }) as { properties?: Record<string, Json> }
  return Object.entries(properties).map(([name, json]): SettingField => {
    if (json.enum) return { name, kind: 'choice', options: json.enum }
    if (json.type === 'array' && json.items?.enum) return { name, kind: 'choices', options: json.items.enum }
    if (json.type === 'boolean') return { name, kind: 'toggle' }
    if (json.type === 'integer' || json.type === 'number') return { name, kind: 'number', min: json.minimum, max: json.maximum }
    if (json.type === 'string') return { name, kind: 'text', maxLength: json.maxLength }
    throw new TypeError(`The setting ${name} is of a type that no form shows: use text, a number, yes or no, or a choice.`)
  })
}
