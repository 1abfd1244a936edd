import { notFound } from 'next/navigation'
import { cache } from 'react'
import { Toaster } from '@/components/ui/toast'
import type { Permission } from '@/lib/auth'
import { isPluginOpen, matchPath } from '@/lib/plugins'
import { translator } from '@/lib/portal'
import { openTenant } from '@/lib/tenancy'
import { findPlugin } from '@/plugins/registry'
import { openPortalScope } from '../plugins'
import { PortalPage } from '../portal-page'
import { findPortalTenant, requirePortal } from '../portal-request'

type Props = { params: Promise<{ rest: string[] }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

/**
 * Every address that no page of ours has: a plugin's, if one is on that has it. Otherwise there is nothing here, signed in or not, in
 * the tenant's own colours; a plugin that is off or never was is answered in the same way, and by the same work.
 */
const requirePlugin = cache(async (path: string, query: string) => {
  const [id = '', ...below] = path.split('/')
  const plugin = findPlugin(id)
  const pages = plugin?.pages.map((page) => ({ page, params: matchPath(page.path, below) })).filter(({ params }) => params !== null) ?? []
  // A literal path comes before one with a parameter.
  const found = pages.sort((a, b) => Object.keys(a.params!).length - Object.keys(b.params!).length)[0]
  if (!plugin || !found) notFound()
  const tenant = await findPortalTenant()
  if (!(await isPluginOpen(openTenant(tenant), tenant, id))) notFound()
  const portal = await requirePortal(`${id}:${found.page.right}` as Permission)
  const scope = await openPortalScope(portal, plugin)
  const answer = await found.page.render(scope, { params: found.params!, query: Object.fromEntries(new URLSearchParams(query)) })
  if (!answer) notFound()
  return { portal, answer, place: placeOf(plugin.navigation, id, below) }
})

/** The entry of the navigation that stands for this page: the longest that its address begins with. */
function placeOf(navigation: readonly { path: string }[], id: string, below: string[]): `/${string}` {
  const address = `/${below.join('/')}`
  const best = navigation.filter(({ path }) => address.startsWith(path)).sort((a, b) => b.path.length - a.path.length)[0]
  return `/${id}${best?.path ?? ''}`
}

async function find({ params, searchParams }: Props) {
  const query = Object.entries(await searchParams).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
  return requirePlugin((await params).rest.join('/'), new URLSearchParams(query).toString())
}

export async function generateMetadata(props: Props) {
  const { portal, answer } = await find(props)
  return { title: translator(portal.locale, 'portal')('title', { page: answer.title, product: portal.tenant.branding.productName }) }
}

export default async function Page(props: Props) {
  const { portal, answer, place } = await find(props)
  return (
    <PortalPage portal={portal} place={place}>
      {answer.body}
      <Toaster label={translator(portal.locale, 'common')('messages')} />
    </PortalPage>
  )
}
