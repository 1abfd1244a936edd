import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Html, html } from './html'

test('a value can never become markup', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '/', 'a', ' ', '=') }), (value) => {
      const { text } = html`<a href="${value}">${value}</a>`
      const [, inAttribute, inText] = /^<a href="([^"]*)">([^<]*)<\/a>$/.exec(text) ?? []
      expect(inAttribute).toBeDefined()
      expect(inText).not.toMatch(/[<>"']/)
    }),
  )
})

test('an object that only looks like HTML of ours is escaped as text', () => {
  const forged = { text: '<script>' } as unknown as string
  expect(html`<b>${forged}</b>`.text).toBe('<b>[object Object]</b>')
  expect(html`<b>${[{ text: '<script>' } as unknown as Html]}</b>`.text).not.toContain('<script>')
})

test('templates nest, and nothing is printed for what is not there', () => {
  const rows = ['a', '<b>'].map((name) => html`<td>${name}</td>`)
  expect(html`<tr class="${false}">${rows}${null}${undefined}${0}</tr>`).toEqual(
    new Html('<tr class=""><td>a</td><td>&lt;b&gt;</td>0</tr>'),
  )
})
