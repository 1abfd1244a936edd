'use client'
import { type CSSProperties, type ReactNode, useState } from 'react'
import { Mark } from '@/components/ui/mark'
import { SignInArt } from '../sign-in-art'
import type { BrandAnswer, BrandFields } from './brand-types'
import { Checks } from './checks'
import { useBrandWords } from './words'

const PAGES = ['all', 'portal', 'signIn', 'mail', 'errors'] as const
const MODES = ['light', 'dark', 'both'] as const
const WIDTHS = ['desktop', 'phone'] as const
type Page = Exclude<(typeof PAGES)[number], 'all'>
type Mode = 'light' | 'dark'

type Props = {
  fields: BrandFields
  answer: BrandAnswer
  family: string
  company: string
  host: string
  locale: 'en' | 'ko'
  peopleCount: number
}
type Shot = Props & { mode: Mode }

/** The pages as people will see them, drawn with the theme of the draft. It holds no control that does anything. */
export function Preview(props: Props) {
  const t = useBrandWords()
  const [page, setPage] = useState<(typeof PAGES)[number]>('all')
  const [mode, setMode] = useState<(typeof MODES)[number]>('both')
  const [width, setWidth] = useState<(typeof WIDTHS)[number]>('desktop')
  const pages = page === 'all' ? (['portal', 'signIn', 'mail', 'errors'] as const) : [page]
  const modes: Mode[] = mode === 'both' ? ['light', 'dark'] : [mode]
  const choice = <V extends string>(values: readonly V[], value: V, set: (value: V) => void) => (
    <div className="seg">
      {values.map((one) => (
        <button key={one} type="button" aria-pressed={one === value} onClick={() => set(one)}>
          {t(`preview.${one}`)}
        </button>
      ))}
    </div>
  )
  return (
    <section className="studio-preview" aria-label={t('preview.title')}>
      <div className="studio-preview-bar">
        {choice(PAGES, page, setPage)}
        <span className="flex-1" />
        {choice(MODES, mode, setMode)}
        {choice(WIDTHS, width, setWidth)}
      </div>
      <div className="studio-shots" data-width={width} inert>
        {pages.flatMap((one) => modesOf(one, modes).map((each) => <Frame key={one + each} page={one} {...props} mode={each} />))}
      </div>
      <Checks checks={props.answer.checks} />
    </section>
  )
}

/** E-mails are light in every mode: programs turn colours around by themselves. */
const modesOf = (page: Page, modes: Mode[]): Mode[] => (page === 'mail' ? ['light'] : modes)
const RADII: Record<number, [number, number]> = { 0: [0, 0], 4: [3, 6], 8: [5, 12], 12: [8, 18] }

function Frame({ page, ...shot }: Shot & { page: Page }) {
  const { answer, fields, mode, host, family } = shot
  const [control, panel] = RADII[fields.radius]!
  const roles = Object.entries(answer.theme[mode]).map(([role, colour]) => [`--${role}`, colour])
  const style = {
    ...Object.fromEntries(roles),
    '--r-s': `${control}px`,
    '--r-l': `${panel}px`,
    '--font': `"${family}","Pretendard Variable",system-ui,sans-serif`,
  }
  const address = { portal: host, signIn: `${host}/sign-in`, mail: null, errors: `${host}/…` }[page]
  const Body = { portal: PortalShot, signIn: SignInShot, mail: MailShot, errors: ErrorShot }[page]
  return (
    <figure className="shot" style={style as CSSProperties} data-mode={mode} data-page={page}>
      {address && (
        <figcaption>
          <i />
          <i />
          <i />
          <span>{address}</span>
        </figcaption>
      )}
      <Body {...shot} />
    </figure>
  )
}

function Who({ fields, mode, children }: Shot & { children?: ReactNode }) {
  const { logo, logoDark } = fields.images
  const id = mode === 'dark' ? (logoDark ?? logo) : (logo ?? logoDark)
  return (
    <span className="shot-who">
      <Mark mark={fields.mark} name={fields.productName} size={18} logoUrl={id ? `/brand/images/${id}` : undefined} />
      {children ?? fields.productName}
    </span>
  )
}

function PortalShot(shot: Shot) {
  const t = useBrandWords()
  return (
    <div className="shot-portal">
      <nav>
        <Who {...shot} />
        <b>{t('preview.home')}</b>
        <span>{t('preview.peopleLink')}</span>
        <span>{t('preview.organisation')}</span>
      </nav>
      <div className="shot-sheet">
        <p className="shot-lead">
          <em>{t('preview.people', { count: shot.peopleCount.toLocaleString(shot.locale) })}</em>{' '}
          {t('preview.work', { company: shot.company })}
        </p>
        <svg viewBox="0 0 240 48" preserveAspectRatio="none" aria-hidden="true">
          <path d="M0 36 40 26 90 18 150 10 190 7 240 10V48H0Z" fill="var(--tint2)" />
          <path d="M0 36 40 26 90 18 150 10 190 7 240 10" fill="none" stroke="var(--fill)" strokeWidth="1.5" />
        </svg>
        <div className="row gap-1.5">
          <span className="shot-btn shot-solid">{t('preview.approve')}</span>
          <span className="shot-btn">{t('preview.decline')}</span>
          <span className="flex-1" />
          <span className="shot-link">{t('preview.requests')}</span>
        </div>
      </div>
    </div>
  )
}

function SignInShot(shot: Shot) {
  const t = useBrandWords()
  const { fields, locale } = shot
  return (
    <div className="shot-sign-in">
      <div>
        <Who {...shot} />
        <b>{t('preview.signInTitle')}</b>
        <span className="shot-input">{t('preview.email')}</span>
        <span className="shot-btn shot-solid">{t('preview.continue')}</span>
      </div>
      <div className="shot-art">
        {fields.images.picture ? (
          // biome-ignore lint/performance/noImgElement: re-encoded by us, immutable
          <img src={`/brand/images/${fields.images.picture}`} alt="" />
        ) : (
          <SignInArt mark={fields.mark} seed={fields.productName} />
        )}
        {fields.signInText[locale] && <p>{fields.signInText[locale]}</p>}
      </div>
    </div>
  )
}

function MailShot(shot: Shot) {
  const t = useBrandWords()
  const { fields, locale } = shot
  const product = fields.productName
  return (
    <div className="shot-mail">
      <small>{t('preview.from', { sender: fields.mailSender || product })}</small>
      <div>
        <Who {...shot} />
        <b>{t('preview.mailHeading', { product })}</b>
        <span>{t('preview.mailText')}</span>
        <span className="shot-btn shot-solid">{t('preview.mailButton')}</span>
        <small>{fields.mailFooter[locale] || t('preview.mailFooter', { product })}</small>
      </div>
    </div>
  )
}

function ErrorShot(shot: Shot) {
  const t = useBrandWords()
  return (
    <div className="shot-error">
      <Who {...shot} />
      <b>{t('preview.errorTitle')}</b>
      <span>{t('preview.errorText')}</span>
      <span className="shot-btn shot-solid">{t('preview.home')}</span>
    </div>
  )
}
