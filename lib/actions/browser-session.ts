import { cookies } from 'next/headers'
import { deviceCookie, encodeSessionToken, type SignedIn, sessionCookie } from '@/lib/auth'

/** Gives the browser its session, in the very cookie that next-auth reads, and the mark by which it is known next time. */
export async function setBrowserSession({ claims, deviceToken }: SignedIn): Promise<void> {
  const jar = await cookies()
  const [session, device] = [sessionCookie(), deviceCookie()]
  jar.set({ name: session.name, value: await encodeSessionToken(claims), ...session.options })
  jar.set({ name: device.name, value: deviceToken, ...device.options })
}

export async function clearBrowserSession(): Promise<void> {
  const { name, options } = sessionCookie()
  ;(await cookies()).set({ name, value: '', ...options, maxAge: 0 })
}
