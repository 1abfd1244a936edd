import { notFound } from 'next/navigation'
import { env } from '@/lib/core'
import { computeTheme, themeCss } from '@/lib/portal'
import { Gallery } from './gallery'

/** Three tenants as different as they come: a dark colour, a light one that no white text can stand on, and a grey. */
const THEMES = [
  { name: 'Sumac', colour: '#b5472c', radius: 8, font: 'inter' },
  { name: 'Lantern', colour: '#f2b705', radius: 12, font: 'figtree' },
  { name: 'Quill', colour: '#3a3f47', radius: 0, font: 'source-sans-3' },
] as const

type Props = { searchParams: Promise<{ theme?: string }> }

export const metadata = { title: 'Components' }

/** Every component in every state, for whoever builds pages. In development alone, and in English alone. */
export default async function GalleryPage({ searchParams }: Props) {
  if (env().NODE_ENV !== 'development') notFound()
  const { theme: asked } = await searchParams
  const theme = THEMES.find(({ name }) => name === asked) ?? THEMES[0]
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: colours that are computed and checked by lib/portal */}
      <style dangerouslySetInnerHTML={{ __html: themeCss(computeTheme(theme.colour), theme.radius, theme.font) }} />
      <Gallery themes={THEMES.map(({ name }) => ({ name, isCurrent: name === theme.name }))} />
    </>
  )
}
