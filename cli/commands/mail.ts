import { z } from 'zod'
import { listMails, resendMail } from '@/lib/auth'
import { getTenant } from '@/lib/catalog'
import { openTenantById } from '@/lib/tenancy'
import { cliPrincipal } from '../cli-principal'
import { defineCommand } from '../define-command'
import { printTable } from '../print-table'

const tenant = z.string().min(1)
const open = async (slug: string) => openTenantById((await getTenant(slug)).id)

export const MAIL_COMMANDS = [
  defineCommand({
    noun: 'mail',
    verb: 'list',
    summary: "A tenant's outbox, newest first",
    positionals: ['tenant'],
    options: {
      limit: { help: '50 unless said otherwise, 200 at most', placeholder: 'n' },
      cursor: { help: 'go on where the last page ended', placeholder: 'id' },
    },
    input: z.strictObject({ tenant, limit: z.coerce.number().int().min(1).max(200).default(50), cursor: z.uuid().optional() }),
    run: async ({ tenant: slug, limit, cursor }) => {
      const items = await listMails(await open(slug), { limit, before: cursor })
      return { items, nextCursor: items.length === limit ? items.at(-1)!.id : null }
    },
    print: ({ items }) =>
      printTable(
        ['id', 'state', 'created', 'to', 'subject'],
        items.map(({ id, state, createdAt, to, subject }) => [id, state, createdAt.toISOString(), to, subject]),
      ),
  }),
  defineCommand({
    noun: 'mail',
    verb: 'resend',
    summary: 'Send a mail that was held or has failed',
    positionals: ['tenant', 'id'],
    input: z.strictObject({ tenant, id: z.uuid('is the id of a mail, as mail list shows it') }),
    run: async ({ tenant: slug, id }) => {
      await resendMail(await open(slug), cliPrincipal, { mailId: id })
      return { id, state: 'queued' }
    },
    print: ({ id }) => `${id} is waiting to be sent. Without an SMTP server it is held again.`,
  }),
]
