import { z } from 'zod'
import { explain } from '@/lib/actions'
import { AppError, HTTP_STATUS, isUuid, newId } from '@/lib/core'
import { uploadBrandImage } from '@/lib/lifecycle'
import { IMAGE_KINDS, IMAGE_UPLOAD_BYTES_MAX } from '@/lib/portal'
import { answer, requireCaller, requireOwnOrigin } from '../../portal-caller'

/** Takes a picture for the draft: the body is the file, held in memory up to 4 MB, because it is decoded as a whole. */
export async function POST(request: Request) {
  return answer(request, async () => {
    requireOwnOrigin(request)
    const { tenant, principal, locale } = await requireCaller('branding:write')
    const kind = z.enum(IMAGE_KINDS).safeParse(new URL(request.url).searchParams.get('kind'))
    if (!kind.success) throw new AppError('not_found', { message: 'There is nothing at this address.' })
    const given = request.headers.get('x-request-id')
    const requestId = isUuid(given) ? given : newId()
    try {
      return await uploadBrandImage(principal, { tenantId: tenant.id, kind: kind.data, requestId }, await readBody(request))
    } catch (error) {
      const failure = explain(error, locale, requestId)
      return Response.json(failure, { status: HTTP_STATUS[failure.code] })
    }
  })
}

async function readBody(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    chunks.push(chunk)
    if (size > IMAGE_UPLOAD_BYTES_MAX) break // one byte more than allowed is enough to be refused by size
  }
  return Buffer.concat(chunks)
}
