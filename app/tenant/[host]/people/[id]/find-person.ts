import { notFound } from 'next/navigation'
import { cache } from 'react'
import { isAppError, now, todayIn } from '@/lib/core'
import { getPerson } from '@/lib/hr'
import type { Portal } from '../../portal-request'

/** Once a request: the title of the page asks for the person too. */
export const findPerson = cache(async ({ tenant, db, principal }: Portal, id: string) => {
  const today = todayIn(tenant.timeZone, now())
  const person = await getPerson(db, principal, id, today).catch((error) => {
    if (isAppError(error) && error.code === 'not_found') notFound()
    throw error
  })
  return { person, today }
})
