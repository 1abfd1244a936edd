import { expect, test } from 'vitest'
import { StatementTexts } from './statement-texts'

const text = (n: number) => `SELECT ${n} FROM "__t__"."employees" JOIN "__t__"."departments" ON true`

test("a statement names its own tenant's tables, whoever asked before", () => {
  const texts = new StatementTexts()
  for (const schema of ['public', 't_a', 't_b', 'public']) {
    expect(texts.rewrite(text(1), schema).text).toBe(`SELECT 1 FROM "${schema}"."employees" JOIN "${schema}"."departments" ON true`)
  }
})

test('only statements on shared tables that come again get a name, each its own', () => {
  const texts = new StatementTexts()
  expect(texts.rewrite(text(1), 'public').name).toBeUndefined()
  expect(texts.rewrite(text(1), 'public').name).toMatch(/^s[0-9a-f]{40}$/)
  expect(texts.rewrite(text(1), 't_a').name).toBeUndefined()
  texts.rewrite(text(2), 'public')
  expect(texts.rewrite(text(2), 'public').name).not.toBe(texts.rewrite(text(1), 'public').name)
})

test('hand-written SQL that may change the session gets no name', () => {
  const texts = new StatementTexts()
  for (let n = 0; n < 3; n++) expect(texts.rewrite(text(1), 'public', false).name).toBeUndefined()
})

test('names run out before they fill the memory of every connection', () => {
  const texts = new StatementTexts()
  const names = new Set<string | undefined>()
  for (let n = 0; n < 3_000; n++) for (let use = 0; use < 2; use++) names.add(texts.rewrite(text(n), 'public').name)
  expect(names.size).toBe(501) // five hundred, and none
})
