import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Company, type CompanyOptions } from '../../lib/hr/sample/company'

const CHUNK_CHARACTERS = 256 * 1024

/** Writes departments.csv, employees.csv and salaries.csv; memory stays flat at any size. */
export async function writeCompany(folder: string, options: CompanyOptions): Promise<{ name: string; people: number; salaries: number }> {
  await mkdir(folder, { recursive: true })
  const company = new Company(options)
  const { headers } = options.culture
  await write(join(folder, 'departments.csv'), headers.departments, company.departmentRows())
  const people = await write(join(folder, 'employees.csv'), headers.employees, employees(company))
  const salaries = await write(join(folder, 'salaries.csv'), headers.salaries, salariesOf(company))
  return { name: company.name, people, salaries }
}

function* employees(company: Company): Generator<string[]> {
  for (const { employee } of company.people()) yield employee
}

function* salariesOf(company: Company): Generator<string[]> {
  for (const { salaries } of company.people()) yield* salaries
}

async function write(path: string, header: string[], rows: Iterable<string[]>): Promise<number> {
  let count = 0
  const chunks = function* () {
    let text = `${header.join(',')}\n`
    for (const row of rows) {
      count++
      text += `${row.map(cell).join(',')}\n`
      if (text.length < CHUNK_CHARACTERS) continue
      yield text
      text = ''
    }
    yield text
  }
  await pipeline(Readable.from(chunks(), { objectMode: false }), createWriteStream(path))
  return count
}

const cell = (value: string) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)
