import { defineConfig } from '@playwright/test'
import { LAUNCH_OPTIONS } from './support/browser'

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
    launchOptions: LAUNCH_OPTIONS,
  },
})
