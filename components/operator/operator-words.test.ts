import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { browserWords } from '@/app/operator/browser-words'
import en from '@/messages/en/operator.json'

const ROOT = join(import.meta.dirname, '../..')
const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name))
/** Keys written out in full; those made of data, such as `steps.${name}`, fall back to the name itself. */
const keysOf = (text: string) => [...text.matchAll(/\bt\(\s*'([\w.]+)'/g)].map((match) => match[1]!)
const find = (messages: unknown, key: string) =>
  key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], messages)

describe('the words of the back office', () => {
  it('has a message for every key that its pages and components name', () => {
    const missing = ['components/operator', 'app/operator'].flatMap(filesIn).flatMap((file) =>
      keysOf(readFileSync(file, 'utf8'))
        .filter((key) => typeof find(en, key) !== 'string')
        .map((key) => `${key} in ${file.slice(ROOT.length + 1)}`),
    )
    expect(missing).toEqual([])
  })

  it('sends the browser every word that its components speak', () => {
    const sent = browserWords('en').operator
    const missing = filesIn('components/operator')
      .map((file) => [file, readFileSync(file, 'utf8')] as const)
      .filter(([, text]) => /from '\.\/(use-)?words'/.test(text))
      .flatMap(([file, text]) =>
        keysOf(text)
          .filter((key) => typeof find(sent, key) !== 'string')
          .map((key) => `${key} in ${file.slice(ROOT.length + 1)}`),
      )
    expect(missing).toEqual([])
  })
})
