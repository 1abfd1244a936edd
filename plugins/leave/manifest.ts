import type { PluginManifest } from '@/lib/core'

export const manifest = {
  id: 'leave',
  version: '1.0.0',
  tables: { leaveType: 'leave_types', leaveRequest: 'leave_requests' },
  permissions: {
    read: ['owner', 'admin', 'hr', 'manager', 'employee'],
    request: ['owner', 'admin', 'hr', 'manager', 'employee'],
    approve: ['owner', 'admin', 'hr', 'manager'],
    manage: ['owner', 'admin', 'hr'],
  },
} as const satisfies PluginManifest
