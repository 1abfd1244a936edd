import { generate } from 'otplib'
import { originOf } from '../support/addresses'
import { backDoor } from '../support/back-door-client'
import { expect, signedIn, test } from '../support/test'

const inAMoment = () => Math.floor(Date.now() / 1000) + 30

test('a tenant asks everybody for a second factor: a member sets it up, signs in with it, and with a recovery code', async ({
  browser,
  context,
}, info) => {
  const company = await backDoor('company', { slug: `strict${process.pid}` })
  const site = originOf(company.host)
  const owner = await signedIn(context, site, company.owner.cookie)
  await owner.goto(`${site}/settings/sign-in`)
  const required = owner.getByRole('switch', { name: /Everybody needs a second factor/ })
  await owner.screenshot({ path: info.outputPath('policy.png'), fullPage: true })
  await required.click()
  // Also for whoever asks for it: the owner has none yet.
  await expect(owner).toHaveURL(/\/verify/)

  const person = await backDoor('member', { tenantId: company.id, email: `kim@${company.slug}.test`, role: 'employee' })
  const guest = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 390, height: 844 } })
  const page = await guest.newPage()
  const signIn = async () => {
    await page.goto(`${site}/sign-in?next=/people`)
    await page.getByLabel('E-mail').fill(person.email)
    await page.locator('input[name=password]').fill(person.password)
    await page.locator('button[type=submit]').first().click()
    await expect(page).toHaveURL(/\/verify\?next=%2Fpeople/)
  }
  await signIn()
  await expect(page.getByRole('heading', { name: 'Set up a second factor' })).toBeVisible()
  await page.screenshot({ path: info.outputPath('enrol-phone.png'), fullPage: true })
  await page.goto(`${site}/settings`)
  await expect(page, 'nothing opens before').toHaveURL(/\/verify/)
  const secret = (await page.locator('dd.mono').textContent())!.replaceAll(' ', '')
  await page.getByRole('textbox', { name: 'Code' }).fill(await generate({ secret }))
  await page.getByRole('button', { name: 'Set up' }).click()
  await expect(page.locator('.code-list li')).toHaveCount(10)
  const codes = await page.locator('.code-list li').allTextContents()
  await page.screenshot({ path: info.outputPath('codes-phone.png'), fullPage: true })
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await expect(page).toHaveURL(`${site}/settings`)

  await guest.clearCookies()
  await signIn()
  await page.screenshot({ path: info.outputPath('code-phone.png'), fullPage: true })
  await page.getByRole('textbox', { name: 'Code' }).fill('000000')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('main').getByText(/not right, or was used before/)).toBeVisible()
  await page.getByRole('textbox', { name: 'Code' }).fill(await generate({ secret, epoch: inAMoment() }))
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page).toHaveURL(`${site}/people`)

  await guest.clearCookies()
  await signIn()
  await page.getByRole('textbox', { name: 'Code' }).fill(codes[0]!)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page).toHaveURL(`${site}/people`)

  // Three sessions: this one stays, another ends by its button.
  await page.goto(`${site}/settings`)
  await page.screenshot({ path: info.outputPath('account-phone.png'), fullPage: true })
  const devices = page.getByRole('button', { name: /^Sign out .* on / })
  const before = await devices.count()
  await devices.first().click()
  await expect(devices).toHaveCount(before - 1)
  await page.getByRole('button', { name: 'Sign out all others' }).click()
  await expect(devices).toHaveCount(0)
  await guest.close()
})
