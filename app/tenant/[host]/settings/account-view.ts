import type { AccountCompanyProps } from '@/components/portal/account-company'
import type { AccountDevicesProps } from '@/components/portal/account-devices'
import type { AccountFactorProps } from '@/components/portal/account-factor'
import type { FactorView, SessionView, SignInPolicy } from '@/lib/auth'
import { formatMoment, translator } from '@/lib/portal'
import type { Portal } from '../portal-request'

const SYSTEMS: Record<string, string> = { 'Mac OS X': 'macOS', CrOS: 'ChromeOS' }
const BROWSERS: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', CriOS: 'Chrome', FxiOS: 'Firefox' }
const WAYS = ['password', 'link', 'sso'] as const

export function devicesView(
  { principal, tenant, locale }: Portal,
  sessions: SessionView[],
): Pick<AccountDevicesProps, 'devices' | 'words'> {
  const t = translator(locale, 'access')
  const moment = (at: Date) => formatMoment(at, locale, tenant.timeZone)
  return {
    devices: sessions.map((session) => {
      const device = deviceName(session.userAgent, t)
      const way = WAYS.find((name) => name === session.signedInBy)
      return {
        id: session.id,
        isThis: session.id === principal.sessionId,
        isPhone: /Android|iPhone|iPad/.test(session.userAgent),
        device,
        detail: [
          session.address && session.address !== 'unknown' ? t('devices.address', { address: session.address }) : '',
          way ? t(`devices.by.${way}`) : '',
          t('devices.lastSeen', { moment: moment(session.lastSeenAt) }),
        ]
          .filter(Boolean)
          .join(' · '),
        endLabel: t('devices.endLabel', { device }),
      }
    }),
    words: {
      title: t('devices.title'),
      lead: t('devices.lead'),
      this: t('devices.this'),
      end: t('devices.end'),
      endOthers: t('devices.endOthers'),
      endOthersText: t('devices.endOthersText', { count: sessions.length - 1 }),
    },
  }
}

/** 'Chrome on macOS' from a User-Agent: enough to know one's own devices by. */
function deviceName(userAgent: string, t: ReturnType<typeof translator<'access'>>): string {
  const browser = /(Edg|OPR|CriOS|FxiOS|Firefox|Chrome|Safari)\//.exec(userAgent)?.[1]
  const system = /(Windows|iPhone|iPad|Android|Mac OS X|CrOS|Linux)/.exec(userAgent)?.[1]
  if (!browser || !system) return browser ?? system ?? t('devices.unknown')
  return t('devices.device', { browser: BROWSERS[browser] ?? browser, system: SYSTEMS[system] ?? system })
}

export function factorView(
  { tenant, locale }: Portal,
  factor: FactorView,
  policy: SignInPolicy,
): Pick<AccountFactorProps, 'isOn' | 'status' | 'note' | 'words'> {
  const t = translator(locale, 'access')
  return {
    isOn: factor.hasTotp,
    status: factor.hasTotp ? `${t('factor.on')} ${t('factor.left', { count: factor.recoveryCodesLeft })}` : t('factor.off'),
    note: policy.secondFactor === 'required' ? t('factor.required', { company: tenant.name }) : undefined,
    words: {
      title: t('factor.title'),
      on: t('factor.isOn'),
      setUp: t('factor.setUp'),
      setUpLead: t('factor.setUpLead'),
      renew: t('factor.renew'),
      remove: t('factor.remove'),
      confirmLead: t('factor.confirmLead'),
      cancel: t('factor.cancel'),
      code: t('verify.code'),
      qr: t('verify.qr'),
      secret: t('verify.secret'),
      recovery: {
        title: t('recovery.title'),
        lead: t('recovery.lead'),
        copy: t('recovery.copy'),
        copied: t('recovery.copied'),
        done: t('recovery.done'),
      },
    },
  }
}

export function companyView(
  { locale }: Portal,
  { name, isConnected }: { name: string; isConnected: boolean },
): Pick<AccountCompanyProps, 'isConnected' | 'words'> {
  const t = translator(locale, 'access')
  return {
    isConnected,
    words: {
      title: t('own.title'),
      lead: t('own.lead', { name }),
      isConnected: t('own.isConnected'),
      connect: isConnected ? t('own.again') : t('own.connect'),
    },
  }
}
