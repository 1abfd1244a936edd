import { subscribe } from 'node:diagnostics_channel'

type Incoming = { rawHeaders: string[]; headers: Record<string, string | string[] | undefined> }

/**
 * Two Host headers: node keeps the first and forgets the second, a server in front of us may do the opposite, and so a request could be
 * one tenant's to one of them and another's to the other. An empty host is refused by proxy.ts with 400. Node tells of each request here
 * before anybody reads its headers; a wrapper around the server would miss the one that Next makes itself.
 */
export function refuseTwoHosts(): void {
  subscribe('http.server.request.start', (message) => emptyAmbiguousHost((message as { request: Incoming }).request))
}

export function emptyAmbiguousHost(request: Incoming): void {
  let hosts = 0
  for (let index = 0; index < request.rawHeaders.length; index += 2) if (request.rawHeaders[index]!.toLowerCase() === 'host') hosts += 1
  if (hosts > 1) request.headers.host = ''
}
