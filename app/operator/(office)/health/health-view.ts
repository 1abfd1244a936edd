import type { HealthLine } from '@/components/operator/health-list'
import { durationWord, wordOr } from '@/components/operator/words'
import { env, now } from '@/lib/core'
import { checkHealth } from '@/lib/lifecycle'
import { countJobs } from '@/lib/operations'
import { formatMoment } from '@/lib/portal'
import { officeTimeZone } from '../../moment'
import type { Office } from '../../office'

/** A job that is due and not taken for this long waits for a worker that does not come. */
const LATE_SECONDS = 60

export async function healthOf({ t, locale, moment }: Office) {
  const [health, jobs] = await Promise.all([checkHealth(), countJobs()])
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
  const queue = jobs.map((job): HealthLine => {
    const isLate = job.oldestSeconds > LATE_SECONDS
    return {
      key: job.task,
      tone: job.failed > 0 || isLate ? 'bad' : 'ok',
      name: wordOr(t, `health.tasks.${job.task}`, job.task),
      note: t('health.queueLine', { waiting: job.waiting, running: job.running, retrying: job.retrying }),
      value: [
        job.failed > 0 ? t('health.queueFailed', { count: job.failed }) : null,
        job.waiting > 0 ? t('health.queueOldest', { time: durationWord(t, job.oldestSeconds * 1000) }) : null,
      ]
        .filter(Boolean)
        .join(', '),
    }
  })
  const isWorked = health.workers.some(({ isAlive }) => isAlive)
  const problems = [...databases, ...queue].filter(({ tone }) => tone === 'bad').length + (isWorked ? 0 : 1)
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
    queue,
    mail: [
      env().SMTP_URL
        ? { key: 'mail', tone: 'ok', name: 'SMTP', note: new URL(env().SMTP_URL ?? '').host, value: t('health.mailSmtp') }
        : { key: 'mail', tone: 'quiet', name: 'SMTP', note: t('health.mailHeld'), value: '' },
    ] satisfies HealthLine[],
  }
}
