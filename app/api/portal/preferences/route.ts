import { NextResponse } from 'next/server'
import { safeNextPath } from '@/lib/auth'
import { env, isLocale } from '@/lib/core'
import { LOCALE_COOKIE, MODE_COOKIE, MODES } from '@/lib/portal'
import { answer, requireOwnOrigin } from '../portal-caller'

const YEAR = 365 * 24 * 3600

/** Language and appearance of this browser, from a form that works without script; on every host, the back office's too. */
export async function POST(request: Request) {
  return answer(request, () => setPreferences(request))
}

async function setPreferences(request: Request) {
  requireOwnOrigin(request)
  const form = await request.formData().catch(() => new FormData())
  const response = new NextResponse(null, { status: 303, headers: { location: doorPath(form.get('next')) } })
  const cookie = { path: '/', maxAge: YEAR, sameSite: 'lax', secure: env().PUBLIC_PROTO === 'https', httpOnly: true } as const
  const locale = form.get('locale')
  if (isLocale(locale)) response.cookies.set(LOCALE_COOKIE, locale, cookie)
  const mode = MODES.find((name) => name === form.get('mode'))
  if (mode) response.cookies.set(MODE_COOKIE, mode, cookie)
  return response
}

/** Back to a path of this host; also to sign-in and the links of mails, which are not places to go after signing in. */
function doorPath(next: FormDataEntryValue | null): string {
  if (typeof next !== 'string') return '/'
  return /^\/(sign-in|verify|reset|invite)([/?][\w./?=&%-]*)?$/.test(next) ? next : safeNextPath(next)
}
