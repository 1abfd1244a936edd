'use server'
import { defineSiteVisitorAction } from '@/lib/actions'
import { AppError, env } from '@/lib/core'
import { SignUpInput, signUp } from '@/lib/lifecycle'
import { isOver, watchOperation } from '@/lib/operations'
import { portalOrigin } from '../portal-origin'

const WAIT_MILLISECONDS = 8000

/** Opens the portal and waits for it, as long as a person would. Data: what the next page says. */
export const openPortal = defineSiteVisitorAction({
  input: SignUpInput,
  refreshes: false,
  async perform({ input, client, requestId }) {
    const { tenant, operation } = await signUp(input, { address: client.address, requestId })
    let isReady = false
    for await (const view of watchOperation(operation.id, { signal: AbortSignal.timeout(WAIT_MILLISECONDS) })) {
      if (isOver(view) && view.state !== 'succeeded') throw failed()
      isReady = view.state === 'succeeded'
    }
    return { email: input.ownerEmail, host: `${tenant.slug}.${env().BASE_DOMAIN}`, url: portalOrigin(tenant.slug), isReady }
  },
})

const failed = () =>
  new AppError('unavailable', {
    message: 'The portal could not be opened. Try another address, or try again later.',
    key: 'site.errors.failed',
  })
