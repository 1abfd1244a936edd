import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { databaseUrl, env } from './env'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'core-env-'))
  vi.stubEnv('DATA_DIR', dir)
  vi.stubEnv('DATABASE_URL', '')
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(dir, { recursive: true })
})

describe('settings', () => {
  it('have defaults that suit one machine, and an empty variable counts as not set', () => {
    for (const name of ['PORT', 'BASE_DOMAIN', 'PUBLIC_PROTO', 'SMTP_URL']) vi.stubEnv(name, '')
    expect(env()).toMatchObject({ PORT: 3000, BASE_DOMAIN: 'localhost', PUBLIC_PROTO: 'http', SMTP_URL: undefined })
  })

  it.each([
    ['PORT', '70000'],
    ['PORT', 'x'],
    ['BASE_DOMAIN', 'example.com:3000'],
    ['BASE_DOMAIN', 'http://example.com'],
    ['PUBLIC_PROTO', 'ftp'],
    ['DATABASE_URL', 'mysql://x'],
    ['SMTP_URL', 'mail.example.com'],
  ])('%s=%s is refused by name', (name, value) => {
    vi.stubEnv(name, value)
    expect(() => env()).toThrow(new RegExp(`A setting is wrong. ${name}`))
  })
})

describe('the address of the database', () => {
  it('is DATABASE_URL when it is set, with rowhouse as the name of the catalog unless it names one', () => {
    vi.stubEnv('DATABASE_URL', 'postgresql://u:p@db:5433')
    expect(databaseUrl()).toBe('postgresql://u:p@db:5433/rowhouse')
    vi.stubEnv('DATABASE_URL', 'postgresql://u:p@db:5433/other?sslmode=require')
    expect(databaseUrl()).toBe('postgresql://u:p@db:5433/other?sslmode=require')
  })

  it('is the one of the running supervisor otherwise, and the error says how to start one', () => {
    expect(() => databaseUrl()).toThrow('Rowhouse is not running: start it with npm start')
    mkdirSync(join(dir, 'run'))
    writeFileSync(
      join(dir, 'run', 'postgres.json'),
      JSON.stringify({ url: 'postgresql://o:p@127.0.0.1:15432/rowhouse', port: 15432, pid: 1 }),
    )
    expect(databaseUrl()).toBe('postgresql://o:p@127.0.0.1:15432/rowhouse')
  })
})
