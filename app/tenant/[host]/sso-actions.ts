'use server'
import { z } from 'zod'
import { defineMemberAction, definePortalVisitorAction, setSsoState, visitedOrigin } from '@/lib/actions'
import { chooseWayIn, startSso } from '@/lib/auth'

const next = z.string().max(4000).optional()
const email = z.string().trim().min(1).max(254)

/** Data: the provider's address to go to. */
export const signInWithProvider = definePortalVisitorAction({
  input: z.object({ next }),
  refreshes: false,
  async perform({ input, db, client }) {
    const { url, sealed } = await startSso(db, { origin: await visitedOrigin(), next: input.next, address: client.address })
    await setSsoState(sealed)
    return { next: url }
  },
})

/** Data: the provider's address for whoever has an address of the company, else that a password is asked. It knows of no accounts. */
export const chooseWay = definePortalVisitorAction({
  input: z.object({ email, next }),
  refreshes: false,
  async perform({ input, db, client }) {
    if ((await chooseWayIn(db, input.email)) === 'password') return { email: input.email }
    const origin = await visitedOrigin()
    const { url, sealed } = await startSso(db, { origin, next: input.next, email: input.email, address: client.address })
    await setSsoState(sealed)
    return { next: url }
  },
})

/** Ties the signed-in member to the provider. Data: its address to go to. */
export const connectProvider = defineMemberAction({
  input: z.unknown(),
  permission: null,
  refreshes: false,
  async perform({ principal, db, client }) {
    const origin = await visitedOrigin()
    const { url, sealed } = await startSso(db, { origin, next: '/settings', connect: principal, address: client.address })
    await setSsoState(sealed)
    return { next: url }
  },
})
