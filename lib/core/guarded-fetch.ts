import { promises as dns, type LookupAddress } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { AppError } from './errors'
import { isAllowedException, isExceptionPort, isPublicAddress } from './public-address'

/** Names to addresses: the machine's resolver, hosts file included. A test puts its own in its place. */
export type Resolve = (host: string) => Promise<LookupAddress[]>
const resolveWithMachine: Resolve = (host) => dns.lookup(host, { all: true })

export interface GuardedRequest {
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string | Buffer
  /** From the first look-up to the last byte. */
  timeoutMs?: number
  /** Of the answer; the rest is not read. */
  bytesMax?: number
  resolve?: Resolve
}

export interface GuardedAnswer {
  status: number
  headers: http.IncomingHttpHeaders
  body: Buffer
  /** The answer was longer than `bytesMax`. */
  isCut: boolean
  durationMs: number
}

const PORTS = new Set([443, 8443])

/**
 * For every address that a tenant enters and this installation calls: webhooks, sign-in providers, SCIM, pictures.
 *
 *     const answer = await guardedFetch(endpoint.url, { method: 'POST', headers, body, timeoutMs: 10_000 })
 *     if (answer.status >= 200 && answer.status < 300) …
 *
 * Nothing inside our network can be reached through it:
 * - only https, on port 443 or 8443, without a user name;
 * - the name is resolved once, each of its addresses must be public, and the connection goes to the addresses that were checked,
 *   so that a name that answers differently the second time (DNS rebinding) gains nothing; the certificate is that of the name;
 * - a redirect is an answer like any other and is never followed;
 * - no proxy of the environment, no connection kept for later, no more than `timeoutMs` and `bytesMax`.
 * An installation may let addresses of its own through with OUTBOUND_ALLOW, for a receiver or provider beside it; those may also
 * speak http, on any port that is listed.
 *
 * A library with a client of its own (next-auth's `httpOptions.agent`) takes the same guard as its agent, `guardedAgent('https:')`, after
 * `checkOutboundUrl(url)` for each address that it is given.
 *
 * Throws `invalid_input` (key `errors.outbound.…`) for an address that is refused, and `unavailable` when nobody answers.
 */
export async function guardedFetch(address: string | URL, request: GuardedRequest = {}): Promise<GuardedAnswer> {
  const { method = 'GET', headers = {}, body, timeoutMs = 10_000, bytesMax = 1024 * 1024, resolve } = request
  const url = checkOutboundUrl(address)
  const started = performance.now()
  return new Promise<GuardedAnswer>((done, failed) => {
    const fail = (cause: unknown) => failed(cause instanceof AppError ? cause : noAnswer(url, cause))
    const client = url.protocol === 'https:' ? https : http
    const outgoing = client.request(url, {
      method,
      headers: { 'accept-encoding': 'identity', ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
      agent: guardedAgent(url.protocol, resolve),
      signal: AbortSignal.timeout(timeoutMs),
    })
    outgoing.on('error', fail)
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = []
      let size = 0
      const finish = (isCut: boolean) => {
        done({
          status: response.statusCode!,
          headers: response.headers,
          body: Buffer.concat(chunks).subarray(0, bytesMax),
          isCut,
          durationMs: Math.round(performance.now() - started),
        })
        outgoing.destroy()
      }
      response.on('error', fail)
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        size += chunk.length
        if (size > bytesMax) finish(true)
      })
      response.on('end', () => finish(false))
    })
    outgoing.end(body)
  })
}

/** An agent for one protocol whose every connection is checked as it is made, also that of a library that follows a redirect. */
export function guardedAgent(protocol: string, resolve: Resolve = resolveWithMachine): http.Agent {
  const isSecure = protocol === 'https:'
  const agent: http.Agent = new (isSecure ? https.Agent : http.Agent)({ keepAlive: false })
  const connect = agent.createConnection.bind(agent)
  agent.createConnection = (options, listener) => {
    const port = Number(options.port)
    // A connection to an address that is written as a number looks nothing up.
    if (isIP(options.host!) && !isReachable(options.host!, port, isSecure)) throw refused(options.host!)
    return connect({ ...options, lookup: guardedLookup(port, isSecure, resolve) }, listener)
  }
  return agent
}

/** Resolves once, checks every address, and hands on those and no others. */
function guardedLookup(port: number, isSecure: boolean, resolve: Resolve): LookupFunction {
  return (host, options, answer) => {
    resolve(host).then(
      (addresses) => {
        const isRefused = addresses.some(({ address }) => !isReachable(address, port, isSecure))
        if (addresses.length === 0 || isRefused) return answer(refused(host), '')
        if (options.all) answer(null, addresses)
        else answer(null, addresses[0]!.address, addresses[0]!.family)
      },
      (cause) => answer(cause, ''),
    )
  }
}

const isReachable = (address: string, port: number, isSecure: boolean) =>
  isAllowedException(address, port) || (isSecure && PORTS.has(port) && isPublicAddress(address))

const portOf = (url: URL) => Number(url.port || (url.protocol === 'https:' ? 443 : 80))

/**
 * What can be said of an address before anybody is asked; for the moment at which it is entered. An address that is written as
 * a number is judged here, because a connection to it looks nothing up. Throws `invalid_input`.
 */
export function checkOutboundUrl(address: string | URL): URL {
  const url = typeof address === 'string' ? (URL.canParse(address) ? new URL(address) : undefined) : address
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') {
    throw refusal('An address that begins with https://, without a user name.', 'errors.outbound.address')
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const port = portOf(url)
  const isSecure = url.protocol === 'https:'
  if (isIP(host)) {
    if (!isReachable(host, port, isSecure)) throw refused(url.hostname)
  } else if (!isSecure || !PORTS.has(port)) {
    // A name in OUTBOUND_ALLOW is its address; whether this one leads there shows when it is resolved.
    if (!isExceptionPort(port)) throw refusal('An address that begins with https://, on port 443 or 8443.', 'errors.outbound.port')
  }
  return url
}

function refused(host: string): AppError {
  return refusal(`${host} does not lead to a public address.`, 'errors.outbound.private', { host })
}

function refusal(message: string, key: string, values?: Record<string, string>): AppError {
  return new AppError('invalid_input', { message, key, ...(values && { values }), fields: { url: message } })
}

/** The class of the failure and no more: the words of the network go to the log. */
function noAnswer(url: URL, cause: unknown): AppError {
  const code = (cause as { code?: string; name?: string })?.code ?? (cause as { name?: string })?.name ?? ''
  const kind = /TIMEOUT|ETIMEDOUT|ABORT/i.test(code)
    ? 'late'
    : /^(ENOTFOUND|EAI_|ENODATA)/.test(code)
      ? 'unknown'
      : /CERT|TLS|SSL|ALTNAME/.test(code)
        ? 'certificate'
        : 'closed'
  const says = {
    late: 'did not answer in time',
    unknown: 'is a name that nobody knows',
    certificate: 'shows a certificate that does not hold for it',
    closed: 'does not accept the connection',
  }[kind]
  return new AppError('unavailable', {
    message: `${url.hostname} ${says}.`,
    key: `errors.outbound.${kind}`,
    values: { host: url.hostname },
    detail: code,
    cause,
  })
}
