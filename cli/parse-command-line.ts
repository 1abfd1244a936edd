import { parseArgs } from 'node:util'
import { type Command, UsageError } from './define-command'

export type Invocation =
  | { kind: 'help'; command: Command | null; noun: string | null; isJson: boolean }
  | { kind: 'run'; command: Command; input: unknown; isJson: boolean }

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
export const wantsJson = (argv: readonly string[]) => argv.includes('--json')

/** Words -> which command with which input, or a UsageError that says what to write instead. */
export function parseCommandLine(argv: readonly string[], commands: readonly Command[]): Invocation {
  const isJson = wantsJson(argv)
  const words = argv.filter((word) => word !== '--json')
  const [noun = null, verb = null] = words
  if (!noun || noun === 'help' || noun === '--help' || noun === '-h') return { kind: 'help', command: null, noun: null, isJson }
  const ofNoun = commands.filter((command) => command.noun === noun)
  if (ofNoun.length === 0)
    throw new UsageError(`There is no '${noun}'. Known: ${[...new Set(commands.map((command) => command.noun))].join(', ')}.`)
  if (!verb || verb === '--help' || verb === '-h') {
    if (verb) return { kind: 'help', command: null, noun, isJson }
    throw new UsageError(`Say what to do with '${noun}': ${ofNoun.map((command) => command.verb).join(', ')}.`)
  }
  const command = ofNoun.find((candidate) => candidate.verb === verb)
  if (!command) throw new UsageError(`'${noun}' has no '${verb}'. Known: ${ofNoun.map((candidate) => candidate.verb).join(', ')}.`)
  const { values, positionals } = readOptions(command, words.slice(2))
  if (values.help) return { kind: 'help', command, noun, isJson }
  return { kind: 'run', command, input: readInput(command, values, positionals), isJson }
}

function readOptions(command: Command, args: string[]) {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { isFlag }]) => [
      kebab(name),
      { type: isFlag ? ('boolean' as const) : ('string' as const) },
    ]),
  )
  try {
    return parseArgs({
      args,
      options: { ...options, help: { type: 'boolean', short: 'h' }, ...(command.confirm && { confirm: { type: 'string' as const } }) },
      allowPositionals: true,
      strict: true,
    })
  } catch (error) {
    throw new UsageError((error as Error).message.split('. To specify')[0]!)
  }
}

function readInput(command: Command, values: Record<string, unknown>, positionals: readonly string[]): unknown {
  const missing = command.positionals.slice(positionals.length)
  if (missing.length > 0) throw new UsageError(`Missing: ${missing.map((name) => `<${name}>`).join(' ')}.`)
  if (positionals.length > command.positionals.length)
    throw new UsageError(`Too many words: ${positionals.slice(command.positionals.length).join(' ')}.`)
  const raw: Record<string, unknown> = Object.fromEntries(command.positionals.map((name, index) => [name, positionals[index]]))
  for (const name of Object.keys(command.options)) if (values[kebab(name)] !== undefined) raw[name] = values[kebab(name)]
  const parsed = command.input.safeParse(raw)
  if (!parsed.success) {
    const fields = Object.fromEntries(
      parsed.error.issues.map((issue) => {
        const name = String(issue.path[0] ?? 'input')
        return [command.positionals.includes(name) ? `<${name}>` : `--${kebab(name)}`, issue.message]
      }),
    )
    throw new UsageError(
      Object.entries(fields)
        .map(([name, message]) => `${name}: ${message}`)
        .join('\n'),
      fields,
    )
  }
  if (command.confirm && values.confirm !== raw[command.confirm])
    throw new UsageError(`This needs your word for it: add --confirm ${raw[command.confirm]}`, {
      '--confirm': `must be ${raw[command.confirm]}`,
    })
  return parsed.data
}
