import { listTenants } from '@/lib/catalog'
import { forOperator } from '../for-operator'

/** The palette's tenants: a handful that match what is typed. */
export const GET = forOperator('tenant:read', async ({ url }) => {
  const search = (url.searchParams.get('q') ?? '').slice(0, 100)
  const { tenants, total } = await listTenants({ search, limit: 6 })
  return Response.json(
    { total, tenants: tenants.map(({ slug, name, status, pattern, mark }) => ({ slug, name, status, pattern, mark })) },
    { headers: { 'cache-control': 'no-store' } },
  )
})
