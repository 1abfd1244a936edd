// One web process: Next.js behind an HTTP server of ours, because Next's own takes two Host headers for one, lets WebSockets
// through to it and ends open requests when it stops. Runs under start/web-cluster.ts, or alone with `node scripts/start/web.mjs`.
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
process.chdir(root)
const isDev = process.argv.includes('--dev')
process.env.NODE_ENV = isDev ? 'development' : 'production'
process.env.NEXT_TELEMETRY_DISABLED = '1'
const port = Number(process.env.PORT || 3000)
const GRACE_MS = 3000
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const trustedProxies = Number(process.env.TRUSTED_PROXIES || 0)

if (!isDev) {
  if (!existsSync('.next/required-server-files.json')) throw new Error('there is no build: npm run build')
  // The settings as they were built, so that next.config.ts needs no compiler when the server starts.
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(JSON.parse(readFileSync('.next/required-server-files.json', 'utf8')).config)
}
// After an action that leads elsewhere Next asks itself for the page ahead, by this address: without it behind TLS it would speak
// TLS to its own plain port and log an error. It gets no page here, whose host is no tenant's, and then lets the browser ask.
process.env.__NEXT_PRIVATE_ORIGIN = `http://127.0.0.1:${port}`
const { default: next } = await import('next')

const server = createServer({ maxHeaderSize: 16_384, requestTimeout: 120_000, headersTimeout: 20_000, keepAliveTimeout: 20_000 }, answer)
// 127.0.0.1 as a name makes Next take its own rewrites for foreign ones, and fail.
const app = next({ dev: isDev, dir: root, hostname: '0.0.0.0', port, httpServer: isDev ? server : undefined, quiet: !isDev })
await app.prepare()
const handle = app.getRequestHandler()
// A listener refuses: without one, Next would attach its own, which may pass an upgrade on.
if (!isDev) server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'))
server.on('clientError', (error, socket) => {
  if (error.code === 'ECONNRESET' || !socket.writable) return
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request'
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
})
server.listen({ port, host: process.env.LISTEN_HOST || '0.0.0.0', backlog: 1024 })

function answer(request, response) {
  // Two Host headers are two doors: Node keeps the first, another parser before us may have gone by the second. So are a Host header
  // and a whole address in the request line, which Next would answer with a redirect to wherever that leads.
  if (countOf(request.rawHeaders, 'host') !== 1 || !request.url.startsWith('/')) {
    response
      .writeHead(400, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
      .end('Exactly one Host header and a path are needed.\n')
    return
  }
  const refusal = refusalOf(request)
  if (refusal) {
    response.writeHead(refusal.status, { 'content-type': 'text/plain; charset=utf-8', ...refusal.headers }).end(`${refusal.words}\n`)
    return
  }
  request.headers['x-forwarded-for'] = callerOf(request)
  handle(request, response).catch((error) => {
    console.error(
      JSON.stringify({
        level: 50,
        time: Date.now(),
        pid: process.pid,
        msg: 'request failed outside the application',
        err: String(error?.stack ?? error),
      }),
    )
    if (response.headersSent) response.destroy()
    else response.writeHead(500, { 'content-type': 'text/plain' }).end('Something went wrong on our side.\n')
  })
}

/** What is wrong with the request, where Next would answer as if we were at fault. */
function refusalOf({ method, url }) {
  if (!METHODS.includes(method)) return { status: 405, headers: { allow: METHODS.join(', ') }, words: `There is no ${method} here.` }
  try {
    decodeURIComponent(url.split('?')[0])
    return null
  } catch {
    return { status: 400, words: 'The address is not encoded as UTF-8.' }
  }
}

/**
 * The one address that limits count by: the socket's, or what the proxies that we were told of wrote down. The rest of
 * X-Forwarded-For was written by the caller, who could be somebody else with each request.
 */
function callerOf({ headers, socket }) {
  const chain = `${headers['x-forwarded-for'] ?? ''},${socket.remoteAddress ?? ''}`.split(',').filter((part) => part.trim() !== '')
  return (chain.at(-1 - trustedProxies) ?? chain[0] ?? '').trim()
}

function countOf(rawHeaders, name) {
  let count = 0
  for (let index = 0; index < rawHeaders.length; index += 2) if (rawHeaders[index].toLowerCase() === name) count++
  return count
}

let isStopping = false
function stop() {
  if (isStopping) return
  isStopping = true
  server.close(() => process.exit(0))
  setTimeout(() => server.closeAllConnections(), GRACE_MS).unref()
  setTimeout(() => process.exit(0), GRACE_MS + 1000).unref()
}

// The terminal sends Ctrl-C to the whole group: under the supervisor it decides, so that web stops before what it needs.
process.on('SIGINT', () => process.connected || stop())
process.on('SIGTERM', stop)
process.on('message', (message) => message?.type === 'stop' && stop())
process.on('disconnect', () => process.exit(0)) // the supervisor is gone
