import { generate } from 'otplib'
import { OPERATOR_HOST, originOf } from '../support/addresses'
import { backDoor } from '../support/back-door-client'
import { call, expect, test } from '../support/test'

const NEW = 'four unrelated words here'
const mailTo = async (slug: string, to: string, kind: string) => {
  await expect.poll(async () => (await backDoor('mails', { slug })).some((mail) => mail.to === to && mail.kind === kind)).toBe(true)
  return (await backDoor('mails', { slug })).find((mail) => mail.to === to && mail.kind === kind)!
}

test('somebody who forgot the password gets a link, chooses another one, and is in', async ({ page, victim }) => {
  const email = `forgetful-${process.pid}@victim.test`
  const person = await backDoor('member', { tenantId: victim.id, email, role: 'employee' })
  await page.goto(`${originOf(victim.host)}/sign-in`)
  await page.getByRole('link', { name: /forgot/i }).click()
  await page.getByLabel(/e-mail/i).fill(email)
  await page.locator('button[type=submit]').first().click()
  await expect(page.getByRole('main')).toContainText(/link/i)
  const { text } = await mailTo(victim.slug, email, 'passwordReset')
  await page.goto(/https:\S+\/reset\/\S+/.exec(text)![0])
  await page.locator('input[name=password]').fill('short')
  await page.locator('button[type=submit]').first().click()
  await expect(page.getByText('Use 10 characters or more.')).toBeVisible()
  await page.locator('input[name=password]').fill(NEW)
  await page.locator('button[type=submit]').first().click()
  await expect(page).toHaveURL(`${originOf(victim.host)}/`)
  expect((await call(victim.host, '/api/v1/me', { cookie: `${person.cookie.name}=${person.cookie.value}` })).status).toBe(401)
  await mailTo(victim.slug, email, 'passwordChanged')
})

test('an invited person opens the account with the link of the mail, and loses the old role within a second', async ({
  browser,
  ownerPage,
  victim,
}) => {
  const email = `guest-${process.pid}@victim.test`
  await ownerPage.goto(`${originOf(victim.host)}/settings/members`)
  await ownerPage.getByRole('button', { name: 'Invite', exact: true }).click()
  const dialog = ownerPage.getByRole('dialog')
  await dialog.getByLabel('Name').fill('김서연')
  await dialog.getByLabel('Work e-mail').fill(email)
  await dialog.getByRole('button', { name: 'Send invitation' }).click()
  await expect(ownerPage.getByRole('row', { name: email })).toContainText('invited')

  const { text } = await mailTo(victim.slug, email, 'invitation')
  const guest = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage()
  const link = /https:\S+\/invite\/\S+/.exec(text)![0]
  await guest.goto(link)
  await guest.locator('input[name=password]').fill(NEW)
  await guest.locator('button[type=submit]').first().click()
  await expect(guest).toHaveURL(`${originOf(victim.host)}/`)
  const status = () => guest.evaluate(async () => (await fetch('/api/v1/me')).status)
  expect(await status()).toBe(200)

  await ownerPage.reload()
  await ownerPage.getByRole('button', { name: /김서연/ }).click()
  await ownerPage.getByRole('menuitem', { name: 'Change role' }).click()
  await dialog.getByRole('radio', { name: /HR/ }).check()
  await dialog.getByRole('button', { name: 'Change role' }).click()
  await expect(ownerPage.getByRole('row', { name: email })).toContainText('HR')
  expect(await status()).toBe(401)
  await guest.goto(link)
  await expect(guest.getByRole('main')).not.toContainText(email)
  await guest.context().close()
})

test('an operator signs in with password and code, and the code does not work twice', async ({ page, browser }) => {
  const operator = await backDoor('operator', { email: `fresh-${process.pid}@office.test` })
  const office = originOf(OPERATOR_HOST)
  const code = await generate({ secret: operator.totpSecret })
  const upTo = async (visitor: typeof page) => {
    await visitor.goto(`${office}/tenants`)
    await visitor.locator('input[name=email]').fill(operator.email)
    await visitor.locator('input[name=password]').fill(operator.password)
    await visitor.locator('button[type=submit]').first().click()
    await expect(visitor.locator('input[name=code]')).toBeVisible()
    await visitor.locator('input[name=code]').fill(code)
  }
  await upTo(page)
  await expect(page).toHaveURL(`${office}/tenants`)
  const other = await browser.newContext({ ignoreHTTPSErrors: true })
  const again = await other.newPage()
  await upTo(again)
  await expect(again.getByText(/used before/)).toBeVisible()
  await again.goto(`${office}/tenants`)
  await expect(again).toHaveURL(/sign-in/)
  await other.close()
})
