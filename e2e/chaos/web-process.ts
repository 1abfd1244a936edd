// What a web process does to a tenant's rows: writes through the product's own client, and tells each acknowledgement to a file that
// outlives it. The chaos test kills it in the middle.
import { appendFileSync } from 'node:fs'
import { newId } from '@/lib/core'
import { openTenantById } from '@/lib/tenancy'

const [tenantId, logPath, rate] = process.argv.slice(2) as [string, string, string]
const WRITERS = 4

process.on('disconnect', () => process.exit(0))
process.send?.('ready')
await Promise.all(
  Array.from({ length: WRITERS }, async (_, writer) => {
    for (let _turn = 0; ; _turn++) {
      const began = performance.now()
      const id = newId()
      try {
        const db = await openTenantById(tenantId)
        await db.$transaction(async (tx) => {
          await tx.file.create({
            data: { id, purpose: 'chaos', name: 'x', contentType: 'text/plain', sizeBytes: 1n, sha256: 'x', createdBy: 'chaos' },
          })
          const key = `chaos-${process.pid}-${writer}`
          await tx.counter.upsert({
            where: { tenantId_key: { tenantId, key } },
            create: { key, value: 1n },
            update: { value: { increment: 1n } },
          })
        })
        appendFileSync(logPath, `${id}\n`)
      } catch {
        // not acknowledged: it may be there or not, and is not in the log
      }
      const pause = (WRITERS * 1000) / Number(rate) - (performance.now() - began)
      if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }),
)
