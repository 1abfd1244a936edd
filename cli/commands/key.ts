import { z } from 'zod'
import { createApiKey, PERMISSIONS, type Permission } from '@/lib/auth'
import { getTenant } from '@/lib/catalog'
import { openTenantById } from '@/lib/tenancy'
import { cliPrincipal } from '../cli-principal'
import { defineCommand } from '../define-command'

const isPermission = (text: string): text is Permission => (PERMISSIONS as readonly string[]).includes(text)

export const KEY_COMMANDS = [
  defineCommand({
    noun: 'tenant',
    verb: 'key',
    summary: 'Make an API key of a tenant; it is printed once',
    positionals: ['slug'],
    options: {
      name: { help: 'what the key is for', placeholder: 'name' },
      permissions: { help: `with commas between: ${PERMISSIONS.join(', ')}`, placeholder: 'a,b' },
    },
    input: z.strictObject({
      slug: z.string().min(1),
      name: z.string().trim().min(1).max(100),
      permissions: z
        .string()
        .transform((text) => text.split(',').map((part) => part.trim()))
        .pipe(z.array(z.string().refine(isPermission, 'is no permission; see --help')).min(1)),
    }),
    run: async ({ slug, name, permissions }) => {
      const db = await openTenantById((await getTenant(slug)).id)
      return { ...(await createApiKey(db, cliPrincipal, { name, permissions: permissions as Permission[] })), permissions }
    },
    print: ({ key, permissions }) => `API key, shown once: ${key}\nIt may: ${permissions.join(', ')}`,
  }),
]
