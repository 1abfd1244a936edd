// A real worker with one slot and one more kind of operation, for tests that kill it in the middle of a step.
import { z } from 'zod'
import { defineOperation } from '@/lib/operations'
import { openTenantById } from '@/lib/tenancy'
import { startWorker } from '@/worker'

async function countRun(tenantId: string, step: string): Promise<number> {
  const db = await openTenantById(tenantId)
  const key = `test.${step}`
  const row = await db.counter.findFirst({ where: { key } })
  const value = Number(row?.value ?? 0) + 1
  if (row) await db.counter.updateMany({ where: { key }, data: { value } })
  else await db.counter.create({ data: { key, value } })
  return value
}

defineOperation<{ hangs: boolean }>({
  kind: 'test.slow',
  input: z.object({ hangs: z.boolean() }),
  steps: [
    { name: 'one', run: ({ tenantId }) => countRun(tenantId!, 'one') },
    {
      name: 'two',
      async run({ tenantId, input }) {
        const runs = await countRun(tenantId!, 'two')
        if (input.hangs && runs === 1) await new Promise(() => {}) // until it is killed
        return runs
      },
    },
  ],
})

const worker = await startWorker({ slots: 1 })
process.on('SIGTERM', () => void worker.stop().then(() => process.exit(0)))
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
