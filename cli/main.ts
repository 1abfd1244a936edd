import { AppError, isAppError, toProblem } from '@/lib/core'
import { COMMANDS } from './commands'
import { type Command, type Terminal, UsageError } from './define-command'
import { parseCommandLine, wantsJson } from './parse-command-line'
import { synopsis, usageOf, usageOfAll } from './usage'

/** Exit codes: done, refused or failed, not understood. */
export const EXIT = { done: 0, failed: 1, usage: 2 } as const

export async function main(argv: readonly string[], terminal: Terminal, commands: readonly Command[] = COMMANDS): Promise<number> {
  const isJson = wantsJson(argv)
  const interrupt = new AbortController()
  const onInterrupt = () =>
    interrupt.abort(new AppError('unavailable', { message: 'Interrupted. What was started goes on; see: rowhouse operation list' }))
  process.once('SIGINT', onInterrupt)
  let command: Command | undefined
  try {
    const invocation = parseCommandLine(argv, commands)
    if (invocation.kind === 'help') {
      terminal.out(invocation.command ? usageOf(invocation.command) : usageOfAll(commands, invocation.noun))
      return EXIT.done
    }
    command = invocation.command
    const context = { progress: (line: string) => terminal.err(`${line}\n`), signal: interrupt.signal }
    const result = await (command.run as (input: unknown, context: unknown) => Promise<unknown>)(invocation.input, context)
    terminal.out(isJson ? `${JSON.stringify(result)}\n` : `${(command.print as (result: unknown) => string)(result)}\n`)
    return EXIT.done
  } catch (error) {
    if (error instanceof UsageError) return tellUsage(error, argv, commands, terminal, isJson)
    return tellProblem(error, terminal, isJson)
  } finally {
    process.off('SIGINT', onInterrupt)
  }
}

function tellUsage(error: UsageError, argv: readonly string[], commands: readonly Command[], terminal: Terminal, isJson: boolean): number {
  const problem = new AppError('bad_request', { message: error.message, ...(error.fields && { fields: error.fields }) })
  if (isJson) terminal.out(`${JSON.stringify(toProblem(problem))}\n`)
  const command = commands.find(({ noun, verb }) => noun === argv[0] && verb === argv[1])
  terminal.err(
    `${error.message}\n${command ? `Usage: ${synopsis(command)}\n` : 'Usage: rowhouse <noun> <verb> [--json]; see rowhouse --help\n'}`,
  )
  return EXIT.usage
}

function tellProblem(error: unknown, terminal: Terminal, isJson: boolean): number {
  const problem = toProblem(error)
  if (isJson) terminal.out(`${JSON.stringify(problem)}\n`)
  const fields = Object.entries(problem.fields ?? {}).map(([name, message]) => `  ${name}: ${message}\n`)
  // This is the operator's own terminal: the reason of a defect belongs here, though never on an HTTP answer.
  const reason = isAppError(error)
    ? typeof error.detail === 'string'
      ? `  ${error.detail}\n`
      : ''
    : `  ${(error as Error)?.stack ?? error}\n`
  terminal.err(`${problem.detail}\n${fields.join('')}${reason}`)
  return EXIT.failed
}
