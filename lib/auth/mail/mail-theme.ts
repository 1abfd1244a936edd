import type { ResolvedTenant } from '@/lib/catalog'

const NEUTRAL = {
  canvas: '#f3f4f6',
  surface: '#ffffff',
  line: '#e2e3e6',
  ink: '#1a1c20',
  ink2: '#4e5054',
  ink3: '#6a6c70',
  solid: '#1d2026',
  onsolid: '#ffffff',
  solidedge: '#1d2026',
} as const
export type MailTheme = Record<keyof typeof NEUTRAL, string>

/** Colours as plain hex, since mail programs know no variables. Whatever is not a colour by its grammar becomes the neutral one. */
export function mailTheme(branding: ResolvedTenant['branding']): MailTheme {
  const stored = branding.theme.light
  const entries = Object.entries(NEUTRAL).map(([role, neutral]) => [
    role,
    /^#[0-9a-f]{6}$/.test(stored[role] ?? '') ? stored[role] : neutral,
  ])
  return Object.fromEntries(entries) as MailTheme
}
