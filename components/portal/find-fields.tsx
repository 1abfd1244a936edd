'use client'
import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { type Found, SearchCombobox } from '@/components/ui/search-combobox'

type Props = {
  id: string
  label: string
  help?: string
  error?: string
  optional?: string
  value: Found | null
  onValue: (found: Found | null) => void
  words: { nothing: string; placeholder?: string }
}

const finder = (what: 'people' | 'departments') => async (words: string, signal: AbortSignal) => {
  const response = await fetch(`/api/portal/find/${what}?q=${encodeURIComponent(words)}`, { signal })
  if (!response.ok) throw new Error(`refused with ${response.status}`)
  return ((await response.json()) as { found: Found[] }).found
}
export const findPeople = finder('people')
const findDepartments = finder('departments')

export function PersonField({ label, help, optional, ...rest }: Props) {
  return (
    <Field id={rest.id} {...{ label, help, optional }} error={rest.error}>
      <SearchCombobox {...rest} hasHelp={Boolean(help)} find={findPeople} />
    </Field>
  )
}

export function DepartmentField({ label, help, optional, ...rest }: Props) {
  return (
    <Field id={rest.id} {...{ label, help, optional }} error={rest.error}>
      <SearchCombobox {...rest} hasHelp={Boolean(help)} find={findDepartments} />
    </Field>
  )
}

/** The control alone, for a form that draws its own labels: nobody is chosen to begin with. */
export function PersonChoice({ onPick, ...rest }: Pick<Props, 'id' | 'error' | 'words'> & { onPick: (person: Found | null) => void }) {
  const [chosen, setChosen] = useState<Found | null>(null)
  return (
    <SearchCombobox
      {...rest}
      hasHelp
      value={chosen}
      find={findPeople}
      onValue={(found) => {
        setChosen(found)
        onPick(found)
      }}
    />
  )
}
