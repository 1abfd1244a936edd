import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { dataDir } from '@/lib/core'
import type { DemoSignIn } from '../demo/load-demo'
import { addressOf } from './address'
import type { FirstOperator } from './worker'

/** Where to go and how to get in. */
export function announce({ operator, demo, isDev }: { operator: FirstOperator | null; demo: DemoSignIn[]; isDev: boolean }): void {
  const companies = [...new Map(demo.map((each) => [each.slug, each])).values()]
  const lines: [name: string, url: string, password?: string | null][] = [
    ['Start page', addressOf()],
    ['Back office', addressOf('admin')],
    ...companies.map(({ name, slug, password }): [string, string, string | null] => [name, addressOf(slug), password]),
  ]
  const nameWidth = Math.max(...lines.map(([name]) => name.length))
  const urlWidth = Math.max(...lines.map(([, url]) => url.length))
  const print = (text = '') => process.stdout.write(`${text}\n`)
  print()
  for (const [name, url, password] of lines) {
    print(`  ${name.padEnd(nameWidth)}  ${password ? `${url.padEnd(urlWidth)}  password ${password}` : url}`)
  }
  if (companies.length > 0) {
    const accounts = demo.filter(({ slug }) => slug === companies[0]!.slug).map(({ email }) => email.split('@')[0])
    print(`  Accounts of each company: ${accounts.join(', ')}, as in ${demo[0]!.email}`)
  }
  const kept = join(dataDir(), 'secrets', 'first-sign-in.txt')
  if (!operator && existsSync(kept)) {
    print()
    print(`  First sign-in at the back office: see ${kept}`)
  }
  if (operator) {
    print()
    print(`  First sign-in at the back office: ${operator.email} / ${operator.password}`)
    print('  It asks for an authenticator app, and shows the code to scan.')
    print(`  Kept in ${operator.file}; change the password after signing in, then delete that file.`)
  }
  print()
  print(isDev ? '  Pages reload as you edit; Ctrl-C stops everything.' : '  Ctrl-C stops everything.')
  print()
}
