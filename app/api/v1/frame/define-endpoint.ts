import { z } from 'zod'
import type { OperatorPermission, Permission } from '@/lib/auth'
import type { OperatorCaller, TenantCaller } from './caller'
import { csvColumns } from './csv'

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** Who may call: an operator on admin.<base>, or a member or key of the tenant on the tenant's own host. `any`: whoever signed in there. */
export type Auth = { operator: OperatorPermission | 'any' } | { tenant: Permission | 'any' }

/** A file in the request, read as a stream by `run`: never held in memory by the frame. */
export type Upload = { contentTypes: readonly string[]; sizeBytesMax: number }

/** An answer that is no JSON: a download or a live stream. */
export type Stream = { body: ReadableStream<Uint8Array>; headers?: Record<string, string> }

type Caller<A extends Auth> = A extends { operator: unknown } ? OperatorCaller : TenantCaller
type Empty = z.ZodObject<Record<never, never>>

type Run<A extends Auth, P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R> = (
  input: Caller<A> & {
    params: z.output<P>
    query: z.output<Q>
    body: z.output<B>
    request: Request
    requestId: string
    signal: AbortSignal
  },
) => Promise<R>

export type EndpointSpec<A extends Auth, P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, O extends z.ZodType> = {
  method: Method
  /** Below /api/v1, as OpenAPI writes it: '/tenants/{slug}'. */
  path: `/${string}`
  /** Stable name in the OpenAPI document, in camel case: clients are generated from it. */
  name: string
  summary: string
  tag: string
  auth: A
  /** Of a plugin: where that is not on, there is nothing at this path. */
  plugin?: string
  params?: P
  query?: Q
  status?: 200 | 201 | 202 | 204
} & (
  | {
      body?: B
      upload?: Upload
      output: O
      produces?: undefined
      /** The columns of a list as CSV, where not all of its fields belong there. */
      csv?: readonly string[]
      /** Columns of the tenant's own, which no schema knows: they come after the others. */
      csvOf?: (caller: Caller<A>) => Promise<string[]>
      run: Run<A, P, Q, B, z.input<O>>
    }
  | {
      produces: 'text/csv' | 'text/event-stream' | 'application/zip' | 'application/pdf' | 'application/octet-stream'
      body?: undefined
      upload?: undefined
      output?: undefined
      csv?: undefined
      csvOf?: undefined
      run: Run<A, P, Q, Empty, Stream>
    }
)

/** What the frame keeps of an endpoint: the types of its input are checked where it is defined, and erased here. */
export type Endpoint = {
  method: Method
  path: string
  segments: readonly string[]
  name: string
  summary: string
  tag: string
  auth: Auth
  plugin: string | null
  params: z.ZodType
  query: z.ZodType
  /** Names that the query may hold: a misspelt filter is told, not ignored. */
  queryNames: ReadonlySet<string>
  body: z.ZodType | null
  upload: Upload | null
  output: z.ZodType | null
  produces: string
  /** Of a list, which answers `Accept: text/csv` too; null for anything else. */
  csvColumns: readonly string[] | null
  csvOf: ((caller: never) => Promise<string[]>) | null
  status: number
  run: (input: never) => Promise<unknown>
}

const NOTHING = z.strictObject({})

export function defineEndpoint<
  const A extends Auth,
  P extends z.ZodType = Empty,
  Q extends z.ZodType = Empty,
  B extends z.ZodType = Empty,
  O extends z.ZodType = z.ZodType,
>(spec: EndpointSpec<A, P, Q, B, O>): Endpoint {
  if (spec.body && spec.upload) throw new TypeError(`${spec.name}: a request holds JSON or a file, not both`)
  return {
    method: spec.method,
    path: spec.path,
    segments: spec.path.split('/').slice(1),
    name: spec.name,
    summary: spec.summary,
    tag: spec.tag,
    auth: spec.auth,
    plugin: spec.plugin ?? null,
    params: spec.params ?? NOTHING,
    query: spec.query ?? NOTHING,
    queryNames: namesOf(spec.query ?? NOTHING),
    body: spec.body ?? null,
    upload: spec.upload ?? null,
    output: spec.output ?? null,
    produces: spec.produces ?? 'application/json',
    csvColumns: spec.csv ?? csvColumns({ method: spec.method, output: spec.output ?? null }),
    csvOf: spec.csvOf ?? null,
    status: spec.status ?? 200,
    run: spec.run as Endpoint['run'],
  }
}

function namesOf(schema: z.ZodType): ReadonlySet<string> {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return new Set(Object.keys(properties))
}

export const audienceOf = (endpoint: Endpoint): 'operator' | 'tenant' => ('operator' in endpoint.auth ? 'operator' : 'tenant')
export const permissionOf = (endpoint: Endpoint): string => ('operator' in endpoint.auth ? endpoint.auth.operator : endpoint.auth.tenant)
