import { z } from 'zod'
import { createOperator, listOperators, OPERATOR_ROLES, type OperatorRole } from '@/lib/auth'
import { lintIsolation, resealSecrets, selfTestIsolation } from '@/lib/lifecycle'
import { defineEndpoint } from '../frame/define-endpoint'
import { Instant, instant, instantOrNull } from '../frame/paging'

const roles = z.enum(Object.keys(OPERATOR_ROLES) as [OperatorRole, ...OperatorRole[]])
const Proof = z.object({
  database: z.string(),
  server: z.string(),
  isIntact: z.boolean(),
  isAnswering: z.boolean(),
  problem: z.string().nullable(),
})
const Finding = z.object({ database: z.string(), server: z.string(), rule: z.string(), object: z.string(), problem: z.string() })

/** The people who run the service, and the walls that they rely on. */
export const SERVICE_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/operators',
    name: 'listOperators',
    summary: 'Everybody who can sign in at the back office',
    tag: 'operators',
    auth: { operator: 'operator:manage' },
    query: z.strictObject({
      search: z.string().max(100).optional(),
      role: roles.optional(),
      status: z.enum(['active', 'disabled']).optional(),
    }),
    output: z.object({
      items: z.array(
        z.object({
          id: z.uuid(),
          email: z.string(),
          name: z.string(),
          role: roles,
          status: z.enum(['active', 'disabled']),
          hasTotp: z.boolean(),
          createdAt: Instant,
          lastSignInAt: Instant.nullable(),
        }),
      ),
    }),
    run: async ({ principal, query }) => {
      const operators = await listOperators(principal, query)
      return {
        items: operators.map((operator) => ({
          ...operator,
          createdAt: instant(operator.createdAt),
          lastSignInAt: instantOrNull(operator.lastSignInAt),
        })),
      }
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/operators',
    name: 'createOperator',
    summary: 'Make an account; the second factor is set up with the first sign-in',
    tag: 'operators',
    auth: { operator: 'operator:manage' },
    body: z.strictObject({
      email: z.email().max(254),
      name: z.string().trim().min(1).max(100),
      role: roles.default('viewer'),
      password: z.string().max(1000),
    }),
    output: z.object({ id: z.uuid() }),
    status: 201,
    run: async ({ principal, body, requestId }) => ({ id: (await createOperator(principal, { ...body, requestId })).operatorId }),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/isolation/lint',
    name: 'lintIsolation',
    summary: 'Read the catalogue of every database of tenants for holes in the walls',
    tag: 'isolation',
    auth: { operator: 'audit:read' },
    output: z.object({
      databases: z.number().int(),
      findings: z.array(Finding),
      away: z.array(z.object({ database: z.string(), server: z.string() })).describe('Those that do not answer: nothing is known of them.'),
    }),
    run: ({ principal }) => lintIsolation(principal),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/secrets/reseal',
    name: 'resealSecrets',
    summary: 'Seal everything stored under the master key of now, and give roles of own databases new passwords',
    tag: 'secrets',
    auth: { operator: 'server:manage' },
    output: z.object({
      servers: z.number().int(),
      databases: z.number().int(),
      operators: z.number().int(),
      tenantSecrets: z.number().int(),
      left: z.array(z.object({ kind: z.enum(['server', 'database', 'operators', 'tenant']), name: z.string() })),
    }),
    run: ({ principal, requestId }) => resealSecrets(principal, { requestId }),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/isolation/selftest',
    name: 'selfTestIsolation',
    summary: 'Try each wall with synthetic tenants, as a start does',
    tag: 'isolation',
    auth: { operator: 'audit:read' },
    output: z.object({ items: z.array(Proof) }),
    run: async ({ principal }) => ({ items: await selfTestIsolation(principal) }),
  }),
]
