import { Resolver } from 'node:dns/promises'
import type { Proof } from '@/lib/catalog'
import { env } from '@/lib/core'

/** The record is beside the name, not at it, so that it may stay for ever and never stands in the way of a CNAME. */
export const recordName = (host: string) => `_portal-verify.${host}`
export const recordValue = (token: string) => `portal-verify=${token}`

/** Answers that say that there is nothing, as opposed to those that say nothing: a timeout, SERVFAIL, a refusal. */
const ABSENT = new Set(['ENODATA', 'ENOTFOUND'])

/**
 * What the DNS says of a name: whether the record that only this tenant was told is there, and whether the name leads to the same place as
 * the tenant's own address. Asks the servers of DNS_SERVERS, or else the machine's; never an address that a tenant entered.
 */
export async function proveDomain(host: string, token: string, target: string): Promise<Proof> {
  const resolver = new Resolver({ timeout: 2000, tries: 2 })
  const servers = env().DNS_SERVERS
  if (servers) resolver.setServers(servers.split(',').map((server) => server.trim()))
  const [record, pointsHere] = await Promise.all([findRecord(resolver, host, token), leadsTo(resolver, host, target)])
  return { record, pointsHere }
}

async function findRecord(resolver: Resolver, host: string, token: string): Promise<Proof['record']> {
  try {
    // A record comes in pieces of 255 bytes; a name may have several records.
    const records = (await resolver.resolveTxt(recordName(host))).map((pieces) => pieces.join('').trim())
    if (records.includes(recordValue(token))) return 'found'
    return records.some((text) => text.startsWith('portal-verify=')) ? 'other-record' : 'no-record'
  } catch (error) {
    return ABSENT.has((error as { code?: string }).code ?? '') ? 'no-record' : 'no-answer'
  }
}

/** By name where there is a CNAME, else by address. */
async function leadsTo(resolver: Resolver, host: string, target: string): Promise<boolean> {
  const ask = <T>(answer: Promise<T[]>) => answer.catch((): T[] => [])
  const names = await ask(resolver.resolveCname(host))
  if (names.some((name) => name.toLowerCase().replace(/\.$/, '') === target)) return true
  const [own, theirs] = await Promise.all(
    [target, host].map(async (name) => (await Promise.all([ask(resolver.resolve4(name)), ask(resolver.resolve6(name))])).flat()),
  )
  return theirs!.some((address) => own!.includes(address))
}
