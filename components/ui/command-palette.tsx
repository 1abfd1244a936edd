'use client'
import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import type { PaletteProps } from './palette-dialog'

const PaletteDialog = dynamic(() => import('./palette-dialog').then((module) => module.PaletteDialog), { ssr: false })

/** Listens for the key and for every [data-open-palette]; the palette itself is loaded when it opens for the first time. */
export function CommandPalette(props: Omit<PaletteProps, 'isOpen' | 'onClose'>) {
  const [isOpen, setIsOpen] = useState(false)
  const [wasOpened, setWasOpened] = useState(false)

  useEffect(() => {
    const open = () => {
      setWasOpened(true)
      setIsOpen(true)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey)) {
        event.preventDefault()
        open()
      }
    }
    const onClick = (event: MouseEvent) => {
      if ((event.target as Element | null)?.closest?.('[data-open-palette]')) open()
    }
    document.addEventListener('keydown', onKey)
    document.addEventListener('click', onClick)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener('click', onClick)
    }
  }, [])

  return wasOpened ? <PaletteDialog {...props} isOpen={isOpen} onClose={() => setIsOpen(false)} /> : null
}
