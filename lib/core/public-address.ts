import { BlockList, isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { env, OUTBOUND_EXCEPTION } from './env'

/**
 * What is not the public internet (IANA's special-purpose registries, July 2026): this host, private, shared, link-local and with
 * it the clouds' metadata, documentation, benchmarks, multicast, reserved. 168.63.129.16 is public by number, and Azure's own.
 */
const NOT_PUBLIC_4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  '168.63.129.16/32',
]
/** Global unicast alone is public, so that mapped, translated, local and coming forms of IPv6 are refused without being listed. */
const PUBLIC_6 = ['2000::/3']
/** What lies in there and leads elsewhere: Teredo and the protocol block, 6to4, documentation. */
const NOT_PUBLIC_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

function blockList(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address, bits] = range.split('/') as [string, string | undefined]
    const isSix = isIP(address) === 6
    list.addSubnet(address, bits === undefined ? (isSix ? 128 : 32) : Number(bits), isSix ? 'ipv6' : 'ipv4')
  }
  return list
}

const refused4 = blockList(NOT_PUBLIC_4)
const public6 = blockList(PUBLIC_6)
const refused6 = blockList(NOT_PUBLIC_6)

/** Whether an address is one of the internet's, and none of this machine's own. Whatever is no address is not. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !refused4.check(address, 'ipv4') && !isOwnAddress(address)
  // A zone names an interface of this machine.
  if (family !== 6 || address.includes('%')) return false
  return public6.check(address, 'ipv6') && !refused6.check(address, 'ipv6') && !isOwnAddress(address)
}

function isOwnAddress(address: string): boolean {
  const own = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  return blockList(own.map((each) => each.address.split('%')[0]!)).check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

interface Exception {
  addresses: BlockList
  port: number | undefined
}
let known: { setting: string; list: Exception[] } = { setting: '', list: [] }

/** What OUTBOUND_ALLOW lets through: 10.1.0.0/16, 127.0.0.1:5500, [fd00::1]:8443. Operators set it, never a tenant. */
function exceptions(): Exception[] {
  const setting = env().OUTBOUND_ALLOW ?? ''
  if (known.setting !== setting) known = { setting, list: setting.split(',').map((text) => parseException(text.trim())) }
  return known.list
}

export function isAllowedException(address: string, port: number): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  return exceptions().some((each) => (each.port === undefined || each.port === port) && each.addresses.check(address, family))
}

/** Whether any exception speaks on this port, so that a name may be one of them. */
export const isExceptionPort = (port: number): boolean => exceptions().some((each) => each.port === undefined || each.port === port)

function parseException(text: string): Exception {
  const [, six, four, port] = OUTBOUND_EXCEPTION.exec(text)!
  return { addresses: blockList([six ?? four!]), port: port === undefined ? undefined : Number(port) }
}
