import { sweepCatalog } from '@/lib/catalog'
import { noteWitness } from '@/lib/governance'
import {
  purgeCopies,
  unscopedAdvanceTrials,
  unscopedBeginDueDeletions,
  unscopedRecheckDomains,
  unscopedRemoveUnclaimed,
  unscopedSweepExports,
} from '@/lib/lifecycle'
import { sweepOperations } from '@/lib/operations'
import { keepInstances } from '@/lib/placement'
import { releaseHeldMail } from './release-held-mail'

/** Once a minute: what was left behind, and what is too old to be of use. */
export async function sweep(): Promise<void> {
  await sweepOperations()
  await sweepCatalog()
  await purgeCopies({ isDue: true })
  await releaseHeldMail()
  await noteWitness() // of what a worker sealed that was killed before it could
  await unscopedSweepExports()
  await unscopedBeginDueDeletions()
  await unscopedRecheckDomains()
  await unscopedAdvanceTrials()
  await unscopedRemoveUnclaimed()
  await keepInstances()
}
