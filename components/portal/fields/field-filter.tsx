'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Icon } from '@/components/ui/icon'
import type { FieldFilterProps } from './field-filter-dialog'

const FilterDialog = dynamic(() => import('./field-filter-dialog').then((module) => module.FieldFilterDialog), { ssr: false })

/** Beside the other filters of the list: the tenant's own fields. */
export function FieldFilter(props: Omit<FieldFilterProps, 'onClose'>) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <button type="button" className="chip chip-add" aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        <Icon name="plus" />
        {props.words.add}
      </button>
      {isOpen && <FilterDialog {...props} onClose={() => setIsOpen(false)} />}
    </>
  )
}
