import { AppError } from '@/lib/core'

export const IMAGE_UPLOAD_BYTES_MAX = 4 * 1024 * 1024
export const IMAGE_KINDS = ['logo', 'icon', 'picture'] as const
export type ImageKind = (typeof IMAGE_KINDS)[number]
export type ReencodedImage = { content: Buffer<ArrayBuffer>; contentType: 'image/png' | 'image/jpeg'; width: number; height: number }

/** Sides to try, largest first, until the file is small enough. */
const KINDS: Record<ImageKind, { bytesMax: number; sides: readonly number[]; format: 'png' | 'jpeg' }> = {
  logo: { bytesMax: 64 * 1024, sides: [512, 256, 192, 128, 96, 64], format: 'png' },
  icon: { bytesMax: 24 * 1024, sides: [128, 96, 64, 48, 32], format: 'png' },
  picture: { bytesMax: 400 * 1024, sides: [1800, 1400, 1000, 800, 600], format: 'jpeg' },
}
const PIXELS_MAX = 24_000_000

/**
 * Whatever was uploaded -> a picture of ours that carries nothing of the file it came from: no metadata, no profile, no second frame, no
 * bytes behind the end. Kinds are told by their first bytes, never by name or by what the browser says. SVG is refused: it is a document
 * that can hold scripts and addresses, and drawing it here would let it load them. A picture that unfolds to more than 24 megapixels is
 * refused before it is unfolded. Throws `too_large`, `unsupported_media` and `invalid_input`.
 */
export async function reencodeImage(upload: Uint8Array, kind: ImageKind): Promise<ReencodedImage> {
  if (upload.byteLength > IMAGE_UPLOAD_BYTES_MAX) {
    const size = (upload.byteLength / 1024 / 1024).toFixed(1)
    throw new AppError('too_large', {
      message: `The picture has ${size} MB and may have 4 MB. Choose a smaller one.`,
      key: 'brand.errors.tooLarge',
      values: { size },
    })
  }
  if (!isRasterImage(upload)) {
    throw new AppError('unsupported_media', {
      message: 'The picture is not a PNG, JPEG or WebP file. Export it as PNG and try again.',
      key: 'brand.errors.kind',
    })
  }
  const { bytesMax, sides, format } = KINDS[kind]
  for (const side of sides) {
    const made = await encode(upload, side, format)
    if (made.content.byteLength <= bytesMax) return made
  }
  throw new AppError('invalid_input', {
    message: 'The picture has too much detail for its size. Choose a simpler one.',
    key: 'brand.errors.detail',
  })
}

async function encode(upload: Uint8Array, side: number, format: 'png' | 'jpeg'): Promise<ReencodedImage> {
  // Loaded when a picture comes, not with every page.
  const { default: sharp } = await import('sharp')
  try {
    const picture = sharp(upload, { limitInputPixels: PIXELS_MAX, failOn: 'error', pages: 1, unlimited: false })
      .timeout({ seconds: 5 })
      .rotate()
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
    const encoded =
      format === 'png'
        ? picture.png({ compressionLevel: 9, palette: side < 256 })
        : picture.flatten({ background: '#ffffff' }).jpeg({ quality: 82, mozjpeg: true })
    const { data, info } = await encoded.toBuffer({ resolveWithObject: true })
    return { content: Buffer.from(data), contentType: `image/${format}`, width: info.width, height: info.height }
  } catch (cause) {
    throw new AppError('invalid_input', {
      message: 'The picture cannot be read. Export it again as PNG, at most 4,000 pixels a side.',
      cause,
      key: 'brand.errors.unreadable',
    })
  }
}

function isRasterImage(bytes: Uint8Array): boolean {
  const starts = (...head: number[]) => head.every((byte, index) => bytes[index] === byte)
  const text = (from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1')
  return (
    starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) || starts(0xff, 0xd8, 0xff) || (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP')
  )
}
