import type { FactorPolicyProps } from '@/components/portal/sign-in-settings/factor-policy'
import type { SignInPolicy } from '@/lib/auth'
import { translator } from '@/lib/portal'
import type { Portal } from '../../portal-request'

export function factorPolicyView({ locale }: Portal, policy: SignInPolicy, without: number): Omit<FactorPolicyProps, 'save'> {
  const t = translator(locale, 'access')
  return {
    isRequired: policy.secondFactor === 'required',
    words: {
      title: t('signIn.factorTitle'),
      lead: t('signIn.factorLead'),
      required: t('signIn.factorRequired'),
      requiredHelp: t('signIn.factorRequiredHelp'),
      without: t('signIn.without', { count: without }),
    },
  }
}
