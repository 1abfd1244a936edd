import { z } from 'zod'
import { createOperator, createOperatorApiKey, isOperatorRole, OPERATOR_ROLES, type OperatorRole } from '@/lib/auth'
import { newToken } from '@/lib/core'
import { cliPrincipal } from '../cli-principal'
import { defineCommand } from '../define-command'

const roles = Object.keys(OPERATOR_ROLES) as OperatorRole[]

export const OPERATOR_COMMANDS = [
  defineCommand({
    noun: 'operator',
    verb: 'create',
    summary: 'Make an account for the back office; the second factor is set up with the first sign-in',
    positionals: ['email'],
    options: {
      name: { help: "the person's name", placeholder: 'name' },
      role: { help: `${roles.join(', ')} (admin unless said otherwise)`, placeholder: 'role' },
      passwordEnv: { help: 'variable that holds the password; without it one is made up and printed once', placeholder: 'variable' },
      withKey: { help: 'make an API key too; it is printed once', isFlag: true },
    },
    input: z.strictObject({
      email: z.email('is not an e-mail address'),
      name: z.string().trim().min(1).max(100).optional(),
      role: z
        .string()
        .refine(isOperatorRole, `one of ${roles.join(', ')}`)
        .default('admin'),
      passwordEnv: z.string().min(1).optional(),
      withKey: z.boolean().default(false),
    }),
    run: async ({ email, name, role, passwordEnv, withKey }) => {
      // Never an option of its own: words of a command line are seen by every user of the machine, and kept by the shell.
      const given = passwordEnv ? process.env[passwordEnv] : undefined
      const password = given ?? newToken()
      const { operatorId } = await createOperator(cliPrincipal, { email, name: name ?? email, role: role as OperatorRole, password })
      const key = withKey ? (await createOperatorApiKey(cliPrincipal, { operatorId, name: 'made with the account' })).key : undefined
      return { id: operatorId, email, role, ...(given === undefined && { password }), ...(key && { key }) }
    },
    print: ({ email, password, key }) =>
      [
        `${email} can sign in at the back office.`,
        ...(password ? [`Password, shown once: ${password}`] : []),
        ...(key ? [`API key, shown once: ${key}`] : []),
      ].join('\n'),
  }),
]
