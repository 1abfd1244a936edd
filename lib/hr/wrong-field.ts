import { AppError } from '@/lib/core'

/** `invalid_input` at one field; a page says it in its reader's language, by the name under people.errors. */
export function wrongField(field: string, message: string, name: string): AppError {
  return new AppError('invalid_input', { message, fields: { [field]: message }, key: `people.errors.${name}` })
}

/** Birth, hire and leaving follow each other. Throws `invalid_input` with the field. */
export function checkOrder({ hiredOn, leftOn, birthDate }: { hiredOn: Date; leftOn?: Date | null; birthDate?: Date | null }): void {
  if (leftOn && leftOn < hiredOn) throw wrongField('leftOn', 'The day of leaving is before the day of hire.', 'left_before_hire')
  if (birthDate && birthDate >= hiredOn) {
    throw wrongField('birthDate', 'The day of birth is not before the day of hire.', 'born_after_hire')
  }
}
