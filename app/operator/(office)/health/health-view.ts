import type { HealthLine } from '@/components/operator/health-list'
import { durationWord } from '@/components/operator/words'
import { env, now } from '@/lib/core'
import { checkHealth } from '@/lib/lifecycle'
import { formatMoment } from '@/lib/portal'
import { officeTimeZone } from '../../moment'
import type { Office } from '../../office'

export async function healthOf({ t, locale, moment }: Office) {
  const health = await checkHealth()
  const databases = health.databases.map(
    (database): HealthLine => ({
      key: `${database.server} ${database.name}`,
      tone: database.isAnswering ? 'ok' : 'bad',
      name: database.name,
      isMono: true,
      note: `${database.server}, ${t('health.database', { pattern: t(`kept.${database.pattern}`), tenants: database.tenantCount, version: database.schemaVersion })}`,
      value: database.isAnswering ? t('health.catalogNote', { ms: durationWord(t, database.milliseconds) }) : t('health.away'),
    }),
  )
  const workers = health.workers.map((worker): HealthLine => {
    const silent = now().getTime() - worker.heartbeatAt.getTime()
    return {
      key: `${worker.host} ${worker.processId}`,
      tone: worker.isAlive ? 'ok' : 'bad',
      name: t('health.worker', { pid: String(worker.processId), host: worker.host }),
      note: t('health.beat', { time: moment(worker.heartbeatAt).text }),
      value: worker.isAlive ? t('health.ok') : t('health.dead', { time: durationWord(t, silent) }),
    }
  })
  const isWorked = health.workers.some(({ isAlive }) => isAlive)
  const problems = databases.filter(({ tone }) => tone === 'bad').length + (isWorked ? 0 : 1)
  return {
    at: t('common.updated', { time: formatMoment(now(), locale, officeTimeZone()) }),
    sentence: problems === 0 ? t('health.allAnswer') : t('health.problems', { count: problems }),
    catalog: [
      {
        key: 'catalog',
        tone: 'ok',
        name: t('health.catalog'),
        note: '',
        value: t('health.catalogNote', { ms: durationWord(t, health.catalogMilliseconds) }),
      },
    ] satisfies HealthLine[],
    databases,
    workers,
    mail: [
      env().SMTP_URL
        ? { key: 'mail', tone: 'ok', name: 'SMTP', note: new URL(env().SMTP_URL ?? '').host, value: t('health.mailSmtp') }
        : { key: 'mail', tone: 'quiet', name: 'SMTP', note: t('health.mailHeld'), value: '' },
    ] satisfies HealthLine[],
  }
}
