import { cookies, headers } from 'next/headers'
import { ssoCookie } from '@/lib/auth'
import { env, parseHost, publicOrigin } from '@/lib/core'

/** Of the host that is visited, as the provider will send people back to it. Which tenant's it is was decided by the same header. */
export async function visitedOrigin(): Promise<string> {
  const host = parseHost((await headers()).get('host'), env().BASE_DOMAIN)
  return publicOrigin(host.kind === 'tenant' || host.kind === 'custom' ? host.host : env().BASE_DOMAIN)
}

/** Until the browser comes back from the provider. */
export async function setSsoState(sealed: string): Promise<void> {
  const { name, options } = ssoCookie()
  ;(await cookies()).set({ name, value: sealed, ...options })
}

/** Once: what comes back a second time finds none. */
export async function takeSsoState(): Promise<string | null> {
  const { name, options } = ssoCookie()
  const jar = await cookies()
  const sealed = jar.get(name)?.value ?? null
  jar.set({ name, value: '', ...options, maxAge: 0 })
  return sealed
}
