import { redirect } from 'next/navigation'
import { EnrolDoor, VerifyDoor } from '@/components/portal/verify-door'
import { findMemberVisit } from '@/lib/actions'
import { offerMemberTotp, safeNextPath } from '@/lib/auth'
import { translator } from '@/lib/portal'
import { Door, doorWords } from '../door'
import { enrolAtDoor, leaveDoor, verifyCode } from '../factor-actions'

type Props = { searchParams: Promise<{ next?: string | string[] }> }

export async function generateMetadata() {
  const { product, locale, t } = await doorWords()
  return { title: t('title', { page: translator(locale, 'access')('verify.page'), product }) }
}

/** Between the password and everything else. Nobody else finds anything here. */
export default async function VerifyPage({ searchParams }: Props) {
  const { next } = await searchParams
  const path = safeNextPath(typeof next === 'string' ? next : undefined)
  const [visit, { product, company, locale }] = await Promise.all([findMemberVisit(), doorWords()])
  if (!visit?.waiting) redirect(visit?.principal ? path : '/sign-in')
  const { db, waiting } = visit
  const t = translator(locale, 'access')
  const shared = { next: path, leave: leaveDoor }
  const words = { code: t('verify.code'), other: t('verify.other') }
  if (waiting.needs === 'code')
    return (
      <Door title={t('verify.codeTitle')} lead={t('verify.codeLead', { product })}>
        <VerifyDoor {...shared} action={verifyCode} words={{ ...words, submit: t('verify.submit'), help: t('verify.useRecovery') }} />
      </Door>
    )
  return (
    <Door title={t('verify.enrolTitle')} lead={t('verify.enrolLead', { company })}>
      <EnrolDoor
        {...shared}
        action={enrolAtDoor}
        offer={await offerMemberTotp(db, waiting.principal, product)}
        words={{
          ...words,
          submit: t('verify.enrolSubmit'),
          qr: t('verify.qr'),
          secret: t('verify.secret'),
          recovery: {
            title: t('recovery.title'),
            lead: t('recovery.lead'),
            copy: t('recovery.copy'),
            copied: t('recovery.copied'),
            done: t('recovery.done'),
          },
        }}
      />
    </Door>
  )
}
