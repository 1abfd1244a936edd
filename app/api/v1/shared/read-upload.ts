import { PassThrough, Readable } from 'node:stream'
import busboy from '@fastify/busboy'
import { AppError } from '@/lib/core'
import { mediaType } from '../frame/read-body'

export type UploadedFile = { name: string; content: Readable }

/** The one file of a request as a stream: the body itself, or the first file of a form. Nothing is held in memory. */
export async function readUpload(request: Request, name: string | undefined): Promise<UploadedFile> {
  const body = Readable.fromWeb(request.body as never)
  if (mediaType(request) !== 'multipart/form-data') return { name: name ?? 'upload.csv', content: body }
  const parser = openForm(request)
  return new Promise((resolve, reject) => {
    let file: PassThrough | undefined
    const fail = (error: unknown) => {
      const refusal = asRefusal(error)
      body.unpipe(parser)
      body.destroy()
      file?.destroy(refusal) // its reader must hear of it
      reject(refusal)
    }
    parser.on('file', (_field, part, filename) => {
      part.on('error', fail) // a form that ends within a part; without a listener it would end this process
      if (file) return part.resume() // what follows the first file is read and forgotten
      file = new PassThrough()
      file.on('error', () => body.destroy())
      part.pipe(file)
      resolve({ name: name ?? filename ?? 'upload.csv', content: file })
    })
    parser.on('finish', () => file ?? fail(new AppError('bad_request', { message: 'The form holds no file.' })))
    parser.on('error', fail)
    body.on('error', fail)
    body.pipe(parser)
  })
}

function openForm(request: Request) {
  try {
    return busboy({
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      limits: { files: 3, fields: 20, parts: 25, fieldSize: 10_000 },
    })
  } catch (error) {
    throw asRefusal(error)
  }
}

const asRefusal = (error: unknown) =>
  error instanceof AppError
    ? error
    : new AppError('bad_request', { message: 'The form cannot be read. Send the file as text/csv.', cause: error })
