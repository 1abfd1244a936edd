// Another process with a cache of its own, for the test that changes reach it: tells its parent each new name of one tenant.
import { findTenantById } from '@/lib/catalog'

process.on('disconnect', () => process.exit(0))
process.on('message', async (id: string) => {
  let told: string | undefined
  for (;;) {
    const name = (await findTenantById(id))?.name
    if (name !== told) process.send?.({ name, at: Date.now() })
    told = name
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
})
process.send?.('ready')
