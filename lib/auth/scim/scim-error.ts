import { type ErrorCode, HTTP_STATUS, isAppError } from '@/lib/core'

export type ScimType = 'invalidFilter' | 'uniqueness' | 'mutability' | 'invalidSyntax' | 'invalidPath' | 'invalidValue' | 'noTarget'

/** An error that a directory understands (RFC 7644, 3.12). */
export class ScimError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly scimType?: ScimType,
  ) {
    super(message)
  }
}

/** Anything that goes wrong, in the form that SCIM asks for; of a defect it tells no more than that there is one. */
export function toScimError(error: unknown): { status: number; body: Record<string, unknown> } {
  const status = error instanceof ScimError ? error.status : HTTP_STATUS[(isAppError(error) ? error.code : 'internal') as ErrorCode]
  const detail = error instanceof ScimError || isAppError(error) ? error.message : 'Something went wrong on our side.'
  const scimType = error instanceof ScimError ? error.scimType : undefined
  return {
    status,
    body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status), detail, ...(scimType && { scimType }) },
  }
}

export const noSuch = (what: 'user' | 'group', id: string) => new ScimError(404, `There is no ${what} ${id}.`)
