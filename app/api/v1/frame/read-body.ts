import { AppError } from '@/lib/core'

export const JSON_BYTES_MAX = 1024 * 1024

/** The media type without its parameters: 'application/json; charset=utf-8' -> 'application/json'. */
export const mediaType = (request: Request): string => (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase()

export function refuseEncoded(request: Request): void {
  const encoding = request.headers.get('content-encoding')
  if (encoding && encoding.toLowerCase() !== 'identity')
    throw new AppError('unsupported_media', { message: 'Send the body as it is, without Content-Encoding.' })
}

/** Stops a body as soon as it is seen to be too large; a Content-Length may lie, so the bytes are counted too. */
export function capBody(request: Request, sizeBytesMax: number): ReadableStream<Uint8Array> {
  const tooLarge = () => new AppError('too_large', { message: `The body is larger than the ${sizeBytesMax} bytes that are allowed here.` })
  if (Number(request.headers.get('content-length') ?? 0) > sizeBytesMax) throw tooLarge()
  if (!request.body) return new Blob([]).stream()
  let sizeBytes = 0
  return request.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        sizeBytes += chunk.byteLength
        if (sizeBytes > sizeBytesMax) throw tooLarge()
        controller.enqueue(chunk)
      },
    }),
  )
}

/** The text of a JSON body and its value. 415 for another type, 413 above the cap, 400 when it is not UTF-8 or not JSON. */
export async function readJson(request: Request): Promise<{ text: string; value: unknown }> {
  refuseEncoded(request)
  if (mediaType(request) !== 'application/json')
    throw new AppError('unsupported_media', { message: 'Send the body as JSON, with Content-Type: application/json.' })
  const chunks: Uint8Array[] = []
  for await (const chunk of capBody(request, JSON_BYTES_MAX)) chunks.push(chunk)
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
    return { text, value: JSON.parse(text) }
  } catch (cause) {
    throw new AppError('bad_request', { message: 'The body is not valid JSON in UTF-8.', cause })
  }
}
