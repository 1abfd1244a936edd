import { redirect } from 'next/navigation'
import { Button, buttonClass } from '@/components/ui'
import { findMemberVisit } from '@/lib/actions'
import { translator } from '@/lib/portal'
import { signOut } from '../account-actions'
import { Door, doorWords } from '../door'

export async function generateMetadata() {
  const { product, t } = await doorWords()
  return { title: t('title', { page: t('account.signOut'), product }) }
}

/** For whoever comes here by an address, from a bookmark or from next-auth. A visit alone ends nothing: any page could cause one. */
export default async function SignOutPage() {
  const { t, locale } = await doorWords()
  const principal = (await findMemberVisit())?.principal
  if (!principal) redirect('/sign-in')
  return (
    <Door title={t('account.signOut')} lead={t('account.label', { name: principal.name })}>
      <form action={signOut as unknown as (form: FormData) => Promise<void>} className="row gap-2">
        <Button type="submit" variant="solid" size="lg">
          {t('account.signOut')}
        </Button>
        <a className={buttonClass({ size: 'lg' })} href="/">
          {translator(locale, 'common')('cancel')}
        </a>
      </form>
    </Door>
  )
}
