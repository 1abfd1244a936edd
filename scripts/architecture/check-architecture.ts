import { findCircles } from './find-circles'
import { readModule } from './read-module'
import type { Sources } from './read-sources'
import { RULES, type Violation } from './rules'

export const CIRCLE = {
  rule: 'circle',
  reason: 'which of them is ready first depends on who is asked first: what both need belongs in a file of its own',
}

export type Report = { modules: number; imports: number; violations: Violation[] }

/** Walks every file once and applies every rule. Counts are part of the answer: a walk that saw nothing proves nothing. */
export function checkArchitecture(sources: Sources): Report {
  const violations: Violation[] = []
  const modules = [...sources].map(([path, text]) => readModule(path, text))
  let imports = 0
  for (const module of modules) {
    imports += module.imports.length
    for (const rule of RULES) {
      for (const { line, found, reason } of rule.check(module)) {
        violations.push({ file: module.path, line, rule: rule.name, found, reason: reason ?? rule.reason })
      }
    }
  }
  for (const circle of findCircles(modules)) violations.push({ ...circle, ...CIRCLE })
  return { modules: sources.size, imports, violations }
}

export const printViolations = (violations: readonly Violation[]): string =>
  violations.map(({ file, line, rule, found, reason }) => `${file}:${line} [${rule}] ${found}\n    ${reason}`).join('\n')
