import { type IncomingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'
import { OPERATOR_HOST, PORTS } from './addresses'

export type Answer = { status: number; headers: IncomingHttpHeaders; text: string; json: unknown }
export type Call = {
  method?: string
  key?: string
  cookie?: string
  headers?: Record<string, string | string[]>
  body?: string | Buffer
  json?: unknown
}

/** One request with a Host header of choice, past the browser and past TLS: what a script or an attacker sends. */
export function call(host: string, path: string, { method = 'GET', key, cookie, headers, body, json }: Call = {}): Promise<Answer> {
  const content = json === undefined ? body : JSON.stringify(json)
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: PORTS.web,
        method,
        path,
        headers: {
          host,
          ...(key && { authorization: `Bearer ${key}` }),
          ...(cookie && { cookie }),
          ...(json !== undefined && { 'content-type': 'application/json' }),
          ...(content !== undefined && { 'content-length': Buffer.byteLength(content) }),
          ...headers,
        },
      },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', reject)
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8')
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, json: parse(text) })
        })
      },
    )
    sent.on('error', reject)
    sent.end(content)
  })
}

export const callOperator = (path: string, options?: Call) => call(OPERATOR_HOST, `/api/v1${path}`, options)

/** Bytes as they are, for what no HTTP client would send. Resolves with the whole answer, or '' when the server hangs up. */
export function sendRaw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(PORTS.web, '127.0.0.1', () => socket.write(bytes))
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
    })
    socket.on('close', () => resolve(text))
    socket.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' ? resolve(text) : reject(error)))
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
