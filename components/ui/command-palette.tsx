'use client'
import dynamic from 'next/dynamic'
import type { PaletteProps } from './palette-dialog'
import { usePalette } from './use-palette'

const PaletteDialog = dynamic(() => import('./palette-dialog').then((module) => module.PaletteDialog), { ssr: false })

/** The palette of a portal. */
export function CommandPalette(props: Omit<PaletteProps, 'isOpen' | 'onClose'>) {
  const { isOpen, wasOpened, close } = usePalette()
  return wasOpened ? <PaletteDialog {...props} isOpen={isOpen} onClose={close} /> : null
}
