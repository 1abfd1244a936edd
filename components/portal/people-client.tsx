'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/**
 * Behaviour of the list, on top of HTML that works without it: the list answers while one types, the whole row opens the person, `/`
 * focuses the search, J and K walk the rows, Enter opens.
 */
export function PeopleClient({ formId, tableId, search }: { formId: string; tableId: string; search: string }) {
  const router = useRouter()

  useEffect(() => {
    const form = document.getElementById(formId) as HTMLFormElement | null
    const field = form?.elements.namedItem('search') as HTMLInputElement | null
    let timer: ReturnType<typeof setTimeout> | undefined
    const onInput = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        if (!form) return
        const filled = [...new FormData(form)].filter(([, value]) => value !== '') as [string, string][]
        router.replace(`${form.getAttribute('action')}?${new URLSearchParams(filled)}`, { scroll: false })
      }, 200)
    }
    field?.addEventListener('input', onInput)
    return () => {
      clearTimeout(timer)
      field?.removeEventListener('input', onInput)
    }
  }, [formId, router])

  useEffect(() => {
    const field = document.querySelector<HTMLInputElement>(`#${formId} [name=search]`)
    // A link has changed the words; while one types, the field leads.
    if (field && field !== document.activeElement) field.value = search
  }, [formId, search])

  useEffect(() => {
    const table = document.getElementById(tableId)
    const links = () => [...(table?.querySelectorAll<HTMLAnchorElement>('tbody .who-cell a') ?? [])]
    const onClick = (event: MouseEvent) => {
      const target = event.target as Element
      if (target.closest('a, button, input, .pick') || getSelection()?.toString()) return
      target.closest('tbody tr')?.querySelector('a')?.click()
    }
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as Element
      if (event.metaKey || event.ctrlKey || event.altKey || target.closest('input, textarea, select, [contenteditable], [role=dialog]'))
        return
      if (event.key === '/') {
        event.preventDefault()
        document.querySelector<HTMLInputElement>(`#${formId} [name=search]`)?.focus()
      }
      if (event.key === 'j' || event.key === 'k') {
        const all = links()
        const at = all.indexOf(document.activeElement as HTMLAnchorElement)
        all[Math.min(all.length - 1, Math.max(0, at + (event.key === 'j' ? 1 : -1)))]?.focus()
      }
    }
    table?.addEventListener('click', onClick)
    document.addEventListener('keydown', onKey)
    return () => {
      table?.removeEventListener('click', onClick)
      document.removeEventListener('keydown', onKey)
    }
  }, [formId, tableId])

  return null
}
