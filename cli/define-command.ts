import type { z } from 'zod'

export type Terminal = { out(text: string): void; err(text: string): void }

/** What a command gets beside its input: a place for progress that never mixes with the answer. */
export type CommandContext = { progress(line: string): void; signal: AbortSignal }

export type OptionHelp = { help: string; placeholder?: string; isFlag?: boolean }

export type Command = {
  noun: string
  verb: string
  summary: string
  /** Names of the words after the verb, all of them required. */
  positionals: readonly string[]
  options: Readonly<Record<string, OptionHelp>>
  /** The word that must follow --confirm, for what cannot be taken back at once. */
  confirm?: string
  input: z.ZodType
  run: (input: never, context: CommandContext) => Promise<unknown>
  print: (result: never) => string
}

type Spec<I extends z.ZodType, R> = Omit<Command, 'input' | 'run' | 'print' | 'positionals' | 'options'> & {
  positionals?: readonly string[]
  options?: Record<string, OptionHelp>
  /** Parses the positionals and options together, by their names in camel case. */
  input: I
  run: (input: z.output<I>, context: CommandContext) => Promise<R>
  /** For a person; with --json the result itself is printed. */
  print: (result: R) => string
}

export function defineCommand<I extends z.ZodType, R>(spec: Spec<I, R>): Command {
  return { positionals: [], options: {}, ...spec, run: spec.run as Command['run'], print: spec.print as Command['print'] }
}

export class UsageError extends Error {
  constructor(
    message: string,
    readonly fields?: Record<string, string>,
  ) {
    super(message)
    this.name = 'UsageError'
  }
}
