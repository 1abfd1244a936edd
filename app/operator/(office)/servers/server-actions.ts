'use server'
import { z } from 'zod'
import { defineOperatorAction } from '@/lib/actions'
import {
  addDatabase as add,
  CapacityInput,
  changeCapacity as capacityOf,
  checkServer as check,
  drainServer as drain,
  preflightServer as preflight,
  registerExternalServer as register,
  removeServer as remove,
  StandbysInput,
  changeStandbys as standbysOf,
  undrainServer as undrain,
} from '@/lib/lifecycle'

const server = z.string().min(1).max(64)
const text = z.string().max(2000)

export const preflightAddress = defineOperatorAction({
  input: z.object({ adminUrl: text }),
  permission: 'server:manage',
  refreshes: false,
  perform: ({ input, principal }) => preflight(principal, input),
})

export const preflightServer = defineOperatorAction({
  input: z.object({ server }),
  permission: 'server:manage',
  refreshes: false,
  perform: ({ input, principal }) => preflight(principal, input),
})

export const registerServer = defineOperatorAction({
  input: z.object({ name: text, region: text, adminUrl: text, isPooled: z.boolean() }),
  permission: 'server:manage',
  refreshes: false,
  async perform({ input, principal, requestId }) {
    const { name } = await register(principal, { ...input, requestId })
    return { name }
  },
})

export const checkServer = defineOperatorAction({
  input: z.object({ server }),
  permission: 'tenant:read',
  async perform({ input, principal }) {
    await check(principal, input)
  },
})

export const drainServer = defineOperatorAction({
  input: z.object({ server, isDraining: z.boolean() }),
  permission: 'server:manage',
  async perform({ input: { server: name, isDraining }, principal, requestId }) {
    await (isDraining ? drain : undrain)(principal, { server: name, requestId })
  },
})

export const removeServer = defineOperatorAction({
  input: z.object({ server, confirm: z.string().max(64) }),
  permission: 'server:manage',
  refreshes: false,
  async perform({ input, principal, requestId }) {
    await remove(principal, { ...input, requestId })
  },
})

export const addDatabase = defineOperatorAction({
  input: z.object({ server, pattern: z.enum(['row', 'schema']) }),
  permission: 'server:manage',
  async perform({ input, principal, requestId }) {
    const { database } = await add(principal, { ...input, requestId })
    return { name: database }
  },
})

export const changeLimits = defineOperatorAction({
  input: z.object({ server, values: CapacityInput }),
  permission: 'server:manage',
  async perform({ input: { server: name, values }, principal, requestId }) {
    await capacityOf(principal, { server: name, capacity: values, requestId })
  },
})

export const changeStandbys = defineOperatorAction({
  input: z.object({ server, values: StandbysInput }),
  permission: 'server:manage',
  async perform({ input: { server: name, values }, principal, requestId }) {
    await standbysOf(principal, { server: name, standbys: values, requestId })
  },
})
