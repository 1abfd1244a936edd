import { findVisitedTenant } from '@/lib/actions'
import { imageResponse } from '../../image-response'

/** Logo, icon and sign-in picture, as they were re-encoded. Whose they are, the host says. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }) {
  const tenant = await findVisitedTenant()
  return tenant ? imageResponse(tenant.id, (await params).id) : new Response('Not found\n', { status: 404 })
}
