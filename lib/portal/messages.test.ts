import { describe, expect, test } from 'vitest'
import { LOCALES } from '@/lib/core'
import { MESSAGES, type Namespace } from './messages'
import { translator } from './translator'

const flatten = (value: unknown, path = ''): [string, string][] =>
  typeof value === 'string'
    ? [[path, value]]
    : Object.entries(value as object).flatMap(([key, inner]) => flatten(inner, path ? `${path}.${key}` : key))
/** Names of arguments and tags, as ICU writes them: {count, plural, ...} and <b>. */
const argumentsOf = (text: string) =>
  [...new Set([...placeholders(text), ...[...text.matchAll(/<(\w+)>/g)].map((match) => match[1]!)])].sort()

/** In text a brace opens an argument; within plural and select, the next brace opens text again. */
function placeholders(text: string): string[] {
  const names: string[] = []
  const stack: ('text' | 'argument')[] = ['text']
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '}') stack.pop()
    if (text[at] !== '{') continue
    const isName = stack.at(-1) === 'text'
    if (isName) names.push(/^\w+/.exec(text.slice(at + 1))?.[0] ?? '?')
    stack.push(isName ? 'argument' : 'text')
  }
  return names
}

describe.each(Object.keys(MESSAGES.en) as Namespace[])('%s', (namespace) => {
  const english = new Map(flatten(MESSAGES.en[namespace]))

  test.each(LOCALES)('%s has every message, with the same arguments', (locale) => {
    const own = new Map(flatten(MESSAGES[locale][namespace]))
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort())
    for (const [key, text] of own) expect([key, argumentsOf(text)]).toEqual([key, argumentsOf(english.get(key)!)])
  })

  test.each(LOCALES)('%s: every message can be parsed', (locale) => {
    const t = translator(locale, namespace) as unknown as { rich: (key: string, values: object) => unknown }
    for (const [key, text] of flatten(MESSAGES[locale][namespace])) {
      const tags = new Set([...text.matchAll(/<(\w+)>/g)].map((match) => match[1]))
      const values = Object.fromEntries(argumentsOf(text).map((name) => [name, tags.has(name) ? (inner: unknown) => inner : 1]))
      expect(() => t.rich(key, values), `${namespace}.${key}`).not.toThrow()
    }
  })

  test('English does not plead, shout or apologise, and Korean keeps one voice', () => {
    for (const [key, text] of english) expect(`${key}: ${text}`).not.toMatch(/\bplease\b|\boops\b|successfully|!(?!=)/i)
    for (const [key, text] of flatten(MESSAGES.ko[namespace]))
      expect(`${key}: ${text}`).not.toMatch(/[가-힣](해요|세요|어요|아요|네요)([.!?]|$)/)
  })
})

test('a message that is missing throws where somebody can see it', () => {
  expect(() => (translator('ko', 'common') as unknown as (key: string) => string)('no.such')).toThrow()
})
