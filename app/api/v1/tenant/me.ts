import { z } from 'zod'
import { defineEndpoint } from '../frame/define-endpoint'

export const ME_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/me',
    name: 'showMe',
    summary: 'Who this key or session is, and what it may',
    tag: 'identity',
    auth: { tenant: 'any' },
    output: z.object({
      kind: z.enum(['member', 'api-key']),
      id: z.uuid(),
      name: z.string(),
      email: z.string().nullable(),
      role: z.string().nullable(),
      permissions: z.array(z.string()),
      employeeId: z.uuid().nullable(),
    }),
    run: async ({ principal }) => {
      const permissions = [...principal.permissions].sort()
      if (principal.kind === 'api-key')
        return { kind: principal.kind, id: principal.keyId, name: principal.name, email: null, role: null, permissions, employeeId: null }
      const { kind, userId, name, email, roleKey, employeeId } = principal
      return { kind, id: userId, name, email, role: roleKey, permissions, employeeId }
    },
  }),
]
