// The one pipeline of server actions, and who it is that visits: host to tenant, cookie to session, once per request.
// An action runs only after session, input, tenant and permission were checked, in this order, and with its audit row or not at all.
// Pages and action files of app/ use it; an export of a 'use server' file that no builder made is refused by the architecture test.
export { clearBrowserSession, setBrowserSession } from './browser-session'
export { defineMemberAction } from './define-member-action'
export { defineOperatorAction } from './define-operator-action'
export { defineOfficeVisitorAction, definePortalVisitorAction, defineSiteVisitorAction } from './define-visitor-action'
export { explain } from './explain'
export { readInput } from './read-input'
export type { Action, ActionFailure, ActionResult } from './result'
export { setSsoState, takeSsoState, visitedOrigin } from './sso-browser'
export {
  findMemberVisit,
  findOperatorVisit,
  findVisitedTenant,
  isOfficeHost,
  isSiteHost,
  type MemberVisit,
  requestNumber,
  visitingClient,
  visitLocale,
} from './visit'
