import { expect, type Page } from '@playwright/test'
import { generate } from 'otplib'
import { OPERATOR_HOST, originOf } from './addresses'
import type { OfficeWorker } from './back-door-actions'

/** Through the pages, as a person does it: password, then the six digits of the phone. */
export async function signInAtOffice(page: Page, operator: OfficeWorker): Promise<void> {
  await page.goto(`${originOf(OPERATOR_HOST)}/`)
  await expect(page).toHaveURL(/\/sign-in/)
  await page.getByLabel('E-mail').fill(operator.email)
  await page.getByLabel('Password').fill(operator.password)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('heading', { name: 'Your six digits' })).toBeVisible()
  // The sixth digit sends the form.
  await page.getByLabel('Code').fill(await generate({ secret: operator.totpSecret }))
  await expect(page.getByRole('navigation', { name: 'Back office' })).toBeVisible()
}
