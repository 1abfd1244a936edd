import type { Command } from './define-command'

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

export function synopsis(command: Command): string {
  const words = command.positionals.map((name) => `<${name}>`)
  const confirm = command.confirm ? [`--confirm <${command.confirm}>`] : []
  const options = Object.keys(command.options).length > 0 ? ['[options]'] : []
  return ['rowhouse', command.noun, command.verb, ...words, ...confirm, ...options].join(' ')
}

export function usageOfAll(commands: readonly Command[], noun: string | null): string {
  const shown = commands.filter((command) => !noun || command.noun === noun)
  const width = Math.max(...shown.map((command) => `${command.noun} ${command.verb}`.length))
  const lines = shown.map((command) => `  ${`${command.noun} ${command.verb}`.padEnd(width)}  ${command.summary}`)
  return `rowhouse <noun> <verb> [--json]\n\n${lines.join('\n')}\n\nMore about one: rowhouse <noun> <verb> --help\n`
}

export function usageOf(command: Command): string {
  const options: [string, string][] = Object.entries(command.options).map(([name, option]) => [
    `--${kebab(name)}${option.isFlag ? '' : ` <${option.placeholder ?? 'text'}>`}`,
    option.help,
  ])
  if (command.confirm) options.push([`--confirm <${command.confirm}>`, 'say it once more, so that it is not the wrong one'])
  options.push(['--json', 'print one JSON object'])
  const width = Math.max(...options.map(([name]) => name.length))
  return `${synopsis(command)}\n\n${command.summary}\n\n${options.map(([name, help]) => `  ${name.padEnd(width)}  ${help}`).join('\n')}\n`
}
