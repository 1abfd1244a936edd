import { z } from 'zod'
import { getServerReport, listDatabasePage, listServerReports, PATTERNS } from '@/lib/catalog'
import {
  AddDatabaseInput,
  addDatabase,
  CapacityInput,
  changeCapacity,
  changeStandbys,
  checkServer,
  drainServer,
  preflightServer,
  RegisterServerInput,
  registerExternalServer,
  removeServer,
  StandbysInput,
  undrainServer,
} from '@/lib/lifecycle'
import { defineEndpoint } from '../frame/define-endpoint'
import { pageOf, paging } from '../frame/paging'
import { DatabaseView, PreflightView, ServerView, viewDatabase, viewServer } from './server-view'

/** The name, or the id. */
export const ServerParams = z.object({ server: z.string().max(64) })
const read = { operator: 'tenant:read' } as const
const manage = { operator: 'server:manage' } as const
const tag = 'servers'

export const SERVER_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/servers',
    name: 'listServers',
    summary: 'Every PostgreSQL server with what it may hold and what it holds, oldest first',
    tag,
    auth: read,
    query: z.strictObject({ region: z.string().max(40).optional(), ...paging }),
    output: pageOf(ServerView),
    run: async ({ query }) => {
      const { servers, nextCursor } = await listServerReports(query)
      return { items: servers.map(viewServer), nextCursor }
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/servers',
    name: 'registerServer',
    summary: 'Enter a server by its administrative address; refused with all that is missing there',
    tag,
    auth: manage,
    body: z.strictObject(RegisterServerInput.omit({ requestId: true }).shape),
    output: ServerView,
    status: 201,
    run: async ({ principal, body, requestId }) => viewServer(await registerExternalServer(principal, { ...body, requestId })),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/servers/preflight',
    name: 'preflightAddress',
    summary: 'What a server lacks, and the statements that grant it; changes nothing there',
    tag,
    auth: manage,
    body: z.strictObject({ adminUrl: RegisterServerInput.shape.adminUrl }),
    output: PreflightView,
    run: ({ principal, body }) => preflightServer(principal, body),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/servers/{server}',
    name: 'showServer',
    summary: 'One server, by name or id',
    tag,
    auth: read,
    params: ServerParams,
    output: ServerView,
    run: async ({ params }) => viewServer(await getServerReport(params.server)),
  }),
  defineEndpoint({
    method: 'PATCH',
    path: '/servers/{server}',
    name: 'changeCapacity',
    summary: 'Set its hard limits; what is left out stays',
    tag,
    auth: manage,
    params: ServerParams,
    body: z.strictObject({ capacity: CapacityInput }),
    output: ServerView,
    run: async ({ principal, params, body, requestId }) => viewServer(await changeCapacity(principal, { ...params, ...body, requestId })),
  }),
  defineEndpoint({
    method: 'PATCH',
    path: '/servers/{server}/standbys',
    name: 'changeStandbys',
    summary: 'Set how many places of each pattern are kept ready there; what is left out stays',
    tag,
    auth: manage,
    params: ServerParams,
    body: StandbysInput,
    output: ServerView,
    run: async ({ principal, params, body, requestId }) =>
      viewServer(await changeStandbys(principal, { ...params, standbys: body, requestId })),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/servers/{server}/check',
    name: 'checkServer',
    summary: 'Look at it now: version, size, connections, slots, tables',
    tag,
    auth: read,
    params: ServerParams,
    output: ServerView,
    run: async ({ principal, params }) => viewServer(await checkServer(principal, params)),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/servers/{server}/preflight',
    name: 'preflightServer',
    summary: 'What a registered server lacks, and the statements that grant it',
    tag,
    auth: manage,
    params: ServerParams,
    output: PreflightView,
    run: ({ principal, params }) => preflightServer(principal, params),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/servers/{server}/drain',
    name: 'drainServer',
    summary: 'Place nobody there from now on; who lives there stays until moved',
    tag,
    auth: manage,
    params: ServerParams,
    output: ServerView,
    run: async ({ principal, params, requestId }) => viewServer(await drainServer(principal, { ...params, requestId })),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/servers/{server}/undrain',
    name: 'undrainServer',
    summary: 'Place tenants there again',
    tag,
    auth: manage,
    params: ServerParams,
    output: ServerView,
    run: async ({ principal, params, requestId }) => viewServer(await undrainServer(principal, { ...params, requestId })),
  }),
  defineEndpoint({
    method: 'DELETE',
    path: '/servers/{server}',
    name: 'removeServer',
    summary: 'Forget a drained server on which nobody lives',
    tag,
    auth: manage,
    params: ServerParams,
    query: z.strictObject({ confirm: z.string().describe('Its name once more, so that it is not the wrong one.') }),
    output: z.object({ isRemoved: z.literal(true) }),
    run: async ({ principal, params, query, requestId }) => {
      await removeServer(principal, { ...params, ...query, requestId })
      return { isRemoved: true as const }
    },
  }),
  defineEndpoint({
    method: 'GET',
    path: '/databases',
    name: 'listDatabases',
    summary: 'Every database that holds tenants or is kept ready, oldest first',
    tag: 'databases',
    auth: read,
    query: z.strictObject({ server: z.string().max(64).optional(), pattern: z.enum(PATTERNS).optional(), ...paging }),
    output: pageOf(DatabaseView),
    run: async ({ query }) => {
      const { databases, nextCursor } = await listDatabasePage(query)
      return { items: databases.map(viewDatabase), nextCursor }
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/databases',
    name: 'addDatabase',
    summary: 'Make a database that tenants share, of one pattern for good',
    tag: 'databases',
    auth: manage,
    body: z.strictObject(AddDatabaseInput.omit({ requestId: true }).shape),
    output: DatabaseView,
    status: 201,
    run: async ({ principal, body, requestId }) => viewDatabase(await addDatabase(principal, { ...body, requestId })),
  }),
]
