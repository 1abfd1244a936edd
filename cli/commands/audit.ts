import { z } from 'zod'
import { getTenant } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { type AuditVerdict, verifyCatalogAudit, verifyTenantAudit } from '@/lib/governance'
import { openTenantById } from '@/lib/tenancy'
import { defineCommand } from '../define-command'

export const AUDIT_COMMANDS = [
  defineCommand({
    noun: 'audit',
    verb: 'verify',
    summary: 'Follow the hash chain of an audit trail from its first record; fails at a broken link',
    options: { tenant: { help: "the tenant's own trail, in place of the operators'", placeholder: 'slug' } },
    input: z.strictObject({ tenant: z.string().min(1).optional() }),
    run: async ({ tenant }) => {
      const verdict = tenant ? await verifyTenantAudit(await openTenantById((await getTenant(tenant)).id)) : await verifyCatalogAudit()
      if (verdict.broken) throw brokenChain(verdict, verdict.broken)
      return { trail: tenant ?? 'operators', ...verdict }
    },
    print: ({ trail, checked, unsealed, head }) =>
      `The trail of ${trail} is whole: ${checked} records, ${unsealed} not sealed yet. Last seal: ${head.hash}`,
  }),
]

function brokenChain({ checked }: AuditVerdict, { seq, id, fault }: NonNullable<AuditVerdict['broken']>): AppError {
  return new AppError('conflict', {
    message: `The trail is broken at record ${seq} (${fault}${id ? `, ${id}` : ''}); the ${checked} before it are whole.`,
    fields: { seq, fault, ...(id && { id }) },
  })
}
