import { RegisterServer } from '@/components/operator/register-server'
import { CrumbBar } from '@/components/ui'
import { office } from '../../../office'
import { preflightAddress, registerServer } from '../server-actions'

export async function generateMetadata() {
  const { t } = await office('server:manage')
  return { title: t('title', { page: t('servers.new') }) }
}

export default async function NewServerPage() {
  const { t } = await office('server:manage')
  return (
    <>
      <CrumbBar crumbs={[{ label: t('servers.page'), href: '/servers' }, { label: t('servers.new') }]} />
      <div className="page">
        <h1 className="lead">{t('servers.newHeading')}</h1>
        <p className="mb-5 text-ink-3">{t('servers.newNote')}</p>
        <RegisterServer preflight={preflightAddress} register={registerServer} />
      </div>
    </>
  )
}
