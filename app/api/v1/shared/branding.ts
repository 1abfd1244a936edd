import { z } from 'zod'
import type { Principal } from '@/lib/auth'
import { type BrandingVersion, getBranding, listBrandings } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { brandFieldsOf, PublishBrandingInput, publishBranding, rollBackBranding, uploadBrandImage } from '@/lib/lifecycle'
import { type BrandCheck, BrandFields, checkBrand, type Hex, IMAGE_KINDS, IMAGE_UPLOAD_BYTES_MAX } from '@/lib/portal'
import type { Upload } from '../frame/define-endpoint'
import { Instant, instant } from '../frame/paging'
import { readUpload } from './read-upload'

type Call = { principal: Principal; requestId: string }

export const PublishBody = z.strictObject(PublishBrandingInput.omit({ tenantId: true, requestId: true, rolledBackTo: true }).shape)
export const RollBackBody = z.strictObject({ version: z.number().int().positive() })
export const ImageQuery = z.strictObject({ kind: z.enum(IMAGE_KINDS) })
export const IMAGE_UPLOAD: Upload = {
  contentTypes: ['image/png', 'image/jpeg', 'image/webp', 'multipart/form-data'],
  sizeBytesMax: IMAGE_UPLOAD_BYTES_MAX,
}
export const ImageShape = z.object({
  id: z.string(),
  kind: z.enum(IMAGE_KINDS),
  width: z.number().int(),
  height: z.number().int(),
  sizeBytes: z.number().int(),
})
export const VersionShape = BrandFields.extend({
  version: z.number().int(),
  rolledBackTo: z.number().int().nullable(),
  createdBy: z.string(),
  createdAt: Instant,
})
export const BrandingShape = VersionShape.extend({
  checks: z.array(
    z.object({
      pair: z.string(),
      mode: z.enum(['light', 'dark']),
      before: z.number(),
      after: z.number(),
      needs: z.number(),
      colour: z.string(),
      isRepaired: z.boolean(),
    }),
  ),
})
export const VersionQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().regex(/^\d+$/).optional(),
})

const viewVersion = (version: BrandingVersion) => ({
  ...brandFieldsOf(version),
  version: version.version,
  rolledBackTo: version.rolledBackTo,
  createdBy: version.createdBy,
  createdAt: instant(version.createdAt),
})
const viewCheck = ({ suggestion: _, ...check }: BrandCheck) => check

export async function showBranding(tenantId: string) {
  const version = await getBranding(tenantId)
  return { ...viewVersion(version), checks: checkBrand(version.brandColour as Hex, version.colours).map(viewCheck) }
}

export async function listVersions(tenantId: string, { limit, cursor }: z.infer<typeof VersionQuery>) {
  const versions = await listBrandings(tenantId, { limit: limit + 1, ...(cursor && { before: Number(cursor) }) })
  const items = versions.slice(0, limit).map(viewVersion)
  return { items, nextCursor: versions.length > limit ? String(items.at(-1)!.version) : null }
}

export async function publish({ principal, requestId }: Call, tenantId: string, body: z.infer<typeof PublishBody>) {
  await publishBranding(principal, { ...body, tenantId, requestId })
  return showBranding(tenantId)
}

export async function rollBack({ principal, requestId }: Call, tenantId: string, version: number) {
  await rollBackBranding(principal, { tenantId, version, requestId })
  return showBranding(tenantId)
}

export async function uploadImage(
  { principal, requestId, request }: Call & { request: Request },
  tenantId: string,
  kind: z.infer<typeof ImageQuery>['kind'],
) {
  if (!request.body) throw new AppError('bad_request', { message: 'The file is empty.' })
  const { content } = await readUpload(request, 'picture')
  const chunks: Buffer[] = []
  for await (const chunk of content) chunks.push(chunk as Buffer) // the frame has capped the body
  return uploadBrandImage(principal, { tenantId, kind, requestId }, Buffer.concat(chunks))
}
