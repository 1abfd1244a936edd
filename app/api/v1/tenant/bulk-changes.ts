import { z } from 'zod'
import { AppError } from '@/lib/core'
import { BulkChangeInput, getBulkRun, startBulkChange } from '@/lib/hr'
import { OPERATION_STATES } from '@/lib/operations'
import { defineEndpoint } from '../frame/define-endpoint'
import { watchAsEvents } from '../shared/watch-as-events'
import { PersonName } from './person-view'

const Params = z.object({ id: z.uuid() })

export const BULK_ENDPOINTS = [
  defineEndpoint({
    method: 'POST',
    path: '/bulk-changes',
    name: 'startBulkChange',
    summary: 'One change of job for many people, from a day on: those picked by id, or all that match the filters of a list',
    tag: 'people',
    auth: { tenant: 'people:write' },
    body: BulkChangeInput,
    output: z.object({ id: z.uuid(), people: z.number().int() }),
    status: 202,
    run: ({ db, principal, tenant, body, requestId }) => startBulkChange(db, principal, body, { timeZone: tenant.timeZone, requestId }),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/bulk-changes/{id}',
    name: 'showBulkChange',
    summary: 'How far it is, and who could not be changed; kept for 30 days',
    tag: 'people',
    auth: { tenant: 'people:write' },
    params: Params,
    output: z.object({
      id: z.uuid(),
      operationId: z.uuid().nullable(),
      state: z.enum(OPERATION_STATES),
      people: z.number().int(),
      done: z.number().int(),
      on: z.iso.date(),
      summary: z.object({ changed: z.number().int(), unchanged: z.number().int(), failed: z.number().int() }).nullable(),
      failures: z.array(z.object({ person: PersonName.nullable(), message: z.string() })),
    }),
    run: ({ db, principal, params }) => getBulkRun(db, principal, params.id),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/bulk-changes/{id}/events',
    name: 'watchBulkChange',
    summary: 'Its progress as it happens (server-sent events)',
    tag: 'people',
    auth: { tenant: 'people:write' },
    params: Params,
    produces: 'text/event-stream',
    run: async (call) => {
      const { operationId } = await getBulkRun(call.db, call.principal, call.params.id)
      if (!operationId) throw new AppError('unavailable', { message: 'It is just being begun. Try again in a moment.' })
      return watchAsEvents(operationId, call, call.request)
    },
  }),
]
