// A real worker that the chaos test starts and kills; ROWHOUSE_KILL_AT names the moment of a move at which it ends by itself.
import { startWorker } from '@/worker'

await startWorker({ slots: 2 })
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
