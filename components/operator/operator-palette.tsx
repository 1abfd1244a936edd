'use client'
import dynamic from 'next/dynamic'
import { usePalette } from '@/components/ui/use-palette'
import type { PaletteRights } from './operator-palette-dialog'

const Dialog = dynamic(() => import('./operator-palette-dialog').then((module) => module.OperatorPaletteDialog), { ssr: false })

/** The palette of the back office, with what this operator may do in it. */
export function OperatorPalette({ may }: { may: PaletteRights }) {
  const { isOpen, wasOpened, close } = usePalette()
  return wasOpened ? <Dialog may={may} isOpen={isOpen} onClose={close} /> : null
}
