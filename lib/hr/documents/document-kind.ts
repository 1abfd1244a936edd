import { AppError } from '@/lib/core'

/** Enough of a file to know what it is. */
export const HEAD_BYTES = 4_096

const OFFICE = 'application/vnd.openxmlformats-officedocument'
type Kind = { contentType: string; extensions: readonly [string, ...string[]]; is: (head: Buffer) => boolean }

const startsWith = (signature: string) => (head: Buffer) => head.subarray(0, signature.length / 2).toString('hex') === signature
const isZip = startsWith('504b0304')
/** An Office file is a zip that names its parts. */
const isOffice = (head: Buffer) => isZip(head) && (head.includes('[Content_Types].xml') || head.includes('_rels/.rels'))

/**
 * What may be kept about a person, told by the first bytes and never by what a browser says. Nothing that a browser would run is among
 * them. Where kinds look alike, the end of the name decides among those.
 */
const KINDS: readonly Kind[] = [
  { contentType: 'application/pdf', extensions: ['pdf'], is: startsWith('255044462d') },
  { contentType: 'image/png', extensions: ['png'], is: startsWith('89504e470d0a1a0a') },
  { contentType: 'image/jpeg', extensions: ['jpg', 'jpeg'], is: startsWith('ffd8ff') },
  {
    contentType: 'image/webp',
    extensions: ['webp'],
    is: (head) => startsWith('52494646')(head) && head.subarray(8, 12).toString('latin1') === 'WEBP',
  },
  { contentType: `${OFFICE}.wordprocessingml.document`, extensions: ['docx'], is: isOffice },
  { contentType: `${OFFICE}.spreadsheetml.sheet`, extensions: ['xlsx'], is: isOffice },
  { contentType: `${OFFICE}.presentationml.presentation`, extensions: ['pptx'], is: isOffice },
]

/** For the field that takes files. */
export const DOCUMENT_EXTENSIONS = KINDS.flatMap(({ extensions }) => extensions.map((extension) => `.${extension}`))

/** What a file is, and its name with the end that says so. Throws `unsupported_media`. */
export function recogniseDocument(head: Buffer, name: string): { contentType: string; name: string } {
  const alike = KINDS.filter(({ is }) => is(head))
  const end = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase()
  const kind = alike.length === 1 ? alike[0] : alike.find(({ extensions }) => end !== undefined && extensions.includes(end))
  if (!kind) {
    throw new AppError('unsupported_media', {
      message: 'This kind of file is not kept. Save it as PDF, picture or Office document.',
      key: 'people.errors.document_kind',
    })
  }
  const readable = readableName(name)
  const hasEnd = end !== undefined && kind.extensions.includes(end)
  return { contentType: kind.contentType, name: hasEnd ? readable : `${readable.slice(0, 190)}.${kind.extensions[0]}` }
}

/** For people to recognise; it is never a path, and holds nothing that turns or hides what follows. */
function readableName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const shown = last.replace(/[\p{Cc}\p{Cf}\p{Cs}"<>:|?*]/gu, '').replace(/^[.\s]+|[.\s]+$/g, '')
  return shown.slice(0, 200) || 'document'
}
