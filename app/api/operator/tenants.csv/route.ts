import { stringify } from 'csv-stringify/sync'
import { tenantQuery } from '@/app/operator/(office)/tenants/tenants-view'
import { listTenants } from '@/lib/catalog'
import { forOperator } from '../for-operator'

const COLUMNS = ['slug', 'name', 'status', 'tier', 'pattern', 'server', 'region', 'country', 'people', 'created_at']
/** A spreadsheet runs a cell that begins so as a formula; a tab in front keeps it a text. */
const FORMULA = /^[=+\-@\t\r]/
const cell = (value: string | number | null) => (typeof value === 'string' && FORMULA.test(value) ? `\t${value}` : (value ?? ''))

/** Every tenant that the filters of the list match, page by page, so that memory stays flat whatever their number. */
export const GET = forOperator('tenant:read', async ({ url }) => {
  const query = tenantQuery(Object.fromEntries(url.searchParams))
  let cursor: string | undefined
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(`\uFEFF${stringify([COLUMNS])}`)),
    async pull(controller) {
      const { tenants, nextCursor } = await listTenants({ ...query, cursor, limit: 200 })
      const rows = tenants.map((tenant) =>
        [
          tenant.slug,
          tenant.name,
          tenant.status,
          tenant.tierKey,
          tenant.pattern,
          tenant.server,
          tenant.region,
          tenant.country,
          tenant.peopleCount,
          tenant.createdAt.toISOString(),
        ].map(cell),
      )
      if (rows.length > 0) controller.enqueue(encoder.encode(stringify(rows)))
      if (nextCursor) cursor = nextCursor
      else controller.close()
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="tenants.csv"',
      'cache-control': 'no-store',
    },
  })
})
