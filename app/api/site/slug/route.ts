import { isSiteHost } from '@/lib/actions'
import { checkSlug } from '@/lib/catalog'

/** Whether an address is free, while a company types it. Which addresses exist, anybody finds out by opening them. */
export async function GET(request: Request): Promise<Response> {
  if (!(await isSiteHost())) return Response.json(null, { status: 404 })
  const slug = new URL(request.url).searchParams.get('slug') ?? ''
  return Response.json({ slug: await checkSlug(slug.slice(0, 64)) }, { headers: { 'cache-control': 'no-store' } })
}
