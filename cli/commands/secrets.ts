import { z } from 'zod'
import { resealSecrets } from '@/lib/lifecycle'
import { cliPrincipal } from '../cli-principal'
import { defineCommand } from '../define-command'

export const SECRETS_COMMANDS = [
  defineCommand({
    noun: 'secrets',
    verb: 'reseal',
    summary: 'Seal everything stored under the master key of now; what was sealed before is read with MASTER_KEY_BEFORE',
    input: z.strictObject({}),
    run: () => resealSecrets(cliPrincipal),
    print: ({ servers, databases, operators, tenantSecrets, left }) =>
      [
        `Sealed anew: ${servers} servers, ${databases} databases of single tenants (with new passwords), ${operators} operators, ${tenantSecrets} secrets of tenants.`,
        ...left.map(({ kind, name }) => `left as it was: ${kind} ${name}`),
      ].join('\n'),
  }),
]
