import { z } from 'zod'
import { ALL_PERMISSIONS, createRole, deleteRole, listMembers, listRoles, RoleInput, updateRole } from '@/lib/auth'
import { describeAccess, FIELD_GROUPS } from '@/lib/hr'
import { defineEndpoint } from '../frame/define-endpoint'
import { Instant, instantOrNull, pageOf } from '../frame/paging'

const RoleView = z.object({
  key: z.string(),
  name: z.string(),
  isBuiltin: z.boolean(),
  permissions: z.array(z.enum(ALL_PERMISSIONS, { error: 'There is no such permission.' })),
  members: z.number().int(),
})
const RoleParams = z.object({ key: z.string().min(1).max(60) })
const RoleBody = z.strictObject({
  name: z.string().min(1).max(60),
  permissions: z.array(z.enum(ALL_PERMISSIONS, { error: 'There is no such permission.' })).min(1),
})

export const ROLE_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/roles',
    name: 'listRoles',
    summary: 'Roles with what each allows and how many people have it',
    tag: 'roles',
    auth: { tenant: 'roles:manage' },
    output: z.object({ items: z.array(RoleView) }),
    run: async ({ db, principal }) => ({ items: await listRoles(db, principal) }),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/roles',
    name: 'createRole',
    summary: 'A role of your own, made of permissions that you have yourself',
    tag: 'roles',
    auth: { tenant: 'roles:manage' },
    body: RoleBody,
    output: z.object({ key: z.string() }),
    status: 201,
    run: ({ db, principal, body, requestId }) => createRole(db, principal, RoleInput.parse(body), { requestId }),
  }),
  defineEndpoint({
    method: 'PUT',
    path: '/roles/{key}',
    name: 'updateRole',
    summary: 'Change a role of your own; sessions of those who have it end',
    tag: 'roles',
    auth: { tenant: 'roles:manage' },
    params: RoleParams,
    body: RoleBody,
    output: z.null(),
    status: 204,
    run: async ({ db, principal, params, body, requestId }) => {
      await updateRole(db, principal, { ...RoleInput.parse(body), key: params.key }, { requestId })
      return null
    },
  }),
  defineEndpoint({
    method: 'DELETE',
    path: '/roles/{key}',
    name: 'deleteRole',
    summary: 'Delete a role of your own that nobody has',
    tag: 'roles',
    auth: { tenant: 'roles:manage' },
    params: RoleParams,
    output: z.null(),
    status: 204,
    run: async ({ db, principal, params, requestId }) => {
      await deleteRole(db, principal, params.key, { requestId })
      return null
    },
  }),
  defineEndpoint({
    method: 'GET',
    path: '/members',
    name: 'listMembers',
    summary: 'Accounts that can sign in, by e-mail address',
    tag: 'roles',
    auth: { tenant: 'members:manage' },
    query: z.strictObject({ cursor: z.email().optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }),
    output: pageOf(
      z.object({
        id: z.uuid(),
        email: z.string(),
        name: z.string(),
        roleKey: z.string(),
        status: z.string(),
        employeeId: z.uuid().nullable(),
        lastSignInAt: Instant.nullable(),
      }),
    ),
    run: async ({ db, query }) => {
      const items = await listMembers(db, { limit: query.limit, after: query.cursor })
      return {
        items: items.map(({ createdAt: _, lastSignInAt, ...member }) => ({ ...member, lastSignInAt: instantOrNull(lastSignInAt) })),
        nextCursor: items.length === query.limit ? items.at(-1)!.email : null,
      }
    },
  }),
  defineEndpoint({
    method: 'GET',
    path: '/members/{id}/access',
    name: 'showAccess',
    summary: 'What a member can see and change: of themselves, of everybody below them, of the others',
    tag: 'roles',
    auth: { tenant: 'members:manage' },
    params: z.object({ id: z.uuid() }),
    output: z.object({
      userId: z.uuid(),
      name: z.string(),
      roleKey: z.string(),
      roleName: z.string(),
      employeeId: z.uuid().nullable(),
      teamSize: z.number().int(),
      permissions: z.array(z.enum(ALL_PERMISSIONS, { error: 'There is no such permission.' })),
      groups: z.array(
        z.object({
          group: z.enum(FIELD_GROUPS),
          fields: z.array(z.string()),
          own: z.boolean(),
          team: z.boolean(),
          others: z.boolean(),
          write: z.boolean(),
        }),
      ),
    }),
    run: ({ db, principal, params }) => describeAccess(db, principal, params.id),
  }),
]
