import { originOf } from '../support/addresses'
import { backDoor } from '../support/back-door-client'
import { CLIENT, ISSUER, startCompanyProvider } from '../support/company-provider'
import { expect, signedIn, test } from '../support/test'

test('an administrator connects the company’s provider, people sign in by it, and then by nothing else', async ({
  browser,
  context,
  allowConsole,
}, info) => {
  allowConsole(/favicon/)
  const company = await backDoor('company', { slug: `idp${process.pid}` })
  const site = originOf(company.host)
  const domain = `${company.slug}.test`
  await backDoor('holdMailDomain', { tenantId: company.id, host: domain })
  const stop = await startCompanyProvider([`${site}/api/sso/callback`], {
    kim: { email: `kim@${domain}`, email_verified: true, name: 'Kim Known' },
    new: { email: `new@${domain}`, email_verified: true, name: 'Nora New' },
    loose: { email: `kim@${domain}`, email_verified: false, name: 'Not Kim' },
  })
  try {
    await backDoor('member', { tenantId: company.id, email: `kim@${domain}`, role: 'hr' })
    const owner = await signedIn(context, site, company.owner.cookie)
    await owner.goto(`${site}/settings/sign-in`)
    await owner.getByLabel('Name on the button').fill('Acme ID')
    await owner.getByLabel('Issuer').fill('https://10.0.0.1')
    await owner.getByLabel('Client ID').fill(CLIENT.id)
    await owner.getByLabel('Client secret').fill('not the secret')
    await owner.getByRole('button', { name: 'Save' }).click()
    await expect(owner.getByText(/does not lead to a public address/)).toBeVisible()
    await owner.getByLabel('Issuer').fill(ISSUER)
    await owner.getByRole('button', { name: 'Save' }).click()
    await owner.getByRole('button', { name: 'Test connection' }).click()
    await expect(owner.getByText(/does not know this client id, or the secret is not right/)).toBeVisible()
    await owner.getByLabel('Client secret').fill(CLIENT.secret)
    await owner.getByLabel('People whom nobody has invited').selectOption('employee')
    await owner.getByRole('button', { name: 'Save' }).click()
    await expect(owner.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
    await owner.getByRole('button', { name: 'Test connection' }).click()
    await expect(owner.getByText('The provider answers and takes client ID and secret.')).toBeVisible()
    await owner.getByRole('switch', { name: /People may sign in this way/ }).click()
    await expect(owner.getByRole('switch', { name: /People may sign in this way/ })).toBeChecked()
    await owner.screenshot({ path: info.outputPath('settings.png'), fullPage: true })

    const visitor = async () => (await browser.newContext({ ignoreHTTPSErrors: true })).newPage()
    const kim = await visitor()
    await kim.goto(`${site}/people`)
    await kim.screenshot({ path: info.outputPath('door.png') })
    await kim.getByLabel(/e-mail/i).fill(`kim@${domain}`)
    await kim.getByRole('button', { name: 'Continue', exact: true }).click()
    await kim.getByRole('button', { name: 'kim' }).click()
    await expect(kim).toHaveURL(`${site}/people`)
    await expect(kim.getByRole('button', { name: /Account of kim/ }).first()).toBeVisible()

    const nora = await visitor()
    await nora.goto(`${site}/sign-in`)
    await nora.getByRole('button', { name: 'Continue with Acme ID' }).click()
    await nora.getByRole('button', { name: 'new' }).click()
    await expect(nora).toHaveURL(`${site}/`)

    const loose = await visitor()
    await loose.goto(`${site}/sign-in`)
    await loose.getByRole('button', { name: 'Continue with Acme ID' }).click()
    await loose.getByRole('button', { name: 'loose' }).click()
    await expect(loose.getByRole('main')).toContainText('has not verified your e-mail address')

    await owner.getByRole('switch', { name: /It is the only way/ }).click()
    await expect(owner.getByRole('switch', { name: /It is the only way/ })).toBeChecked()
    await loose.goto(`${site}/sign-in`)
    await expect(loose.locator('input[name=password]')).toHaveCount(0)
    await loose.getByRole('link', { name: /Owners can sign in with a password/ }).click()
    await loose.getByLabel(/e-mail/i).fill(company.owner.email)
    await loose.locator('input[name=password]').fill(company.owner.password)
    await loose.locator('button[type=submit]').first().click()
    await expect(loose).toHaveURL(`${site}/`)
  } finally {
    await stop()
  }
})
