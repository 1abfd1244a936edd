import { gzipSync } from 'node:zlib'
import type { Page, Response } from '@playwright/test'
import { originOf } from '../support/addresses'
import { expect, test } from '../support/test'

const KIB = 1024
const SIGN_IN_MAX = 150 * KIB
const PAGE_MAX = 250 * KIB
const SHIFT_MAX = 0.05

interface FirstLoad {
  /** Compressed JavaScript that the browser has fetched when the page stands still, charts in view included. */
  scriptBytes: number
  /** Of everything that moved without anybody having done anything. */
  layoutShift: number
  /** Milliseconds; told, not judged: other work shares this machine. */
  largestPaint: number
}

async function firstLoad(page: Page, address: string): Promise<FirstLoad> {
  await page.addInitScript(() => {
    const seen = { shift: 0, paint: 0 }
    Object.assign(window, { seen })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) seen.shift += entry.value
    }).observe({ type: 'layout-shift', buffered: true })
    new PerformanceObserver((list) => {
      seen.paint = list.getEntries().at(-1)!.startTime
    }).observe({ type: 'largest-contentful-paint', buffered: true })
  })
  const sizes: Promise<number>[] = []
  const measure = (response: Response) => {
    if (response.request().resourceType() === 'script') sizes.push(response.body().then((body) => gzipSync(body).byteLength))
  }
  page.on('response', measure)
  await page.goto(address, { waitUntil: 'networkidle' })
  page.off('response', measure)
  const { shift, paint } = await page.evaluate(() => (window as unknown as { seen: { shift: number; paint: number } }).seen)
  const scriptBytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  const figures = `${Math.round(scriptBytes / KIB)} KiB of scripts, shift ${shift.toFixed(3)}, largest paint ${Math.round(paint)} ms`
  test.info().annotations.push({ type: 'figure', description: figures })
  return { scriptBytes, layoutShift: shift, largestPaint: paint }
}

function expectWithin({ scriptBytes, layoutShift, largestPaint }: FirstLoad, bytesMax: number): void {
  expect(scriptBytes, 'it was measured at all').toBeGreaterThan(40 * KIB)
  expect(largestPaint, 'it was measured at all').toBeGreaterThan(0)
  expect(scriptBytes).toBeLessThan(bytesMax)
  expect(layoutShift).toBeLessThan(SHIFT_MAX)
}

test('sign-in is there with less than 150 KiB of JavaScript, and nothing jumps', async ({ page, victim }) => {
  expectWithin(await firstLoad(page, `${originOf(victim.host)}/sign-in`), SIGN_IN_MAX)
})

// A profile is not among them: its chart of pay is 105 KiB of Recharts, and in view at once.
const PATHS = ['/', '/people', '/import', '/settings', '/settings/members', '/settings/brand', '/settings/domains', '/audit']
for (const path of PATHS) {
  test(`${path} is there with less than 250 KiB of JavaScript, and nothing jumps`, async ({ ownerPage, victim }) => {
    expectWithin(await firstLoad(ownerPage, originOf(victim.host) + path), PAGE_MAX)
  })
}
