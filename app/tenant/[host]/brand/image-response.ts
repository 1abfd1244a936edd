import { findBrandImage } from '@/lib/catalog'

/** A picture of this tenant and of no other. Public like the sign-in page that shows it; a document it never is. */
export async function imageResponse(tenantId: string, id: string): Promise<Response> {
  const image = await findBrandImage(tenantId, id)
  if (!image) return new Response('Not found\n', { status: 404 })
  return new Response(image.content, {
    headers: {
      'content-type': image.contentType,
      'cache-control': 'public, max-age=31536000, immutable',
      'content-disposition': 'inline',
    },
  })
}
