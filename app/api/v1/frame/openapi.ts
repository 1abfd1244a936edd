import { z } from 'zod'
import { isPluginPermission, pluginOf } from '@/lib/auth'
import { HTTP_STATUS } from '@/lib/core'
import { audienceOf, type Endpoint, permissionOf } from './define-endpoint'

type Json = Record<string, unknown>

const PROBLEM: Json = {
  type: 'object',
  description: 'Problem details (RFC 9457). `code` is stable; `detail` is a sentence for a person.',
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: [...Object.keys(HTTP_STATUS), 'method_not_allowed'] },
    detail: { type: 'string' },
    instance: { type: 'string', format: 'uri', description: 'The request id, as in X-Request-Id.' },
    fields: { type: 'object', additionalProperties: { type: 'string' }, description: 'Name of a field, and what is wrong with it.' },
  },
  required: ['type', 'title', 'status', 'code', 'detail'],
}

const problem = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

type Contents = { tags: Json[]; paths: Record<string, Json> }
// Anybody may ask for the document, and making its schemas takes longer than most requests.
// Kept for each set of plugins: there are few.
const made = new WeakMap<readonly Endpoint[], Map<string, Contents>>()

/** The OpenAPI 3.1 document of one audience, made of the very schemas that parse the requests. */
export function openApi(
  endpoints: readonly Endpoint[],
  audience: 'operator' | 'tenant',
  { title, server }: { title: string; server: string },
  plugins: ReadonlySet<string> = new Set(),
): Json {
  const known = made.get(endpoints) ?? new Map<string, Contents>()
  const key = [audience, ...[...plugins].sort()].join(' ')
  const isThere = (endpoint: Endpoint) => audienceOf(endpoint) === audience && (endpoint.plugin === null || plugins.has(endpoint.plugin))
  const contents = known.get(key) ?? withoutClosedNames(contentsOf(endpoints.filter(isThere)), plugins)
  made.set(endpoints, known.set(key, contents))
  return {
    openapi: '3.1.1',
    info: { title, version: '1', description: 'Answers are JSON, refusals problem details (RFC 9457). Lists are paged by cursor.' },
    servers: [{ url: server }],
    security: [{ key: [] }],
    ...contents,
    components: {
      schemas: { Problem: PROBLEM },
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key of this host.' } },
    },
  }
}

function contentsOf(endpoints: readonly Endpoint[]): Contents {
  const paths: Record<string, Json> = {}
  for (const endpoint of endpoints) {
    paths[endpoint.path] ??= {}
    paths[endpoint.path]![endpoint.method.toLowerCase()] = operation(endpoint)
  }
  return { tags: [...new Set(endpoints.map(({ tag }) => tag))].map((name) => ({ name })), paths }
}

/** Lists of permissions name those of plugins that are on, and of no others. */
function withoutClosedNames<T>(value: T, plugins: ReadonlySet<string>): T {
  const isClosed = (name: unknown) => typeof name === 'string' && isPluginPermission(name) && !plugins.has(pluginOf(name))
  if (Array.isArray(value)) return value.filter((each) => !isClosed(each)).map((each) => withoutClosedNames(each, plugins)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutClosedNames(inner, plugins)])) as T
}

function operation(endpoint: Endpoint): Json {
  const permission = permissionOf(endpoint)
  const takesInput = endpoint.body !== null || endpoint.upload !== null
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    tags: [endpoint.tag],
    ...(permission !== 'any' && { description: `Needs the permission \`${permission}\`.` }),
    parameters: [
      ...parameters(endpoint.params, 'path'),
      ...parameters(endpoint.query, 'query'),
      ...(endpoint.method === 'POST' && !endpoint.upload ? [IDEMPOTENCY_KEY] : []),
    ],
    ...(takesInput && { requestBody: { required: true, content: requestContent(endpoint) } }),
    responses: {
      [endpoint.status]: answer(endpoint),
      401: problem('No valid key for this host'),
      403: problem('The permission is missing'),
      404: problem('There is nothing at this address, or it belongs to somebody else'),
      ...(endpoint.method === 'POST' && { 409: problem('It is taken, or the Idempotency-Key was used for something else') }),
      ...(takesInput && { 400: problem('Not JSON'), 413: problem('Too large'), 415: problem('Another content type is needed') }),
      422: problem('A field is wrong; `fields` tells which and why'),
      429: problem('Too many requests; Retry-After tells when'),
      503: problem('Not available right now'),
    },
  }
}

const IDEMPOTENCY_KEY: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: 200 },
  description: 'Send it again with the same body and you get the first answer, for 24 hours.',
}

function answer(endpoint: Endpoint): Json {
  if (endpoint.status === 204) return { description: 'Done' }
  const schema = endpoint.output ? jsonSchema(endpoint.output, 'output') : { type: 'string' }
  const csv = endpoint.csvColumns && { 'text/csv': { schema: { type: 'string', description: 'The whole list, without pages.' } } }
  return { description: 'Done', content: { [endpoint.produces]: { schema }, ...csv } }
}

function requestContent(endpoint: Endpoint): Json {
  if (endpoint.body) return { 'application/json': { schema: jsonSchema(endpoint.body, 'input') } }
  return Object.fromEntries(endpoint.upload!.contentTypes.map((type) => [type, { schema: { type: 'string', contentMediaType: type } }]))
}

function parameters(schema: z.ZodType, place: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...made } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' }) as Json
  return made
}
