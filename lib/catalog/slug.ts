/** 1 to 40 lower-case letters, digits and single hyphens; the grammar of addresses (lib/core host) is a little wider. */
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/

/**
 * Why a slug cannot be an address, or null. No two hyphens in a row: `xn--` names are punycode and show as words of another
 * script, and a certificate authority may refuse the others. No digits alone: browsers read such a last label as an IP address.
 */
export function slugFault(slug: string): 'grammar' | null {
  const isGood = slug.length <= 40 && SLUG.test(slug) && !/^\d+$/.test(slug)
  return isGood ? null : 'grammar'
}
