// The job process: it runs operations, sends mail, seals the audit trails and repairs what a killed process left behind.
// Whatever it does may be done twice, by it or by another worker, and it says what it did without a person's data.
// The supervisor starts it; any number may run side by side, on any number of machines.
import { busyTenants, reportPeopleCount } from '@/lib/catalog'
import { log } from '@/lib/core'
import { closeAll } from '@/lib/db'
import { listenToPeopleCount } from '@/lib/hr'
// The import also defines tenant.provision, tenant.move and plan.execute, as lib/hr does people.import.
import { checkDueServers, fillStandbys, SAMPLE_SECONDS, superviseMoves, unscopedMeasureDue, unscopedSampleLoads } from '@/lib/lifecycle'
import { repeat, startJobRunner } from '@/lib/operations'
import { deliverWebhook, WEBHOOK_TASK } from './deliver-webhook'
import { applyPlannedChanges, PLANNED_CHANGES_TASK } from './planned-changes'
import { relayPending } from './relay-pending'
import { closeMailTransport, MAIL_TASK, sendMail } from './send-mail'
import { sweep } from './sweep'
import { whenIdle } from './when-idle'

const RELAY_MILLISECONDS = 500
const SWEEP_MILLISECONDS = 60_000
const SERVERS_MILLISECONDS = 20_000
const SUPERVISE_MILLISECONDS = 500
const STANDBYS_MILLISECONDS = 3_000
/** What is kept ready is made when nobody waits for a tenant, but half a minute later at the latest. */
const STANDBYS_WAIT_TURNS = 10
const isAnyTenantBusy = async () => (await busyTenants()).size > 0

export type RunningWorker = { stop(): Promise<void> }

/** `slots` is how many jobs run at the same time in this process. */
export async function startWorker({ slots = 4 }: { slots?: number } = {}): Promise<RunningWorker> {
  listenToPeopleCount(reportPeopleCount)
  const runner = await startJobRunner({
    handlers: { [MAIL_TASK]: sendMail, [PLANNED_CHANGES_TASK]: applyPlannedChanges, [WEBHOOK_TASK]: deliverWebhook },
    slots,
  })
  const loops = [
    repeat('relay', RELAY_MILLISECONDS, relayPending),
    repeat('sweep', SWEEP_MILLISECONDS, sweep),
    repeat('measure', SWEEP_MILLISECONDS, unscopedMeasureDue),
    repeat('servers', SERVERS_MILLISECONDS, checkDueServers),
    repeat('standbys', STANDBYS_MILLISECONDS, whenIdle(isAnyTenantBusy, STANDBYS_WAIT_TURNS, fillStandbys)),
    repeat('moves', SUPERVISE_MILLISECONDS, superviseMoves),
    repeat('loads', SAMPLE_SECONDS * 1000, unscopedSampleLoads),
  ]
  log.info('worker takes jobs')
  return {
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()))
      await runner.stop()
      closeMailTransport()
      await closeAll()
      log.info('worker stopped')
    },
  }
}
