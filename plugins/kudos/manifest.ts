import type { PluginManifest } from '@/lib/core'

export const manifest = {
  id: 'kudos',
  version: '1.0.0',
  tables: { kudo: 'kudos' },
  permissions: {
    give: ['owner', 'admin', 'hr', 'manager', 'employee'],
    remove: ['owner', 'admin', 'hr'],
  },
} as const satisfies PluginManifest
