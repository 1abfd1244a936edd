import { isIP } from 'node:net'

/**
 * The address that limits count by: the last one of X-Forwarded-For, the only one that was not written by the caller but by the
 * server in front of us, or by our own web process, which puts the socket's address there. IPv6 counts by /64, because one
 * subscriber has that many; an address that makes no sense counts as one and the same.
 */
export function clientAddress(headers: Headers): string {
  const address = wholeAddress(headers)
  const version = isIP(address)
  if (version === 4) return address
  if (version === 6) return `${prefix64(address)}::/64`
  return 'unknown'
}

/** The same address, whole; '' or nonsense where there is none. */
export function wholeAddress(headers: Headers): string {
  const last = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? ''
  return last.startsWith('::ffff:') && isIP(last.slice(7)) === 4 ? last.slice(7) : last
}

function prefix64(address: string): string {
  const [head = '', tail] = address.split('%')[0]!.split('::')
  const groups = head === '' ? [] : head.split(':')
  const rest = tail === undefined || tail === '' ? [] : tail.split(':')
  const whole = tail === undefined ? groups : [...groups, ...Array<string>(8 - groups.length - rest.length).fill('0'), ...rest]
  return whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
