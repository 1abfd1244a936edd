import { z } from 'zod'
import type { Permission } from '@/lib/auth'
import { AppError } from '@/lib/core'
import type { AnyPlugin } from '@/lib/plugin-kit'
import {
  configurePlugin,
  findInstallation,
  installPlugin,
  isAllowed,
  listInstallations,
  openPluginScope,
  removePlugin,
  runPluginAction,
  switchPlugin,
} from '@/lib/plugins'
import { findPlugin, PLUGINS } from '@/plugins/registry'
import type { TenantCaller } from '../frame/caller'
import { defineEndpoint, type Endpoint } from '../frame/define-endpoint'
import { instantOrNull } from '../frame/paging'
import { parseInput } from '../frame/parse-input'

const PluginParams = z.object({ plugin: z.string().min(1).max(60) })
const visitOf = ({ db, tenant, principal }: TenantCaller) => ({ db, tenant, principal, locale: 'en' as const })

function requirePlugin({ tenant }: TenantCaller, id: string): AnyPlugin {
  const plugin = findPlugin(id)
  if (plugin && isAllowed(tenant, id)) return plugin
  throw new AppError('not_found', { message: 'There is no such plugin.' })
}

const INSTALLATION_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/plugins',
    name: 'listPlugins',
    summary: 'The plugins that this tenant may have, and what it has of them',
    tag: 'plugins',
    auth: { tenant: 'settings:write' },
    output: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          version: z.string(),
          installedVersion: z.string().nullable(),
          isOn: z.boolean(),
          settings: z.record(z.string(), z.unknown()).nullable(),
          installedAt: z.iso.datetime().nullable(),
        }),
      ),
    }),
    csv: ['id', 'version', 'installedVersion', 'isOn', 'installedAt'],
    run: async ({ db, tenant }) => {
      const installed = new Map((await listInstallations(db)).map((each) => [each.pluginId, each]))
      return {
        items: PLUGINS.filter(({ manifest }) => isAllowed(tenant, manifest.id)).map(({ manifest: { id, version } }) => {
          const own = installed.get(id)
          return {
            id,
            version,
            installedVersion: own?.version ?? null,
            isOn: own?.isOn ?? false,
            settings: (own?.settings as Record<string, unknown> | undefined) ?? null,
            installedAt: instantOrNull(own?.installedAt ?? null),
          }
        }),
      }
    },
  }),
  defineEndpoint({
    method: 'PUT',
    path: '/plugins/{plugin}',
    name: 'installPlugin',
    summary: 'Install a plugin, or switch it on or off; what it has written stays',
    tag: 'plugins',
    auth: { tenant: 'settings:write' },
    params: PluginParams,
    body: z.strictObject({ isOn: z.boolean().default(true) }),
    output: z.null(),
    status: 204,
    run: async ({ params, body, requestId, ...call }) => {
      const plugin = requirePlugin(call, params.plugin)
      const visit = { ...visitOf(call), requestId }
      if (body.isOn) await installPlugin(plugin, visit)
      else await switchPlugin(plugin, visit, false)
      return null
    },
  }),
  defineEndpoint({
    method: 'PUT',
    path: '/plugins/{plugin}/settings',
    name: 'configurePlugin',
    summary: 'Replace the settings of a plugin; what is left out goes back to its default',
    tag: 'plugins',
    auth: { tenant: 'settings:write' },
    params: PluginParams,
    body: z.record(z.string(), z.unknown()),
    output: z.null(),
    status: 204,
    run: async ({ params, body, requestId, ...call }) => {
      const plugin = requirePlugin(call, params.plugin)
      await configurePlugin(plugin, { ...visitOf(call), requestId }, parseInput(plugin.settings.strict(), body) as object)
      return null
    },
  }),
  defineEndpoint({
    method: 'DELETE',
    path: '/plugins/{plugin}',
    name: 'removePlugin',
    summary: 'Remove a plugin with everything that was written with it; this cannot be undone',
    tag: 'plugins',
    auth: { tenant: 'settings:write' },
    params: PluginParams,
    output: z.null(),
    status: 204,
    run: async ({ params, requestId, ...call }) => {
      await removePlugin(requirePlugin(call, params.plugin), { ...visitOf(call), requestId })
      return null
    },
  }),
]

/** `{id}` in a path is always a row's id. */
const paramsOf = (path: string) =>
  z.object(Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name!, z.uuid() as z.ZodType])))

function endpointsOf(plugin: AnyPlugin): Endpoint[] {
  const { id } = plugin.manifest
  const shared = (right: string) => ({ tag: id, plugin: id, auth: { tenant: `${id}:${right}` as Permission } })
  const reads = (plugin.reads ?? []).map(({ path, name, summary, right, query, output, file, run }) => {
    const spec = { ...shared(right), method: 'GET' as const, path: `/${id}${path}` as const, name, summary, params: paramsOf(path), query }
    const answer = async (call: TenantCaller & { params: Record<string, unknown>; query: unknown }) => {
      const installation = await findInstallation(call.db, id)
      const scope = openPluginScope(plugin, visitOf(call), installation?.settings)
      return run(scope, { params: call.params as Record<string, string>, query: call.query })
    }
    if (!file) return defineEndpoint({ ...spec, output, run: answer as never })
    return defineEndpoint({ ...spec, produces: file, run: async (call) => download((await answer(call)) as Download, file) })
  })
  const writes = Object.entries(plugin.actions).flatMap(([key, { api, right, input }]) => {
    if (!api) return []
    const params = paramsOf(api.path)
    const names = Object.keys(params.shape)
    const body = input.omit(Object.fromEntries(names.map((name) => [name, true])))
    return [
      defineEndpoint({
        ...shared(right),
        method: api.method,
        path: `/${id}${api.path}`,
        name: api.name,
        summary: api.summary,
        params,
        body: api.method === 'DELETE' ? undefined : body,
        output: z.object({ id: z.string() }),
        run: async ({ params, body, requestId, ...call }) =>
          runPluginAction(plugin, key, { ...visitOf(call), requestId }, parseInput(input, { ...(body as object), ...params })),
      }),
    ]
  })
  return [...reads, ...writes]
}

type Download = { bytes: Uint8Array; name: string }

function download({ bytes, name }: Download, type: string) {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes)
      controller.close()
    },
  })
  const ascii = name.replace(/[^\x20-\x7e]|["\\]/g, '_')
  const disposition = `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`
  return { body, headers: { 'content-type': type, 'content-disposition': disposition, 'content-length': String(bytes.byteLength) } }
}

/** What every tenant has about plugins, and what each plugin brings: its own paths, where it is on. */
export const PLUGIN_ENDPOINTS: Endpoint[] = [...INSTALLATION_ENDPOINTS, ...PLUGINS.flatMap(endpointsOf)]
