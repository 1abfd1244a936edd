export type MemberRow = {
  id: string
  kind: 'member' | 'invitation'
  name: string
  email: string
  roleKey: string
  role: string
  isActive: boolean
  hasFactor: boolean
  isMe: boolean
  state: string
  lastSignIn: string
}

export type MemberWords = Record<
  | 'title'
  | 'invite'
  | 'inviteTitle'
  | 'inviteLead'
  | 'name'
  | 'email'
  | 'role'
  | 'state'
  | 'lastSignIn'
  | 'send'
  | 'invited'
  | 'actions'
  | 'changeRole'
  | 'changeRoleTitle'
  | 'changeRoleText'
  | 'disable'
  | 'disableTitle'
  | 'disableText'
  | 'enable'
  | 'resetFactor'
  | 'resetFactorTitle'
  | 'resetFactorText'
  | 'revoke'
  | 'revokeTitle'
  | 'revokeText'
  | 'you'
  | 'cancel'
  | 'save'
  | 'messages',
  string
>

/** What is asked about whom. */
export type Opened = { kind: 'invite' } | { kind: 'role' | 'disable' | 'enable' | 'factor' | 'revoke'; row: MemberRow }
