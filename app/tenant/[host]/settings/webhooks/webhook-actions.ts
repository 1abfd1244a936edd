'use server'
import { z } from 'zod'
import { defineMemberAction } from '@/lib/actions'
import {
  createWebhook as create,
  deleteWebhook as remove,
  replayDelivery as replay,
  rotateWebhookSecret as rotate,
  sendTestEvent,
  updateWebhook as update,
  WebhookChange,
  WebhookInput,
} from '@/lib/portal'

const permission = 'settings:write' as const
const input = z.object({ id: z.uuid() })

export const createWebhook = defineMemberAction({
  input: WebhookInput,
  permission,
  perform: ({ input, principal, db, requestId }) => create(db, principal, input, { requestId }),
})

export const updateWebhook = defineMemberAction({
  input: input.extend({ change: WebhookChange }),
  permission,
  perform: ({ input, principal, db, requestId }) => update(db, principal, input.id, input.change, { requestId }),
})

export const deleteWebhook = defineMemberAction({
  input,
  permission,
  perform: ({ input, principal, db, requestId }) => remove(db, principal, input.id, { requestId }),
})

export const rotateWebhookSecret = defineMemberAction({
  input,
  permission,
  perform: ({ input, principal, db, requestId }) => rotate(db, principal, input.id, { requestId }),
})

export const testWebhook = defineMemberAction({
  input,
  permission,
  perform: ({ input, principal, db, requestId }) => sendTestEvent(db, principal, input.id, { requestId }),
})

export const replayDelivery = defineMemberAction({
  input,
  permission,
  perform: ({ input, principal, db, requestId }) => replay(db, principal, input.id, { requestId }),
})
