import pino from 'pino'
import { isAppError } from './errors'

const SECRETS = ['password', 'token', 'secret', 'authorization', 'cookie', '["set-cookie"]', 'apiKey', 'totp', 'databaseUrl']
const atDepth = (name: string) => {
  const step = name.startsWith('[') ? name : `.${name}`
  return [name, `*${step}`, `*.*${step}`]
}

/** JSON lines on standard output. Passwords, tokens and cookies do not pass, however they got into the object. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? (process.env.VITEST ? 'silent' : 'info'),
  base: { pid: process.pid },
  redact: { paths: SECRETS.flatMap(atDepth), censor: '[redacted]' },
  serializers: {
    err: (error: Error) => ({
      ...pino.stdSerializers.err(error),
      ...(isAppError(error) && { code: error.code, detail: error.detail }),
    }),
  },
})
