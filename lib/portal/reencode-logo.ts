import { AppError } from '@/lib/core'

export const LOGO_UPLOAD_BYTES_MAX = 2 * 1024 * 1024
export const LOGO_BYTES_MAX = 64 * 1024
const PIXELS_MAX = 16_000_000
const SIDES = [256, 192, 128, 96, 64] as const

/**
 * Whatever was uploaded -> a PNG of at most 64 KiB and 256 pixels a side that carries nothing of the file it came from: no metadata, no
 * profile, no second frame, no bytes behind the end. Kinds are told by their first bytes, never by name or by what the browser says. SVG is
 * refused: it is a document that can hold scripts and addresses, and drawing it here would let it load them. A picture that unfolds to more
 * than 16 megapixels is refused before it is unfolded.
 */
export async function reencodeLogo(upload: Uint8Array): Promise<Buffer<ArrayBuffer>> {
  if (upload.byteLength > LOGO_UPLOAD_BYTES_MAX)
    throw new AppError('too_large', { message: 'The picture is larger than 2 MB. Choose a smaller one.' })
  if (!isRasterImage(upload)) {
    throw new AppError('unsupported_media', { message: 'The picture is not a PNG, JPEG or WebP file. Export it as PNG and try again.' })
  }
  for (const side of SIDES) {
    const png = await encode(upload, side)
    if (png.byteLength <= LOGO_BYTES_MAX) return png
  }
  throw new AppError('invalid_input', { message: 'The picture has too much detail for a logo. Choose a simpler one.' })
}

async function encode(upload: Uint8Array, side: number): Promise<Buffer<ArrayBuffer>> {
  // Loaded when a logo comes, not with every page.
  const { default: sharp } = await import('sharp')
  try {
    const png = await sharp(upload, { limitInputPixels: PIXELS_MAX, failOn: 'error', pages: 1, unlimited: false })
      .timeout({ seconds: 5 })
      .rotate()
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .png({ compressionLevel: 9, palette: side < 256 })
      .toBuffer()
    return Buffer.from(png)
  } catch (cause) {
    throw new AppError('invalid_input', {
      message: 'The picture cannot be read. Export it again as PNG, at most 4,000 pixels a side.',
      cause,
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
