import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fieldsOf, readInput } from './read-input'

const Person = z.object({ name: z.string().min(2), tags: z.array(z.string()).optional() })

describe('what comes with an action', () => {
  it('is a form’s fields, several of one name as a list, without those of React', () => {
    const form = new FormData()
    form.append('name', 'Ada')
    form.append('tags', 'a')
    form.append('tags', 'b')
    form.append('$ACTION_ID_0', 'x')
    form.append('$ACTION_KEY', 'x')
    expect(fieldsOf(form)).toEqual({ name: 'Ada', tags: ['a', 'b'] })
    expect(readInput(Person, form, 'en')).toEqual({ name: 'Ada', tags: ['a', 'b'] })
  })

  it.each([null, undefined, 7, 'x', [], { name: 'A' }, { name: ['Ada'] }])('%j is refused with the field named', (raw) => {
    expect(() => readInput(Person, raw, 'en')).toThrow(expect.objectContaining({ code: 'invalid_input', fields: expect.any(Object) }))
  })

  it('is refused in the reader’s language', () => {
    const text = (locale: 'en' | 'ko') => {
      try {
        readInput(Person, { name: 'A' }, locale)
      } catch (error) {
        return (error as { fields: Record<string, string> }).fields.name!
      }
      return ''
    }
    expect(text('en')).toMatch(/[a-z]/)
    expect(text('ko')).toMatch(/[가-힣]/)
  })

  it('cannot name a field __proto__', () => {
    const form = new FormData()
    form.append('__proto__', 'x')
    form.append('name', 'Ada')
    expect(readInput(Person, form, 'en')).toEqual({ name: 'Ada' })
    expect(({} as { x?: string }).x).toBeUndefined()
  })
})
