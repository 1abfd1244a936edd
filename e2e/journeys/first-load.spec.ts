import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { originOf } from '../support/addresses'
import { expect, test } from '../support/test'

const KB = 1024
/** Compressed JavaScript that the browser has fetched when a page stands still: its own, without what it prefetches for later. */
async function scriptBytes(page: Page, address: string): Promise<number> {
  const sizes: Promise<number>[] = []
  const measure = (response: { request(): { resourceType(): string }; body(): Promise<Buffer> }) => {
    if (response.request().resourceType() === 'script') sizes.push(response.body().then((body) => gzipSync(body).byteLength))
  }
  page.on('response', measure)
  await page.goto(address, { waitUntil: 'networkidle' })
  page.off('response', measure)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

test('sign-in is there with less than 150 kB of JavaScript', async ({ page, victim }) => {
  const bytes = await scriptBytes(page, `${originOf(victim.host)}/sign-in`)
  test.info().annotations.push({ type: 'figure', description: `sign-in ${Math.round(bytes / KB)} kB` })
  expect(bytes).toBeGreaterThan(40 * KB) // it was measured at all
  expect(bytes).toBeLessThan(150 * KB)
})

for (const path of ['/', '/people', '/import', '/settings', '/settings/members', '/settings/brand', '/settings/domains', '/audit']) {
  test(`${path} is there with less than 250 kB of JavaScript`, async ({ ownerPage, victim }) => {
    const bytes = await scriptBytes(ownerPage, `${originOf(victim.host)}${path}`)
    test.info().annotations.push({ type: 'figure', description: `${path} ${Math.round(bytes / KB)} kB` })
    console.log(`first load ${path}: ${Math.round(bytes / KB)} kB`)
    expect(bytes).toBeGreaterThan(40 * KB)
    expect(bytes).toBeLessThan(250 * KB)
  })
}
