import { findPlacement, type Pattern, registerPlacement } from '@/lib/catalog'
import { catalogDb } from '@/lib/db'
import type { StepContext } from '@/lib/operations'
import { choosePlace, driverOf } from '@/lib/placement'
import type { ProvisionInput } from './provision-tenant'

const FIRST_EPOCH = 1

/** Where the tenant came to live: shown on the receipt of its opening. */
type Place = { pattern: Pattern; database: string; epoch: number }

/** A place within the hard limits of the region's servers. The driver comes first: a place that the catalog knows must exist. */
export async function placeTenant({ tenantId, input }: StepContext<ProvisionInput>): Promise<Place> {
  const known = await findPlacement(tenantId!)
  if (known) return { pattern: known.pattern, database: known.database, epoch: known.epoch }
  const { pattern } = input
  const target = await choosePlace({ pattern, region: input.region })
  const { databaseId, database, schema } = await driverOf(pattern).create(target, tenantId!, FIRST_EPOCH)
  await registerPlacement(catalogDb(), tenantId!, { pattern, databaseId, schema, epoch: FIRST_EPOCH })
  return { pattern, database, epoch: FIRST_EPOCH }
}
