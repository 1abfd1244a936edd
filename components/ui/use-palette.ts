import { useEffect, useState } from 'react'

/** Opens a palette on Ctrl or Cmd and K, and on every [data-open-palette]. It is loaded when it opens for the first time. */
export function usePalette() {
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
  return { isOpen, wasOpened, close: () => setIsOpen(false) }
}
