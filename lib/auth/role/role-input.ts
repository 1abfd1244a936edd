import { z } from 'zod'
import { ALL_PERMISSIONS, withIncluded } from '../access/permissions'

export const ROLE_NAME_LENGTH_MAX = 60
export const OWN_ROLES_MAX = 50

/** A role of a tenant's own making. What a permission includes is added. */
export const RoleInput = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(ROLE_NAME_LENGTH_MAX)
    .regex(/^\P{Cc}*$/u, 'holds a character that cannot be shown')
    .transform((name) => name.normalize('NFC')),
  permissions: z
    .array(z.enum(ALL_PERMISSIONS, { error: 'There is no such permission.' }))
    .min(1)
    .max(ALL_PERMISSIONS.length)
    .transform((permissions) => withIncluded(permissions)),
})
export type RoleInput = z.output<typeof RoleInput>
