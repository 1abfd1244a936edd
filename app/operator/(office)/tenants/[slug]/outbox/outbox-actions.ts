'use server'
import { z } from 'zod'
import { defineOperatorAction } from '@/lib/actions'
import { resendMail } from '@/lib/auth'
import { getTenant } from '@/lib/catalog'
import { openTenantById } from '@/lib/tenancy'

export const sendMail = defineOperatorAction({
  input: z.object({ slug: z.string().min(1).max(64), id: z.uuid() }),
  permission: 'outbox:send',
  async perform({ input: { slug, id }, principal, requestId }) {
    await resendMail(await openTenantById((await getTenant(slug)).id), principal, { mailId: id, requestId })
  },
})
