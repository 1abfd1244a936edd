// A Chromium for the browser tests: the one of CHROMIUM_PATH, the system's, Playwright's own, or, as root on Debian or Ubuntu,
// the smallest package there is. Prints its path. The journeys look in the same places (e2e/playwright.config.ts).
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const SYSTEM = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const PACKAGES = ['chromium-headless-shell', 'chromium']

/** Path of a browser; throws with words on how to get one. */
export async function ensureBrowser() {
  const found = process.env.CHROMIUM_PATH || SYSTEM.find(existsSync) || (await playwrightsOwn())
  if (found) {
    if (!existsSync(found)) throw new Error(`CHROMIUM_PATH=${found}: there is no such file.`)
    return found
  }
  if (process.platform === 'linux' && process.getuid() === 0 && existsSync('/usr/bin/apt-get')) {
    const apt = (...args) =>
      spawnSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0
    for (const attempt of ['as known', 'after update']) {
      if (attempt === 'after update') apt('update')
      for (const name of PACKAGES) {
        if (apt('install', '-y', '--no-install-recommends', name)) {
          const installed = SYSTEM.find(existsSync)
          if (installed) return installed
        }
      }
    }
  }
  throw new Error(
    'The browser tests need Chromium. Run: npx playwright install --with-deps chromium, or install one and set CHROMIUM_PATH to it.',
  )
}

async function playwrightsOwn() {
  try {
    const { chromium } = await import('@playwright/test')
    const path = chromium.executablePath()
    return existsSync(path) ? path : null
  } catch {
    return null
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(await ensureBrowser())
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}
