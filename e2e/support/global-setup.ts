import { PORTS } from './addresses'
import { startBackDoor } from './back-door-process'
import { startProduct } from './product'
import { startTlsProxy } from './tls-proxy'

/** Once for the whole run; what was started is stopped even when a later part does not start. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const stops: (() => Promise<void>)[] = []
  const stopAll = async () => {
    for (const stop of stops.reverse()) await stop()
  }
  try {
    const product = await startProduct()
    stops.push(product.stop)
    const proxy = await startTlsProxy(PORTS.tls, PORTS.web)
    stops.push(async () => {
      proxy.closeAllConnections()
      proxy.close()
    })
    stops.push(await startBackDoor(product.env))
    return stopAll
  } catch (error) {
    await stopAll()
    throw error
  }
}
