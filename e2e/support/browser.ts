import { existsSync } from 'node:fs'
import { PORTS } from './addresses'

const SYSTEM_BROWSERS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export const LAUNCH_OPTIONS = {
  /** undefined: Playwright's own browser, as after `npx playwright install chromium` on a laptop. */
  executablePath: process.env.CHROMIUM_PATH || SYSTEM_BROWSERS.find(existsSync),
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-dev-shm-usage',
    // A service worker is taken only over a connection whose certificate is trusted, and ignoring errors page by page is not that.
    '--ignore-certificate-errors',
    // Names of the product lead to the TLS proxy on loopback, and no other name leads anywhere.
    `--host-resolver-rules=MAP rowhouse.test:443 127.0.0.1:${PORTS.tls}, MAP *.test:443 127.0.0.1:${PORTS.tls}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
  ],
}
