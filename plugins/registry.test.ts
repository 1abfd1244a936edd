import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { settingFields } from '@/lib/plugins'
import { MANIFESTS } from './manifests'
import { PLUGINS } from './registry'

const ROOT = join(import.meta.dirname, '..')
const flatten = (value: unknown, path = ''): [string, string][] =>
  typeof value === 'string'
    ? [[path, value]]
    : Object.entries(value as object).flatMap(([key, inner]) => flatten(inner, path ? `${path}.${key}` : key))
const argumentsOf = (text: string) => [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1]!))].sort()
const SQL = readdirSync(join(ROOT, 'prisma/tenant/migrations'))
  .filter((name) => /^\d/.test(name))
  .map((name) => readFileSync(join(ROOT, 'prisma/tenant/migrations', name, 'migration.sql'), 'utf8'))
  .join('\n')

test('every plugin is known by its manifest too, in the same order', () => {
  expect(PLUGINS.map(({ manifest }) => manifest)).toEqual(MANIFESTS)
})

test('tables of two plugins are never the same', () => {
  const tables = MANIFESTS.flatMap(({ tables }) => Object.values(tables))
  expect(new Set(tables).size).toBe(tables.length)
})

describe.each(PLUGINS.map((plugin) => [plugin.manifest.id, plugin] as const))('%s', (id, plugin) => {
  const english = new Map(flatten(plugin.words.en))

  test('stands at an address that no page of ours has', () => {
    expect(existsSync(join(ROOT, 'app/tenant/[host]', id))).toBe(false)
    expect(id).toMatch(/^[a-z][a-z-]{1,30}$/)
  })

  test('has every message in Korean, with the same arguments and in one voice', () => {
    const korean = new Map(flatten(plugin.words.ko))
    expect([...korean.keys()].sort()).toEqual([...english.keys()].sort())
    for (const [key, text] of korean) {
      expect([key, argumentsOf(text)]).toEqual([key, argumentsOf(english.get(key)!)])
      expect(`${key}: ${text}`).not.toMatch(/[가-힣](해요|세요|어요|아요|네요)([.!?]|$)/)
    }
    for (const [key, text] of english) expect(`${key}: ${text}`).not.toMatch(/\bplease\b|\boops\b|successfully|!(?!=)/i)
  })

  test('names its permissions, settings, pages, parts and what it writes into the audit trail', () => {
    const { navigation, panels = [], cards = [], actions } = plugin
    const settings = settingFields(plugin).flatMap((field) => [
      `settings.${field.name}.label`,
      ...('options' in field ? field.options.map((option) => `settings.${field.name}.options.${option}`) : []),
    ])
    const needed = [
      'name',
      'about',
      ...Object.keys(plugin.manifest.permissions).map((right) => `permissions.${right}`),
      ...settings,
      ...navigation.map(({ word }) => word),
      ...panels.map(({ title }) => title),
      ...cards.map(({ title }) => title),
      ...Object.values(actions).map(({ audit }) => `audit.${audit}`),
    ]
    expect(needed.filter((key) => !english.has(key))).toEqual([])
  })

  test('has a message for every key that its code names', () => {
    const folder = join(ROOT, 'plugins', id)
    const code = readdirSync(folder).filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
    const used = code.flatMap((name) =>
      [...readFileSync(join(folder, name), 'utf8').matchAll(/\bt\(\s*'([\w.]+)'/g)].map((match) => match[1]!),
    )
    expect(used.filter((key) => !english.has(key))).toEqual([])
  })

  test('works from the moment it is installed: every setting has a default', () => {
    expect(plugin.settings.safeParse({}).success).toBe(true)
  })

  test('has each of its tables in the schema of tenants, as data that is moved, exported and deleted with them', () => {
    for (const table of Object.values(plugin.manifest.tables)) {
      expect(SQL).toContain(`CREATE TABLE ${table} (`)
      expect(SQL).toContain(`SELECT sec.protect('${table}', 'data')`)
    }
  })

  test('asks for a right of its own at every door', () => {
    const { pages, panels = [], cards = [], navigation, actions, reads = [] } = plugin
    const rights = Object.keys(plugin.manifest.permissions)
    for (const { right } of [...pages, ...panels, ...cards, ...navigation, ...Object.values(actions), ...reads])
      expect(rights).toContain(right)
  })
})
