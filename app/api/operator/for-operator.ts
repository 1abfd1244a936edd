import { findOperatorVisit } from '@/lib/actions'
import { type OperatorPermission, type OperatorPrincipal, requirePermission } from '@/lib/auth'
import { AppError, HTTP_STATUS, isAppError, log, toProblem } from '@/lib/core'

type Call = { principal: OperatorPrincipal; url: URL; request: Request }

/** A reading handler of the back office's own pages: session, second factor, host and permission first, problem details on refusal. */
export function forOperator(permission: OperatorPermission, answer: (call: Call) => Promise<Response>) {
  return async (request: Request): Promise<Response> => {
    try {
      const visit = await findOperatorVisit()
      if (!visit?.isVerified) throw new AppError('unauthenticated', { message: 'Sign in first.' })
      requirePermission(visit.principal, permission)
      return await answer({ principal: visit.principal, url: new URL(request.url), request })
    } catch (error) {
      if (!isAppError(error)) log.error({ err: error }, 'a handler of the back office failed')
      const problem = toProblem(error)
      return Response.json(problem, {
        status: isAppError(error) ? HTTP_STATUS[error.code] : 500,
        headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
      })
    }
  }
}
