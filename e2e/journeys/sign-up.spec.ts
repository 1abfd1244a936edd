import { BASE_DOMAIN, hostOf, OPERATOR_HOST, originOf } from '../support/addresses'
import { backDoor } from '../support/back-door-client'
import { signInAtOffice } from '../support/sign-in'
import { expect, test } from '../support/test'

test('a company opens its own portal, and the mail is its first key', async ({ page, browser }) => {
  await test.step('the address is checked while it is typed', async () => {
    await page.goto(originOf(BASE_DOMAIN))
    await page.getByRole('link', { name: 'Open a portal' }).click()
    await page.getByLabel('Company').fill('Victim')
    await expect(page.getByText('This address is taken. Choose another one.')).toBeVisible()
    await page.getByLabel('Company').fill('Harebell Foods')
    await expect(page.getByLabel('Address')).toHaveValue('harebell-foods')
    await expect(page.getByText('free', { exact: true })).toBeVisible()
  })

  await test.step('it is ready at once', async () => {
    await page.getByLabel('Your name').fill('Ines Okafor')
    await page.getByLabel('Work e-mail').fill('ines@harebell.test')
    await page.getByLabel('Country').selectOption('GB')
    await page.getByLabel('Currency').selectOption('GBP')
    await page.getByRole('button', { name: 'Open the portal' }).click()
    await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'See the portal' })).toHaveAttribute('href', originOf(hostOf('harebell-foods')))
  })

  const office = await browser.newContext({ ignoreHTTPSErrors: true })
  const link = await test.step('the link is in the mail and nowhere else', async () => {
    expect(await page.content()).not.toContain('/invite/')
    const desk = await office.newPage()
    await signInAtOffice(desk, await backDoor('operator', { email: 'sign-ups@office.test' }))
    await desk.goto(`${originOf(OPERATOR_HOST)}/tenants/harebell-foods/outbox`)
    await desk.getByRole('tab', { name: 'Plain text' }).click()
    const text = await desk.getByRole('tabpanel', { name: 'Plain text' }).innerText()
    return text.match(/https:\/\/harebell-foods\.rowhouse\.test\/invite\/\S+/)![0]
  })
  await office.close()

  await test.step('and opens it', async () => {
    await page.goto(link)
    await page.getByLabel('Password', { exact: true }).fill('eleven purple teapots')
    await page.getByRole('button', { name: 'Open Harebell Foods' }).click()
    await expect(page).toHaveURL(`${originOf(hostOf('harebell-foods'))}/`)
  })
})

test('whoever knows only the name of the company finds its door', async ({ page, victim }) => {
  await page.goto(originOf(BASE_DOMAIN))
  await page.getByLabel("Your company's address").fill(' Victim ')
  await page.getByRole('button', { name: 'Go' }).click()
  await expect(page).toHaveURL(`${originOf(victim.host)}/sign-in`)
})
