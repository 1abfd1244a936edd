// node --import tsx scripts/generate-company.ts --seed 7 --people 500 --locale ko --out dir
// Writes the CSV files of a company that does not exist. The same seed gives the same company, on every machine.
import { parseArgs } from 'node:util'
import { ENGLISH } from '../lib/hr/sample/english'
import { KOREAN } from '../lib/hr/sample/korean'
import { writeCompany } from './company/write-company'

const USAGE = `Usage: node --import tsx scripts/generate-company.ts --out <folder> [--seed 7] [--people 500] [--locale ko|en] [--today 2026-01-01] [--no-history]

  --people      1 to 1,000,000
  --today       the day until which everything happened
  --no-history  one pay for each person instead of one for each year
`

function refuse(words: string): never {
  process.stderr.write(`${words}\n\n${USAGE}`)
  process.exit(2)
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        out: { type: 'string' },
        seed: { type: 'string', default: '7' },
        people: { type: 'string', default: '500' },
        locale: { type: 'string', default: 'ko' },
        today: { type: 'string', default: '2026-01-01' },
        history: { type: 'boolean', default: true },
      },
      allowNegative: true,
    }).values
  } catch (error) {
    return refuse((error as Error).message)
  }
}

const { out, seed, people, locale, today, history } = readOptions()
if (!out) refuse('Say where to: --out <folder>')
if (!/^\d{1,9}$/.test(seed)) refuse('--seed is a whole number')
if (!/^\d{1,7}$/.test(people) || Number(people) < 1 || Number(people) > 1_000_000) refuse('--people is a number from 1 to 1,000,000')
if (locale !== 'ko' && locale !== 'en') refuse('--locale is ko or en')
if (!/^\d{4}-\d{2}-\d{2}$/.test(today) || Number.isNaN(Date.parse(today))) refuse('--today is a day such as 2026-01-01')

const written = await writeCompany(out, {
  seed: Number(seed),
  people: Number(people),
  culture: locale === 'ko' ? KOREAN : ENGLISH,
  today,
  hasHistory: history,
})
process.stdout.write(`${written.name}: ${written.people} people, ${written.salaries} salaries in ${out}\n`)
