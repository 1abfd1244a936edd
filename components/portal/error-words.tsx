'use client'
import { createContext, type ReactNode, use } from 'react'

export type ErrorWords = { title: string; text: string; tryAgain: string; home: string; request: string }

const Words = createContext<ErrorWords | null>(null)

/** In the layout, because an error page is a client component and has no translator. */
export function ErrorWordsProvider({ words, children }: { words: ErrorWords; children: ReactNode }) {
  return <Words value={words}>{children}</Words>
}

export function useErrorWords(): ErrorWords {
  return use(Words) ?? { title: 'This page could not be loaded', text: '', tryAgain: 'Try again', home: 'Home', request: 'request {id}' }
}
