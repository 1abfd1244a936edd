import { createHash } from 'node:crypto'
import { z } from 'zod'
import { actorOf, type Principal } from '@/lib/auth'
import { storeBrandImage } from '@/lib/catalog'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { IMAGE_KINDS, type ImageKind, reencodeImage } from '@/lib/portal'
import { parseInput } from './parse-input'
import { requireBrandRight } from './require-brand-right'

const Input = z.object({ tenantId: z.uuid(), kind: z.enum(IMAGE_KINDS), requestId: z.string().nullish() })
export type UploadedBrandImage = { id: string; kind: ImageKind; width: number; height: number; sizeBytes: number }

/** Re-encodes a picture and keeps it for the tenant's draft or next version; what nobody uses is gone after a day. */
export async function uploadBrandImage(
  principal: Principal,
  fields: z.input<typeof Input>,
  upload: Uint8Array,
): Promise<UploadedBrandImage> {
  const { tenantId, kind, requestId } = parseInput(Input, fields)
  requireBrandRight(principal)
  const image = await reencodeImage(upload, kind)
  const { content, contentType, width, height } = image
  const id = createHash('sha256').update(content).digest('hex').slice(0, 32)
  const actor = actorOf(principal)
  await catalogDb().$transaction(async (tx) => {
    await storeBrandImage(tx, tenantId, { id, kind, contentType, width, height, content }, `${actor.kind}:${actor.id}`)
    await recordAudit(tx, {
      actor,
      action: 'branding.picture-uploaded',
      subject: { kind: 'brand-image', id },
      detail: { kind, width, height },
      requestId,
      tenantId,
    })
  })
  return { id, kind, width, height, sizeBytes: content.byteLength }
}
