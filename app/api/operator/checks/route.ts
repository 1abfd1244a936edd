import { checkSlug } from '@/lib/catalog'
import { checkBrandColour } from '@/lib/portal'
import { forOperator } from '../for-operator'

/** What the onboarding form shows while one types: whether a slug is free, and what a brand colour does to text. */
export const GET = forOperator('tenant:create', async ({ url }) => {
  const slug = url.searchParams.get('slug')
  const colour = url.searchParams.get('colour')
  return Response.json(
    {
      slug: slug === null ? null : await checkSlug(slug.slice(0, 64)),
      colour: colour === null ? null : checkBrandColour(colour.toLowerCase()),
    },
    { headers: { 'cache-control': 'no-store' } },
  )
})
