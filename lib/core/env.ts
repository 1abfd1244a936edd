import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { AppError } from './errors'

/** An address or a range, and the port if it is one alone: 10.1.0.0/16, 127.0.0.1:5500, [fd00::1]:8443. */
export const OUTBOUND_EXCEPTION = /^(?:\[([0-9a-f:]+(?:\/\d+)?)\]|(\d+\.\d+\.\d+\.\d+(?:\/\d+)?))(?::(\d+))?$/i

const Settings = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  BASE_DOMAIN: z
    .string()
    .toLowerCase()
    .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/, 'a host name without a port, such as example.com')
    .default('localhost'),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'a URL that starts with postgresql://')
    .optional(),
  PUBLIC_PROTO: z.enum(['http', 'https']).default('http'),
  PUBLIC_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'a URL that starts with smtp:// or smtps://')
    .optional(),
  /** Name servers to ask about custom domains, such as 1.1.1.1,[2606:4700::1111]:53. Without it, the machine's. */
  DNS_SERVERS: z.string().optional(),
  /** Addresses beside this installation that tenants' webhooks and sign-in providers may have: 10.1.0.0/16, 127.0.0.1:5500. */
  OUTBOUND_ALLOW: z
    .string()
    .refine((text) => text.split(',').every((each) => OUTBOUND_EXCEPTION.test(each.trim())), 'addresses such as 10.1.0.0/16,127.0.0.1:5500')
    .optional(),
  MAIL_FROM: z.string().optional(),
  MASTER_KEY: z.string().optional(),
  MASTER_KEY_BEFORE: z.string().optional(),
  METRICS_TOKEN: z.string().optional(),
  /** Serves the tenants of this deployment alone; without it, those that are of none. */
  DEPLOYMENT: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens, such as seoul-1')
    .optional(),
  SIGN_UP: z.enum(['open', 'closed']).default('open'),
  /** Before the last day of a trial: the reminder. After it: how long it may still be read, and how long it is kept when it is stopped. */
  TRIAL_REMINDER_DAYS: z.coerce.number().int().min(0).max(365).default(7),
  TRIAL_READ_ONLY_DAYS: z.coerce.number().int().min(0).max(3650).default(14),
  TRIAL_STOPPED_DAYS: z.coerce.number().int().min(0).max(3650).default(30),
  /** How long an address that signed up is kept for an owner who never comes in. */
  UNCLAIMED_DAYS: z.coerce.number().int().min(1).max(3650).default(14),
  /** Between asking for the removal of a tenant and its beginning. */
  DELETION_WAIT_DAYS: z.coerce.number().int().min(0).max(365).default(7),
})
export type Env = z.infer<typeof Settings>
const NAMES = Object.keys(Settings.shape) as (keyof Env)[]

let cached: { raw: (string | undefined)[]; value: Env } | undefined

/** The settings of this process, read again when one of them changed. An empty variable counts as not set. */
export function env(): Env {
  const raw = NAMES.map((name) => process.env[name] || undefined)
  if (cached && raw.every((value, index) => value === cached!.raw[index])) return cached.value
  const parsed = Settings.safeParse(Object.fromEntries(NAMES.map((name, index) => [name, raw[index]])))
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new AppError('invalid_input', { message: `A setting is wrong. ${wrong.join('; ')}` })
  }
  cached = { raw, value: parsed.data }
  return parsed.data
}

/** Absolute path of what an installation keeps on disk: secrets, tenants' files, logs, the embedded PostgreSQL. */
export function dataDir(): string {
  return resolve(env().DATA_DIR)
}

/** The URL of the role that may create roles and databases. Its path is the catalog database. */
export function databaseUrl(): string {
  const configured = env().DATABASE_URL
  if (configured) {
    const url = new URL(configured)
    if (url.pathname.length <= 1) url.pathname = '/rowhouse'
    return url.toString()
  }
  try {
    return (JSON.parse(readFileSync(join(dataDir(), 'run', 'postgres.json'), 'utf8')) as { url: string }).url
  } catch (cause) {
    throw new AppError('not_running', { message: 'Rowhouse is not running: start it with npm start', cause })
  }
}

/** Whether the database is on another machine, so that it may outlive this one and its data folder. */
export function isRemoteDatabase(): boolean {
  const configured = env().DATABASE_URL
  if (!configured) return false
  const { hostname, searchParams } = new URL(configured)
  const host = (searchParams.get('host') ?? hostname).toLowerCase()
  return !(host === '' || host.startsWith('/') || host === 'localhost' || host === '[::1]' || host === '::1' || /^127\./.test(host))
}
