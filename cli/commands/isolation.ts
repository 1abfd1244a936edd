import { z } from 'zod'
import { AppError } from '@/lib/core'
import { lintIsolation, selfTestIsolation } from '@/lib/lifecycle'
import { cliPrincipal } from '../cli-principal'
import { defineCommand } from '../define-command'

const NOTHING = z.strictObject({})

export const ISOLATION_COMMANDS = [
  defineCommand({
    noun: 'isolation',
    verb: 'lint',
    summary: 'Read the catalogue of every database of tenants for holes in the walls; fails if there is one',
    input: NOTHING,
    run: async () => {
      const report = await lintIsolation(cliPrincipal)
      if (report.findings.length === 0) return report
      const holes = report.findings.map(({ database, rule, object, problem }) => [`${database}: ${rule}: ${object}`, problem])
      throw new AppError('isolation', { message: `${holes.length} places where a wall has a hole.`, fields: Object.fromEntries(holes) })
    },
    print: ({ databases, away }) => {
      const read = databases - away.length
      const missing = away.map(({ database, server }) => `\n${database} on ${server} does not answer: nothing is known of it.`).join('')
      return `No hole in ${read} ${read === 1 ? 'database' : 'databases'}.${missing}`
    },
  }),
  defineCommand({
    noun: 'isolation',
    verb: 'selftest',
    summary: 'Try each wall of every database with three synthetic tenants, as a start does; fails if one is down',
    input: NOTHING,
    run: async () => {
      const items = await selfTestIsolation(cliPrincipal)
      const down = items.filter(({ isIntact }) => !isIntact)
      if (down.length === 0) return { items }
      throw new AppError('isolation', {
        message: 'A wall is down.',
        fields: Object.fromEntries(down.map(({ database, problem }) => [database, problem ?? ''])),
      })
    },
    print: ({ items }) => `Every wall stands in: ${items.map(({ database }) => database).join(', ')}`,
  }),
]
