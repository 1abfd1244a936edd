'use client'
import { useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choice'
import { Field, Input, Select } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'

type Department = { id: string; name: string; people: number }

export type PeopleFilterProps = {
  /** Answers with {departments}; asked when the filter opens for the first time. */
  url: string
  fields: { name: string; value: string }[]
  chosen: { department: string[]; status: string; hiredFrom: string; hiredTo: string }
  words: Record<'add' | 'department' | 'status' | 'active' | 'left' | 'all' | 'hired' | 'from' | 'to' | 'apply' | 'failed', string>
}

/** A plain GET form in a popover: the filters end up in the address, and from there as chips. */
export function PeopleFilter({ url, fields, chosen, words }: PeopleFilterProps) {
  const id = useId()
  const panel = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const [departments, setDepartments] = useState<Department[]>()
  const [hasFailed, setHasFailed] = useState(false)

  function open() {
    const place = button.current?.getBoundingClientRect()
    if (place && panel.current) {
      panel.current.style.left = `${Math.max(8, Math.min(place.left, innerWidth - 328))}px`
      panel.current.style.top = `${place.bottom + 6}px`
    }
    if (departments) return
    setHasFailed(false)
    fetch(url)
      .then(async (response) =>
        response.ok ? setDepartments(((await response.json()) as { departments: Department[] }).departments) : setHasFailed(true),
      )
      .catch(() => setHasFailed(true))
  }

  return (
    <>
      <button ref={button} type="button" className="chip chip-add" popoverTarget={id} onClick={open}>
        <Icon name="plus" />
        {words.add}
      </button>
      <div ref={panel} id={id} popover="auto" className="pop fixed inset-auto m-0 w-80 p-4" role="dialog" aria-label={words.add}>
        <form action="/people" className="flex flex-col gap-4" onSubmit={() => panel.current?.hidePopover()}>
          {fields.map((field) => (
            <input key={`${field.name} ${field.value}`} type="hidden" {...field} />
          ))}
          <fieldset>
            <legend className="field-label mb-1.5">{words.department}</legend>
            <div className="flex max-h-52 flex-col gap-1.5 overflow-y-auto">
              {hasFailed && <p className="help help-bad">{words.failed}</p>}
              {departments?.map((department) => (
                <Checkbox
                  key={department.id}
                  name="department"
                  value={department.id}
                  defaultChecked={chosen.department.includes(department.id)}
                  label={
                    <>
                      {department.name} <span className="text-ink-3 tabular-nums">{department.people}</span>
                    </>
                  }
                />
              ))}
            </div>
          </fieldset>
          <Field id={`${id}-status`} label={words.status}>
            <Select
              id={`${id}-status`}
              name="status"
              defaultValue={chosen.status}
              options={[
                { value: 'active', label: words.active },
                { value: 'left', label: words.left },
                { value: 'all', label: words.all },
              ]}
            />
          </Field>
          <fieldset className="grid grid-cols-2 gap-2">
            <legend className="sr-only">{words.hired}</legend>
            <Field id={`${id}-from`} label={`${words.hired}: ${words.from}`}>
              <Input id={`${id}-from`} type="date" name="hiredFrom" defaultValue={chosen.hiredFrom} />
            </Field>
            <Field id={`${id}-to`} label={words.to}>
              <Input id={`${id}-to`} type="date" name="hiredTo" defaultValue={chosen.hiredTo} />
            </Field>
          </fieldset>
          <Button type="submit" variant="solid">
            {words.apply}
          </Button>
        </form>
      </div>
    </>
  )
}
