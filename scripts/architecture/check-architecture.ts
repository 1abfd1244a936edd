import { readModule } from './read-module'
import type { Sources } from './read-sources'
import { RULES, type Violation } from './rules'

export type Report = { modules: number; imports: number; violations: Violation[] }

/** Walks every file once and applies every rule. Counts are part of the answer: a walk that saw nothing proves nothing. */
export function checkArchitecture(sources: Sources): Report {
  const violations: Violation[] = []
  let imports = 0
  for (const [path, text] of sources) {
    const module = readModule(path, text)
    imports += module.imports.length
    for (const rule of RULES) {
      for (const { line, found, reason } of rule.check(module)) {
        violations.push({ file: path, line, rule: rule.name, found, reason: reason ?? rule.reason })
      }
    }
  }
  return { modules: sources.size, imports, violations }
}

export const printViolations = (violations: readonly Violation[]): string =>
  violations.map(({ file, line, rule, found, reason }) => `${file}:${line} [${rule}] ${found}\n    ${reason}`).join('\n')
