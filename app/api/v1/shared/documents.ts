import { Readable } from 'node:stream'
import type { OpenDocument } from '@/lib/hr'
import type { Stream } from '../frame/define-endpoint'

/**
 * A document as a download and nothing else: a browser does not guess what it is, does not show it within this host, and if somebody
 * makes it do so, runs nothing of it. The name is given twice, because old readers know no other than ASCII.
 */
export function streamDocument(
  { name, contentType, sizeBytes, stream }: OpenDocument,
  signal: AbortSignal,
): Stream & { headers: Record<string, string> } {
  signal.addEventListener('abort', () => stream.destroy(), { once: true })
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_')
  return {
    body: Readable.toWeb(stream) as ReadableStream<Uint8Array>,
    headers: {
      'content-type': contentType,
      'content-length': String(sizeBytes),
      'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-store',
    },
  }
}
