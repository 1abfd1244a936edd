import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'
import { PORTS } from './support/addresses'

const SYSTEM_BROWSERS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
/** undefined: Playwright's own browser, as after `npx playwright install chromium` on a laptop. */
const executablePath = process.env.CHROMIUM_PATH || SYSTEM_BROWSERS.find(existsSync)

export default defineConfig({
  globalSetup: './support/global-setup.ts',
  outputDir: '../test-results',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list', { printSteps: false }]],
  projects: [
    { name: 'journeys', testDir: './journeys' },
    { name: 'threats', testDir: './threats' },
    { name: 'a11y', testDir: './a11y' },
  ],
  use: {
    browserName: 'chromium',
    ignoreHTTPSErrors: true,
    locale: 'en-GB',
    timezoneId: 'Asia/Seoul',
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-dev-shm-usage',
        // Names of the product lead to the TLS proxy on loopback, and no other name leads anywhere.
        `--host-resolver-rules=MAP rowhouse.test:443 127.0.0.1:${PORTS.tls}, MAP *.test:443 127.0.0.1:${PORTS.tls}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
      ],
    },
  },
})
