import { z } from 'zod'
import { ALL_PERMISSIONS, createApiKey, listApiKeys, revokeApiKey } from '@/lib/auth'
import { shownLine } from '@/lib/core'
import { defineEndpoint } from '../frame/define-endpoint'
import { Instant, instant, instantOrNull } from '../frame/paging'

export const API_KEY_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/api-keys',
    name: 'listApiKeys',
    summary: 'Keys that open this interface',
    tag: 'keys',
    auth: { tenant: 'api-keys:manage' },
    output: z.object({
      items: z.array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          prefix: z.string(),
          permissions: z.array(z.string()),
          createdAt: Instant,
          expiresAt: Instant.nullable(),
          lastUsedAt: Instant.nullable(),
          addresses: z.array(z.string()).describe('Where it is taken from; none: everywhere.'),
        }),
      ),
    }),
    run: async ({ db }) => {
      const keys = await listApiKeys(db)
      return {
        items: keys.map((key) => ({
          ...key,
          createdAt: instant(key.createdAt),
          expiresAt: instantOrNull(key.expiresAt),
          lastUsedAt: instantOrNull(key.lastUsedAt),
        })),
      }
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/api-keys',
    name: 'createApiKey',
    summary: 'Make a key; it is shown in this answer and never again',
    tag: 'keys',
    auth: { tenant: 'api-keys:manage' },
    body: z.strictObject({
      name: shownLine(100).min(1),
      permissions: z.array(z.enum(ALL_PERMISSIONS, { error: 'There is no such permission.' })).min(1),
      expiresAt: z.iso.datetime({ offset: true }).optional(),
      addresses: z.array(z.string().max(60)).max(20).default([]),
    }),
    output: z.object({ id: z.uuid(), key: z.string() }),
    status: 201,
    run: ({ db, principal, body, requestId }) =>
      createApiKey(db, principal, { ...body, expiresAt: body.expiresAt ? new Date(body.expiresAt) : null, requestId }),
  }),
  defineEndpoint({
    method: 'DELETE',
    path: '/api-keys/{id}',
    name: 'revokeApiKey',
    summary: 'A revoked key is refused by the next request',
    tag: 'keys',
    auth: { tenant: 'api-keys:manage' },
    params: z.object({ id: z.uuid() }),
    output: z.null(),
    status: 204,
    run: async ({ db, principal, params }) => {
      await revokeApiKey(db, principal, params.id)
      return null
    },
  }),
]
