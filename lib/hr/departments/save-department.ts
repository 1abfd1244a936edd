import { AppError } from '@/lib/core'
import { constraintOf, type TenantTx } from '@/lib/tenancy'
import { wrongField } from '../wrong-field'

/** The head of a department works here. Throws `invalid_input` with the field. */
export async function checkHead(tx: TenantTx, headId: string | null | undefined): Promise<void> {
  if (headId && (await tx.employee.count({ where: { id: headId, status: 'active' } })) === 0) {
    throw wrongField('headId', 'Nobody who works here is known by this.', 'no_head')
  }
}

/** Throws `conflict` at the code where another department has it. */
export function refuseTakenCode(error: unknown): never {
  if (constraintOf(error)?.includes('code') !== true) throw error
  const message = 'Another department has this code.'
  throw new AppError('conflict', { message, fields: { code: message }, key: 'people.errors.code_taken', cause: error })
}

export const noDepartment = () => new AppError('not_found', { message: 'There is no such department.', key: 'people.errors.no_department' })
