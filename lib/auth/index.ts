// Who somebody is and what they may do: passwords, sessions, second factors, keys, invitations, roles, and the mail about them.
// No answer and no timing tells whether an account exists, and a revoked session is refused by the next request.
// Route handlers, server actions, the worker and the CLI call it; it makes no TenantDb itself but is given one.

export { findActingPrincipal } from './access/find-acting-principal'
export {
  ALL_PERMISSIONS,
  BUILTIN_ROLES,
  type BuiltinRole,
  type CorePermission,
  isBuiltinRole,
  isOperatorRole,
  OPERATOR_PERMISSIONS,
  OPERATOR_ROLES,
  type OperatorPermission,
  type OperatorRole,
  PERMISSIONS,
  type Permission,
  permissionsDuring,
  permissionsOfRole,
  withIncluded,
} from './access/permissions'
export { isPluginPermission, openPlugins, pluginOf } from './access/plugin-permissions'
export {
  type ApiKeyPrincipal,
  actorOf,
  type MemberPrincipal,
  type OperatorPrincipal,
  type Principal,
  type SystemPrincipal,
  systemPrincipal,
} from './access/principal'
export { hasPermission, requireAnyPermission, requirePermission } from './access/require-permission'
export { authenticateApiKey } from './api-key/authenticate-api-key'
export { createApiKey } from './api-key/create-api-key'
export { type ApiKeyView, listApiKeys } from './api-key/list-api-keys'
export { revokeApiKey } from './api-key/revoke-api-key'
export { listMails, type MailView } from './mail/list-mails'
export { enclosePictures } from './mail/mail-logo'
export { portalHost } from './mail/portal-host'
export { type MailInput, type MailKind, type MailTenant, type MailWords, mailLocale, queueMail, queueWordedMail } from './mail/queue-mail'
export { releaseHeldMails } from './mail/release-held-mails'
export { resendMail } from './mail/resend-mail'
export { acceptInvitation, findInvitation, type OpenInvitation } from './member/accept-invitation'
export { changeMemberRole } from './member/change-member-role'
export { changePassword } from './member/change-password'
export { countPresence, type Presence } from './member/count-presence'
export { createMember } from './member/create-member'
export { disableMember } from './member/disable-member'
export { enableMember } from './member/enable-member'
export { endOwnSessions } from './member/end-own-sessions'
export { findMemberAccess, type MemberAccess } from './member/find-member-access'
export { holdsPassword } from './member/holds-password'
export { type InviteInput, inviteMember } from './member/invite-member'
export { type InvitationView, listInvitations } from './member/list-invitations'
export { listMembers, type MemberView } from './member/list-members'
export { listSessions, type SessionView } from './member/list-sessions'
export { requestPasswordReset } from './member/request-password-reset'
export { findPasswordReset, resetPassword } from './member/reset-password'
export { revokeInvitation } from './member/revoke-invitation'
export { seedRoles } from './member/roles'
export { type Credentials, type SignedIn, signInMember } from './member/sign-in-member'
export { signOut } from './member/sign-out'
export { signOutEverywhere } from './member/sign-out-everywhere'
export { authenticateOperatorApiKey } from './operator/authenticate-operator-api-key'
export { changeOperator, type OperatorChange } from './operator/change-operator'
export { type CreateOperatorInput, createOperator } from './operator/create-operator'
export { createOperatorApiKey } from './operator/create-operator-api-key'
export { enrolTotp, offerTotp } from './operator/enrol-totp'
export { listOperators, nameOperators, type OperatorQuery, type OperatorView } from './operator/list-operators'
export { findOperatorSession, type OperatorSession } from './operator/operator-sessions'
export { revokeOperatorApiKey } from './operator/revoke-operator-api-key'
export { signInOperator } from './operator/sign-in-operator'
export { signOutOperator } from './operator/sign-out-operator'
export { verifyTotp } from './operator/verify-totp'
export { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from './password/check-new-password'
export { getSignInPolicy } from './policy/get-sign-in-policy'
export { requireSecondFactor } from './policy/require-second-factor'
export type { SignInPolicy } from './policy/sign-in-policy'
export { resealOperatorFactors, resealTenantSecrets } from './reseal-secrets'
export { createRole } from './role/create-role'
export { deleteRole } from './role/delete-role'
export { listRoles, type RoleView } from './role/list-roles'
export { OWN_ROLES_MAX, ROLE_NAME_LENGTH_MAX, RoleInput } from './role/role-input'
export { updateRole } from './role/update-role'
export { SCIM_RESOURCE_TYPES, SCIM_SCHEMAS, SCIM_SERVICE } from './scim/scim-discovery'
export { ScimError, toScimError } from './scim/scim-error'
export { listResponse, parsePage } from './scim/scim-filter'
export {
  createScimGroup,
  deleteScimGroup,
  getScimGroup,
  giveGroupRole,
  listGroupRoles,
  listScimGroups,
  patchScimGroup,
  replaceScimGroup,
  type ScimGroupView,
} from './scim/scim-groups'
export { parsePatch } from './scim/scim-patch'
export { authenticateScim, createScimToken, listScimTokens, revokeScimToken, type ScimCaller, type ScimTokenView } from './scim/scim-tokens'
export { createScimUser, deleteScimUser, getScimUser, listScimUsers, patchScimUser, replaceScimUser } from './scim/scim-users'
export { removeOwnFactor, renewOwnRecoveryCodes } from './second-factor/change-own-factor'
export { countWithoutFactor } from './second-factor/count-without-factor'
export { enrolMemberTotp, offerMemberTotp } from './second-factor/enrol-member-totp'
export { type FactorView, getOwnFactor } from './second-factor/member-factor'
export { resetMemberFactor } from './second-factor/reset-member-factor'
export type { TotpEnrolment } from './second-factor/totp'
export { verifyMemberCode } from './second-factor/verify-member-code'
export {
  type CookieSpec,
  callbackUrlCookie,
  cookieFrom,
  csrfCookie,
  deviceCookie,
  isSentTwice,
  sessionCookie,
  ssoCookie,
} from './session/cookies'
export { findMemberEntry, findMemberSession, type WaitingMember } from './session/find-member-session'
export { type Client, startMemberSession, type WayIn } from './session/member-sessions'
export { safeNextPath } from './session/safe-next-path'
export {
  decodeSessionToken,
  encodeSessionToken,
  OPERATOR_SCOPE,
  SESSION_SECONDS,
  type SessionClaims,
  type SessionScope,
  sessionSecret,
} from './session/session-token'
export { chooseWayIn } from './sso/choose-way'
export { findDoor, findOwnIdentity } from './sso/find-own-identity'
export { finishSso, type SsoEnd } from './sso/finish-sso'
export { listMailDomains } from './sso/mail-domains'
export {
  deleteProvider,
  getProviderView,
  ProviderInput,
  type ProviderView,
  requireProvider,
  saveProvider,
  switchProvider,
} from './sso/manage-provider'
export { CALLBACK_PATH, startSso } from './sso/start-sso'
export { testProvider } from './sso/test-provider'
export { admitSignUp } from './throttle/admit-sign-up'
export { clientAddress, wholeAddress } from './throttle/client-address'
