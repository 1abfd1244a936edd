import { reseal } from '@/lib/core'
import type { TenantDb } from '@/lib/tenancy'
import { purposeOf } from './signing-secret'

/** The signing secrets of one tenant, under the master key of now. Returns how many addresses. Throws `internal` for one that no key opens. */
export async function resealWebhookSecrets(db: TenantDb): Promise<number> {
  const purpose = purposeOf(db.context.tenantId)
  return db.$transaction(async (tx) => {
    const endpoints = await tx.webhookEndpoint.findMany({ select: { id: true, secret: true, previousSecret: true } })
    for (const { id, secret, previousSecret } of endpoints) {
      const data = { secret: reseal(secret, purpose), previousSecret: previousSecret && reseal(previousSecret, purpose) }
      await tx.webhookEndpoint.updateMany({ where: { id }, data })
    }
    return endpoints.length
  })
}
