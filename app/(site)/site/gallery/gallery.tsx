'use client'
import { Toaster } from '@/components/ui/toast'
import { Controls } from './controls'
import { DataParts } from './data-parts'
import { Overlays } from './overlays'

/** A theme has an address, so that a picture of it can be taken; the mode is a look away. */
export function Gallery({ themes }: { themes: { name: string; isCurrent: boolean }[] }) {
  const setMode = (mode: string) => {
    document.documentElement.dataset.mode = mode
  }
  return (
    <main className="page mx-auto max-w-[1100px]">
      <header className="row flex-wrap gap-4 py-6">
        <h1>Components</h1>
        <nav className="seg" aria-label="Theme">
          {themes.map(({ name, isCurrent }) => (
            <a key={name} href={`/gallery?theme=${name}`} aria-current={isCurrent ? 'true' : undefined}>
              {name}
            </a>
          ))}
        </nav>
        <fieldset className="seg">
          <legend className="sr-only">Mode</legend>
          {['light', 'dark', 'system'].map((mode) => (
            <button key={mode} type="button" onClick={() => setMode(mode)}>
              {mode}
            </button>
          ))}
        </fieldset>
      </header>
      <Controls />
      <DataParts />
      <Overlays />
      <Toaster label="Messages" />
    </main>
  )
}
