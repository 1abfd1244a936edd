import { originOf } from '../support/addresses'
import { expect, test } from '../support/test'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

test('on a phone nothing runs out of the page, and every place is one touch away', async ({ ownerPage: page, victim }) => {
  for (const path of [
    '/',
    '/people',
    '/people/new',
    `/people/${victim.personId}`,
    '/organisation',
    '/organisation/departments',
    '/settings',
    '/settings/members',
    '/audit',
  ]) {
    await page.goto(`${originOf(victim.host)}${path}`)
    await expect(page.getByRole('main')).toBeVisible()
    const beyond = await page.evaluate(() => {
      const edge = document.documentElement.clientWidth
      if (document.documentElement.scrollWidth <= edge) return []
      const isBeyond = (element: Element) => element.getBoundingClientRect().right > edge + 1
      const wide = [...document.querySelectorAll('body *')].filter((element) => isBeyond(element) && ![...element.children].some(isBeyond))
      return wide.map((element) => `${element.outerHTML.slice(0, 120)} to ${Math.round(element.getBoundingClientRect().right)}`).slice(0, 5)
    })
    expect([path, beyond]).toEqual([path, []])
  }
  await page.goto(`${originOf(victim.host)}/`)
  await page.getByRole('navigation').last().getByRole('link', { name: 'People' }).tap()
  await expect(page).toHaveURL(/\/people$/)
  await page.getByRole('link', { name: /Atkinson/ }).tap()
  await expect(page.getByRole('heading', { name: /Mozhe Atkinson/ })).toBeVisible()
})
