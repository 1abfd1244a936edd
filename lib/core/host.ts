export type Host =
  | { kind: 'site' }
  | { kind: 'operator' }
  | { kind: 'tenant'; slug: string; host: string }
  | { kind: 'custom'; host: string }
  | { kind: 'bad' }

const BAD: Host = { kind: 'bad' }
const NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/
const SLUG = /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/

/**
 * A Host header -> the host name in its one spelling (lower case, no port, no trailing dot), or null when it is none.
 * Strict on purpose: whatever two parsers could read differently (user info, IPv6, underscores, spaces, encoded bytes) is refused.
 */
export function normalizeHost(header: string | null | undefined): string | null {
  if (!header || header.length > 260) return null
  const parts = /^([A-Za-z0-9.-]+?)\.?(?::(\d{1,5}))?$/.exec(header)
  if (!parts) return null
  if (parts[2] !== undefined && (Number(parts[2]) < 1 || Number(parts[2]) > 65535)) return null
  const name = parts[1]!.toLowerCase()
  if (!NAME.test(name)) return null
  // A last label that is a number makes an IPv4 address to browsers: 127.0.0.1, but also 127.1, 2130706433 and 0x7f.1.
  const last = name.slice(name.lastIndexOf('.') + 1)
  return /^(\d+|0x[0-9a-f]*)$/.test(last) ? null : name
}

/** Whose door this is. Knows the grammar of addresses alone: whether such a tenant exists, the catalog tells. */
export function parseHost(header: string | null | undefined, baseDomain: string): Host {
  const host = normalizeHost(header)
  if (host === null) return BAD
  if (host === baseDomain) return { kind: 'site' }
  if (host === `admin.${baseDomain}`) return { kind: 'operator' }
  if (host.endsWith(`.${baseDomain}`)) {
    const slug = host.slice(0, -baseDomain.length - 1)
    // No slug looks like punycode: xn--80ak6aa92e shows as a word of another script, and so as somebody else.
    return SLUG.test(slug) && !slug.startsWith('xn--') ? { kind: 'tenant', slug, host } : BAD
  }
  return host.includes('.') ? { kind: 'custom', host } : BAD
}
