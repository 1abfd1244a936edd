import { z } from 'zod'
import { getTenant } from '@/lib/catalog'
import { callOffDeletion, RequestDeletionInput, removeFailedTenant, requestDeletion } from '@/lib/lifecycle'
import { cliPrincipal } from '../cli-principal'
import { defineCommand } from '../define-command'
import { followOperation } from '../follow-operation'

const slug = z.string().min(1)

export const DELETION_COMMANDS = [
  defineCommand({
    noun: 'tenant',
    verb: 'delete',
    summary: 'Shut a tenant at once and remove it when the waiting time is over; export it first',
    positionals: ['slug'],
    confirm: 'slug',
    options: {
      reason: { help: 'what the trail will say', placeholder: 'reason' },
      now: { help: 'do not wait; needs --confirm-now', isFlag: true },
      confirmNow: { help: '"delete <slug> now"', placeholder: 'words' },
      detach: { help: 'with --now: do not wait until it is gone', isFlag: true },
    },
    input: z.strictObject({
      slug,
      reason: RequestDeletionInput.shape.reason,
      now: z.boolean().default(false),
      confirmNow: z.string().optional(),
      detach: z.boolean().default(false),
    }),
    run: async ({ slug: which, reason, now, confirmNow, detach }, context) => {
      const tenant = await getTenant(which)
      const fields = { tenantId: tenant.id, confirm: tenant.slug, reason, isNow: now, confirmNow }
      const deletion = await requestDeletion(cliPrincipal, fields)
      const isGone = deletion.operationId !== null && !detach
      if (isGone) await followOperation(deletion.operationId!, context)
      return { ...deletion, slug: tenant.slug, isGone }
    },
    print: ({ slug: which, beginsAt, operationId, isGone }) => {
      if (isGone) return `${which} is removed.`
      if (operationId) return `${which} is shut and being removed: operation ${operationId}`
      return `${which} is shut, and removed at ${beginsAt.toISOString()}. Until then: rowhouse tenant undelete ${which}`
    },
  }),
  defineCommand({
    noun: 'tenant',
    verb: 'undelete',
    summary: 'Call the removal of a tenant off, as long as it has not begun',
    positionals: ['slug'],
    input: z.strictObject({ slug }),
    run: async (input) => {
      const { id } = await getTenant(input.slug)
      await callOffDeletion(cliPrincipal, { tenantId: id })
      return getTenant(id)
    },
    print: ({ slug: which, status }) => `${which} stays: ${status}.`,
  }),
  defineCommand({
    noun: 'tenant',
    verb: 'remove-failed',
    summary: 'Remove a tenant whose opening has failed, and free its slug',
    positionals: ['slug'],
    confirm: 'slug',
    input: z.strictObject({ slug }),
    run: async (input) => {
      const { id, slug: which } = await getTenant(input.slug)
      await removeFailedTenant(cliPrincipal, { tenantId: id })
      return { slug: which }
    },
    print: ({ slug: which }) => `${which} is removed, and its slug is free.`,
  }),
]
