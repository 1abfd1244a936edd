import { originOf } from '../support/addresses'
import { backDoor } from '../support/back-door-client'
import { expect, test } from '../support/test'

test.use({ locale: 'ko-KR' })

test('a Korean company greets in Korean, from the sign-in page to the profile', async ({ page }) => {
  const company = await backDoor('company', { slug: 'hangul', name: '한빛 상사', locale: 'ko' })
  await page.goto(`${originOf(company.host)}/`)
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko')
  await expect(page.getByRole('heading', { name: '로그인' })).toBeVisible()
  await page.locator('input[name=email]').fill(company.owner.email)
  await page.locator('input[name=password]').fill('틀린 암호입니다 아마도')
  await page.getByRole('button', { name: '로그인' }).click()
  await expect(page.getByRole('main')).toContainText('이메일 주소 또는 비밀번호가 맞지 않습니다.')
  await expect(page.locator('input[name=email]')).toHaveValue(company.owner.email)
  await page.locator('input[name=password]').fill(company.owner.password)
  await page.getByRole('button', { name: '로그인' }).click()
  await expect(page).toHaveURL(`${originOf(company.host)}/`)
  await expect(page.getByRole('main')).toContainText('12명')
  await page.goto(`${originOf(company.host)}/people`)
  const text = await page.locator('body').innerText()
  expect(text).not.toMatch(/\b(People|Search|Filter|Department|Next|Previous|Hired)\b/)

  // The language of the person, in place of the company's.
  await page
    .getByRole('button', { name: /Olga Owner/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(page.getByRole('heading', { name: 'People' })).toBeVisible()
})
