export type RoleRow = {
  key: string
  name: string
  isBuiltin: boolean
  members: string
  summary: string
  permissions: string[]
  canChange: boolean
  hasMembers: boolean
}

export type RoleWords = Record<
  | 'title'
  | 'new'
  | 'role'
  | 'people'
  | 'may'
  | 'builtin'
  | 'edit'
  | 'newTitle'
  | 'editTitle'
  | 'editText'
  | 'newText'
  | 'name'
  | 'mayNot'
  | 'delete'
  | 'deleteTitle'
  | 'deleteText'
  | 'inUse'
  | 'look'
  | 'lookLead'
  | 'member'
  | 'show'
  | 'group'
  | 'own'
  | 'team'
  | 'others'
  | 'writes'
  | 'yes'
  | 'no'
  | 'notThere'
  | 'save'
  | 'cancel'
  | 'messages'
  | 'saved',
  string
>
