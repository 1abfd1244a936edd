import { expect, test } from 'vitest'
import { HeadcountChart } from './headcount'

const words = { label: 'Headcount by month', headcount: 'People', joined: 'Joined', left: 'Left' }
const drawn = (points: { label: string; joined: number; left: number; headcount: number }[]) =>
  HeadcountChart({ points, locale: 'en-GB', words, height: 292 })?.props.dangerouslySetInnerHTML.__html as string | undefined

test('every period tells its numbers, and the last stands at the end of the line', () => {
  const html = drawn([
    { label: 'Jan 2026', joined: 1_200, left: 0, headcount: 1_200 },
    { label: 'Feb 2026', joined: 10, left: 210, headcount: 1_000 },
  ])!
  for (const text of [
    'Jan 2026',
    'People 1,200',
    'Joined 1,200 · Left 0',
    'Feb 2026',
    'People 1,000',
    'Joined 10 · Left 210',
    '>1,000</b>',
  ])
    expect(html).toContain(text)
  expect(html).not.toMatch(/NaN|Infinity|undefined|null/)
})

test('one period of nobody is drawn, and no period is not', () => {
  expect(drawn([{ label: '2026', joined: 0, left: 0, headcount: 0 }])).not.toMatch(/NaN|Infinity/)
  expect(drawn([])).toBeUndefined()
})

test('a label is text', () => {
  expect(drawn([{ label: '<b>"', joined: 0, left: 0, headcount: 0 }])).toContain('&lt;b&gt;&quot;')
})
