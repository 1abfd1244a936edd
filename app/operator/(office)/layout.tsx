import type { ReactNode } from 'react'
import { AccountMenu } from '@/components/operator/account-menu'
import { OperatorPalette } from '@/components/operator/operator-palette'
import { OperatorShell } from '@/components/operator/operator-shell'
import { SoftNavigation } from '@/components/ui/soft-navigation'
import { Toaster } from '@/components/ui/toast'
import { listTenants } from '@/lib/catalog'
import { env } from '@/lib/core'
import { listOperations } from '@/lib/operations'
import { signOut } from '../account-actions'
import { office } from '../office'

export default async function OfficeLayout({ children }: { children: ReactNode }) {
  const { principal, t, locale, may } = await office()
  const [tenants, running] = await Promise.all([
    listTenants({ limit: 1 })
      .then(({ total }) => total)
      .catch(() => null),
    listOperations({ state: 'running', limit: 100 })
      .then(({ operations }) => operations.length)
      .catch(() => null),
  ])
  const account = { name: principal.name, email: principal.email, locale, signOut }
  return (
    <OperatorShell
      numbers={{ tenants, running }}
      isLocal={env().BASE_DOMAIN === 'localhost'}
      me={<AccountMenu {...account} />}
      phoneMe={<AccountMenu {...account} isPhone />}
    >
      {children}
      <SoftNavigation />
      <Toaster label={t('nav.label')} />
      <OperatorPalette
        may={{ create: may('tenant:create'), stop: may('tenant:stop'), run: may('import:run'), operators: may('operator:manage') }}
      />
    </OperatorShell>
  )
}
