import { z } from 'zod'
import { deriveText, env } from '@/lib/core'
import { defineCommand } from '../define-command'

export const METRICS_COMMANDS = [
  defineCommand({
    noun: 'metrics',
    verb: 'token',
    summary: 'The bearer token for /api/metrics',
    input: z.strictObject({}),
    run: async () => ({ token: env().METRICS_TOKEN ?? deriveText('metrics') }),
    print: ({ token }) => token,
  }),
]
