import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '@/lib/core'
import { defineCommand } from './define-command'
import { main } from './main'

let stopped: unknown = null
const COMMANDS = [
  defineCommand({
    noun: 'tenant',
    verb: 'stop',
    summary: 'Refuse every request of a tenant',
    positionals: ['slug'],
    options: { reason: { help: 'what the trail will say' }, isQuick: { help: 'at once', isFlag: true } },
    confirm: 'slug',
    input: z.strictObject({
      slug: z.string().regex(/^[a-z]+$/, 'lower-case letters'),
      reason: z.string().min(3).optional(),
      isQuick: z.boolean().default(false),
    }),
    run: async (input, { progress }) => {
      progress('stopping')
      stopped = input
      if (input.slug === 'gone') throw new AppError('not_found', { message: 'There is no such tenant.' })
      if (input.slug === 'boom') throw new Error('disk on fire')
      return { slug: input.slug, status: 'stopped' }
    },
    print: ({ slug }) => `${slug} is stopped.`,
  }),
]

async function run(...argv: string[]) {
  stopped = null
  const text = { out: '', err: '' }
  const terminal = {
    out: (more: string) => {
      text.out += more
    },
    err: (more: string) => {
      text.err += more
    },
  }
  const code = await main(argv, terminal, COMMANDS)
  return { code, ...text }
}

describe('the command line', () => {
  test('does what it is told: the answer on standard output, progress on standard error, code 0', async () => {
    expect(await run('tenant', 'stop', 'acme', '--confirm', 'acme', '--reason', 'unpaid', '--is-quick')).toEqual({
      code: 0,
      out: 'acme is stopped.\n',
      err: 'stopping\n',
    })
    expect(stopped).toEqual({ slug: 'acme', reason: 'unpaid', isQuick: true })
  })

  test('prints exactly one object with --json, wherever it stands', async () => {
    expect((await run('--json', 'tenant', 'stop', 'acme', '--confirm', 'acme')).out).toBe('{"slug":"acme","status":"stopped"}\n')
    expect((await run('tenant', 'stop', 'acme', '--confirm=acme', '--json')).out).toBe('{"slug":"acme","status":"stopped"}\n')
  })

  test.each([
    ['an unknown noun', ['house', 'stop']],
    ['no verb', ['tenant']],
    ['an unknown verb', ['tenant', 'burn']],
    ['a missing word', ['tenant', 'stop']],
    ['a word too many', ['tenant', 'stop', 'acme', 'b', '--confirm', 'acme']],
    ['an unknown option', ['tenant', 'stop', 'acme', '--confirm', 'acme', '--force']],
    ['an option without its value', ['tenant', 'stop', 'acme', '--confirm']],
    ['a value that is wrong', ['tenant', 'stop', 'ACME', '--confirm', 'ACME']],
    ['no confirmation', ['tenant', 'stop', 'acme']],
    ['the confirmation of another', ['tenant', 'stop', 'acme', '--confirm', 'rival']],
  ])('%s is a question of usage: code 2, and nothing is done', async (_what, argv) => {
    const { code, out, err } = await run(...argv)
    expect([code, out, stopped]).toEqual([2, '', null])
    expect(err).toContain('Usage: rowhouse')
    const asJson = JSON.parse((await run(...argv, '--json')).out)
    expect(asJson).toMatchObject({ code: 'bad_request', status: 400 })
  })

  test('a refusal is code 1 and problem details with --json', async () => {
    const { code, out, err } = await run('tenant', 'stop', 'gone', '--confirm', 'gone', '--json')
    expect([code, JSON.parse(out)]).toMatchObject([1, { code: 'not_found', detail: 'There is no such tenant.' }])
    expect(err).toContain('There is no such tenant.')
  })

  test('a defect is code 1, with its reason on standard error alone', async () => {
    const { code, out, err } = await run('tenant', 'stop', 'boom', '--confirm', 'boom', '--json')
    expect([code, JSON.parse(out).code]).toEqual([1, 'internal'])
    expect(out).not.toContain('fire')
    expect(err).toContain('disk on fire')
  })

  test.each([[[]], [['--help']], [['tenant', '--help']], [['tenant', 'stop', '--help']]])(
    '%j explains itself with code 0',
    async (argv) => {
      const { code, out } = await run(...argv)
      expect(code).toBe(0)
      expect(out).toMatch(/tenant stop/)
    },
  )
})
