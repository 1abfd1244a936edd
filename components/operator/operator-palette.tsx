'use client'
import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import type { PaletteRights } from './operator-palette-dialog'

const Dialog = dynamic(() => import('./operator-palette-dialog').then((module) => module.OperatorPaletteDialog), { ssr: false })

/** Listens for Ctrl or Cmd and K, and for every [data-open-palette]; the palette itself is loaded when it first opens. */
export function OperatorPalette({ may }: { may: PaletteRights }) {
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
  return wasOpened ? <Dialog may={may} isOpen={isOpen} onClose={() => setIsOpen(false)} /> : null
}
