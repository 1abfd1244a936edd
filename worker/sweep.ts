import { sweepCatalog } from '@/lib/catalog'
import { sweepOperations } from '@/lib/operations'

/** Once a minute: what was left behind, and what is too old to be of use. */
export async function sweep(): Promise<void> {
  await sweepOperations()
  await sweepCatalog()
}
