import { FlagsTable } from '@/components/operator/flags-table'
import { wordOr } from '@/components/operator/words'
import { explainFlags } from '@/lib/catalog'
import { flagChoices, flagValueWord } from '../../../flag-words'
import { setFlag } from '../../tenant-actions'
import { tenantDesk } from '../tenant-desk'
import { TenantFrame } from '../tenant-frame'

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props) {
  const { t, tenant } = await tenantDesk(params)
  return { title: t('title', { page: `${tenant.name}, ${t('flags.heading')}` }) }
}

export default async function FlagsPage({ params }: Props) {
  const desk = await tenantDesk(params)
  const { t, tenant } = desk
  const flags = await explainFlags(tenant.id)
  return (
    <TenantFrame desk={desk} current="flags">
      <p className="mb-3 text-ink-2">{t('flags.note')}</p>
      <FlagsTable
        slug={tenant.slug}
        canSet={desk.may('flag:set')}
        set={setFlag}
        flags={flags.map((flag) => ({
          key: flag.key,
          label: wordOr(t, `flags.${flag.label}`, flag.key),
          owner: flag.owner,
          value: flag.value as boolean | number | string,
          valueWord: flagValueWord(t, flag.value),
          choices: flagChoices(flag.key),
          rule: t(`flags.rules.${flag.rule}`),
          ruleKey: flag.rule,
          hasOwn: flag.tenantValue !== null,
        }))}
      />
    </TenantFrame>
  )
}
