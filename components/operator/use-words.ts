'use client'
import { useTranslations } from 'use-intl'
import type { Words } from './words'

/** The back office's words in the browser. */
export const useWords = () => useTranslations('operator') as unknown as Words
