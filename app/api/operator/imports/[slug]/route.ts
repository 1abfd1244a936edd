import { Readable } from 'node:stream'
import { requireOwnOrigin } from '@/app/api/portal/portal-caller'
import { getTenant } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { storeImportFile } from '@/lib/hr'
import { openTenantById } from '@/lib/tenancy'
import { forOperator } from '../../for-operator'

/** Keeps a CSV file that an operator uploads for one tenant: the body is the file, and goes to that tenant's storage as it comes. */
export async function POST(request: Request, { params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params
  return forOperator('import:run', async ({ principal, url }) => {
    requireOwnOrigin(request)
    if (!request.body) throw new AppError('bad_request', { message: 'The file is empty.' })
    const { id } = await getTenant(slug)
    const file = { name: url.searchParams.get('name') ?? '', content: Readable.fromWeb(request.body as never), signal: request.signal }
    const { fileId, sizeBytes } = await storeImportFile(await openTenantById(id), principal, file)
    return Response.json({ fileId, sizeBytes }, { status: 201, headers: { 'cache-control': 'no-store' } })
  })(request)
}
