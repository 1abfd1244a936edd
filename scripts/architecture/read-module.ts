import { posix } from 'node:path'
import ts from 'typescript'

export type Import = {
  /** As written. */
  specifier: string
  /** Path from the root without extension when it is ours ('lib/hr', 'lib/hr/list-people'), else null. */
  path: string | null
  isTypeOnly: boolean
  line: number
}

export type Module = {
  path: string
  text: string
  imports: Import[]
  /** Exports of a 'use server' file that are not made by an action builder, and 'use server' inside a function. */
  bareActions: { name: string; line: number }[]
  /** Names that the file uses and does not declare itself, as far as its syntax tells: 'fetch', 'process'. */
  freeNames: { name: string; line: number }[]
}

const EXTENSION = /\.(ts|tsx|mts|mjs|js)$/
/** What reaches the network, the machine or the code itself without an import. */
const AMBIENT = new Set(
  'fetch process globalThis global window require eval Function WebSocket XMLHttpRequest EventSource Deno Bun navigator'.split(' '),
)
const BUILDER = /^define\w*Action$/

/** Reads one file with TypeScript's own parser, from its text alone: no program, no type checker, no cache. */
export function readModule(path: string, text: string): Module {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, path.endsWith('.tsx') ? ts.ScriptKind.TSX : undefined)
  const imports: Import[] = []
  const bareActions: Module['bareActions'] = []
  const freeNames: Module['freeNames'] = []
  const lineOf = (node: ts.Node) => file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1
  const add = (node: ts.Expression | undefined, isTypeOnly: boolean) => {
    if (node && ts.isStringLiteralLike(node)) {
      imports.push({ specifier: node.text, path: resolve(path, node.text), isTypeOnly, line: lineOf(node) })
    }
  }
  const visit = (node: ts.Node) => {
    if (ts.isIdentifier(node) && AMBIENT.has(node.text) && isUse(node)) freeNames.push({ name: node.text, line: lineOf(node) })
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, importsTypesOnly(node.importClause))
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly || exportsTypesOnly(node))
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal as ts.Expression, true)
    else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference))
      add(node.moduleReference.expression, node.isTypeOnly)
    else if (ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || isCallOf(node, /^require$/)))
      add(node.arguments[0], false)
    else if (ts.isBlock(node) && isServerDirective(node.statements[0]) && ts.isFunctionLike(node.parent))
      bareActions.push({ name: node.parent.name?.getText(file) ?? 'a function', line: lineOf(node) })
    ts.forEachChild(node, visit)
  }
  visit(file)
  if (directives(file).some(isServerDirective)) bareActions.push(...exportsWithoutBuilder(file, lineOf))
  return { path, text, imports, bareActions, freeNames }
}

/** Not the name of a property, a label or an attribute, which says nothing about where it comes from. */
function isUse(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent)) return parent.getChildAt(0) === node
  if (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isJsxAttribute(parent)) return parent.name !== node
  return !ts.isTypeReferenceNode(parent)
}

function resolve(from: string, specifier: string): string | null {
  const bare = specifier.replace(EXTENSION, '').replace(/\/index$/, '')
  if (bare.startsWith('@/')) return posix.normalize(bare.slice(2))
  if (bare.startsWith('.')) return posix.normalize(posix.join(posix.dirname(from), bare)).replace(/\/(index)?$/, '')
  return null
}

const directives = (file: ts.SourceFile) => file.statements.filter((statement) => ts.isExpressionStatement(statement))
const isServerDirective = (statement: ts.Statement | undefined): boolean =>
  !!statement &&
  ts.isExpressionStatement(statement) &&
  ts.isStringLiteral(statement.expression) &&
  statement.expression.text === 'use server'
const isCallOf = (node: ts.CallExpression, name: RegExp) => ts.isIdentifier(node.expression) && name.test(node.expression.text)

function importsTypesOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false
  if (clause.isTypeOnly) return true
  const named = clause.namedBindings
  return (
    !clause.name &&
    !!named &&
    ts.isNamedImports(named) &&
    named.elements.length > 0 &&
    named.elements.every((element) => element.isTypeOnly)
  )
}

function exportsTypesOnly(node: ts.ExportDeclaration): boolean {
  const clause = node.exportClause
  return !!clause && ts.isNamedExports(clause) && clause.elements.length > 0 && clause.elements.every((element) => element.isTypeOnly)
}

function exportsWithoutBuilder(file: ts.SourceFile, lineOf: (node: ts.Node) => number): Module['bareActions'] {
  const bare: Module['bareActions'] = []
  for (const statement of file.statements) {
    const isExported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword)
    if (ts.isExportAssignment(statement)) bare.push({ name: 'default', line: lineOf(statement) })
    else if (ts.isExportDeclaration(statement)) {
      if (!statement.isTypeOnly && !exportsTypesOnly(statement)) bare.push({ name: statement.getText(file), line: lineOf(statement) })
    } else if (isExported && ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) {
        const made = declaration.initializer
        if (!(made && ts.isCallExpression(made) && isCallOf(made, BUILDER))) {
          bare.push({ name: declaration.name.getText(file), line: lineOf(declaration) })
        }
      }
    } else if (isExported && !ts.isInterfaceDeclaration(statement) && !ts.isTypeAliasDeclaration(statement)) {
      bare.push({ name: (statement as ts.FunctionDeclaration).name?.text ?? 'default', line: lineOf(statement) })
    }
  }
  return bare
}
