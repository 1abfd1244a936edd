import { storeBranding } from '@/lib/catalog'
import { catalogDb } from '@/lib/db'
import type { StepContext } from '@/lib/operations'
import { computeTheme } from '@/lib/portal'
import type { ProvisionInput } from './provision-tenant'

export async function brandTenant({ tenantId, input }: StepContext<ProvisionInput>): Promise<{ version: number }> {
  const { productName, brandColour, mark } = input
  return catalogDb().$transaction(async (tx) => {
    if ((await tx.branding.count({ where: { tenantId: tenantId! } })) > 0) return { version: 1 }
    return {
      version: await storeBranding(tx, tenantId!, { productName, brandColour, mark, theme: computeTheme(brandColour) }, 'system:provision'),
    }
  })
}
