import { z } from 'zod'
import { type Domain, getDomain, getTenant, listDomains } from '@/lib/catalog'
import { checkDomain, claimDomain, recordName, recordValue, releaseDomain, setPrimaryDomain } from '@/lib/lifecycle'
import { cliPrincipal } from '../cli-principal'
import { defineCommand } from '../define-command'
import { printTable } from '../print-table'

const slug = z.string().min(1)
const Named = z.strictObject({ slug, host: z.string().min(1) })
const idOf = async (which: string) => (await getTenant(which)).id

export const DOMAIN_COMMANDS = [
  defineCommand({
    noun: 'domain',
    verb: 'list',
    summary: 'Names of a tenant, claimed and held',
    positionals: ['slug'],
    input: z.strictObject({ slug }),
    run: async (input) => ({ items: await listDomains(await idOf(input.slug)) }),
    print: ({ items }) =>
      printTable(
        ['host', 'status', 'primary', 'leads here', 'fault'],
        items.map((domain) => [
          domain.host,
          domain.status,
          domain.isPrimary ? 'yes' : '',
          domain.pointsHere ? 'yes' : 'no',
          domain.fault ?? '',
        ]),
      ),
  }),
  defineCommand({
    noun: 'domain',
    verb: 'claim',
    summary: 'Claim a name for a tenant; prints the record that proves it',
    positionals: ['slug', 'host'],
    input: Named,
    run: async ({ slug: which, host }) => claimDomain(cliPrincipal, { tenantId: await idOf(which), host }),
    print: printDomain,
  }),
  defineCommand({
    noun: 'domain',
    verb: 'check',
    summary: 'Look into the DNS now',
    positionals: ['slug', 'host'],
    input: Named,
    run: async ({ slug: which, host }) => checkDomain(cliPrincipal, { tenantId: await idOf(which), host }),
    print: printDomain,
  }),
  defineCommand({
    noun: 'domain',
    verb: 'primary',
    summary: 'The name that pages and mails use; none for the address of the slug',
    positionals: ['slug', 'host'],
    input: Named,
    run: async ({ slug: which, host }) => {
      const tenantId = await idOf(which)
      await setPrimaryDomain(cliPrincipal, { tenantId, host: host === 'none' ? null : host })
      return host === 'none' ? null : getDomain(tenantId, host)
    },
    print: (domain) => (domain ? printDomain(domain) : 'Pages and mails use the address of the slug.'),
  }),
  defineCommand({
    noun: 'domain',
    verb: 'release',
    summary: 'Give a name up; it is free at once, and needs a new proof',
    positionals: ['slug', 'host'],
    confirm: 'host',
    input: Named,
    run: async ({ slug: which, host }) => {
      await releaseDomain(cliPrincipal, { tenantId: await idOf(which), host })
      return { host }
    },
    print: ({ host }) => `${host} is released.`,
  }),
]

function printDomain(domain: Domain): string {
  return printTable(null, [
    ['host', domain.host],
    ['status', domain.fault ? `${domain.status}: ${domain.fault}` : domain.status],
    ['primary', domain.isPrimary ? 'yes' : 'no'],
    ['leads here', domain.pointsHere ? 'yes' : 'no'],
    ['record', `TXT ${recordName(domain.host)}`],
    ['value', recordValue(domain.token)],
  ])
}
