import { BlockList, isIP } from 'node:net'
import { AppError } from '@/lib/core'

export const KEY_ADDRESSES_MAX = 20

/** Addresses and ranges as a key keeps them: 203.0.113.7, 198.51.100.0/24, 2001:db8::/32. Throws `invalid_input`. */
export function checkAddresses(addresses: readonly string[]): string[] {
  const clean = [...new Set(addresses.map((each) => each.trim().toLowerCase()).filter(Boolean))]
  for (const each of clean) {
    const [address = '', bits, ...rest] = each.split('/')
    const family = isIP(address)
    const isRange = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
    if (family === 0 || !isRange || rest.length > 0 || address.includes('%')) {
      const message = `${each} is no address or range, such as 203.0.113.7 or 198.51.100.0/24.`
      throw new AppError('invalid_input', {
        message,
        key: 'connect.wrong.address',
        values: { address: each },
        fields: { addresses: message },
      })
    }
  }
  return clean
}

/** Whether a key that holds for these addresses is taken from this one; for none of them it holds everywhere. */
export function isAllowedFrom(addresses: readonly string[], caller: string): boolean {
  if (addresses.length === 0) return true
  const family = isIP(caller)
  if (family === 0) return false
  const list = new BlockList()
  for (const each of addresses) {
    const [address, bits] = each.split('/') as [string, string | undefined]
    const type = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, type)
    else list.addSubnet(address, Number(bits), type)
  }
  return list.check(caller, family === 6 ? 'ipv6' : 'ipv4')
}
