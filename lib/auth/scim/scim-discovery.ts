import { GROUP_SCHEMA } from './scim-groups'
import { USER_SCHEMA } from './scim-users'

/** What this service can do, for directories that ask before they begin (RFC 7643, 5). */
export const SCIM_SERVICE = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: 200 },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: false },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer token',
      description: 'A token that an administrator has made under Settings, Sign-in.',
      primary: true,
    },
  ],
}

const resourceType = (id: string, endpoint: string, schema: string) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
  id,
  name: id,
  endpoint,
  schema,
})
export const SCIM_RESOURCE_TYPES = [resourceType('User', '/Users', USER_SCHEMA), resourceType('Group', '/Groups', GROUP_SCHEMA)]

type Shape = { type?: string; isMulti?: boolean; isRequired?: boolean; isUnique?: boolean; isReadOnly?: boolean; parts?: unknown[] }
const attribute = (name: string, { type = 'string', isMulti, isRequired, isUnique, isReadOnly, parts }: Shape = {}) => ({
  name,
  type,
  multiValued: Boolean(isMulti),
  required: Boolean(isRequired),
  caseExact: false,
  mutability: isReadOnly ? 'readOnly' : 'readWrite',
  returned: 'default',
  uniqueness: isUnique ? 'server' : 'none',
  ...(parts && { subAttributes: parts }),
})
const schema = (id: string, name: string, attributes: unknown[]) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
  id,
  name,
  attributes,
})

export const SCIM_SCHEMAS = [
  schema(USER_SCHEMA, 'User', [
    attribute('userName', { isRequired: true, isUnique: true }),
    attribute('externalId'),
    attribute('displayName'),
    attribute('name', { type: 'complex', parts: [attribute('givenName'), attribute('familyName'), attribute('formatted')] }),
    attribute('active', { type: 'boolean' }),
    attribute('emails', { type: 'complex', isMulti: true, isReadOnly: true, parts: [attribute('value'), attribute('type')] }),
    attribute('groups', { type: 'complex', isMulti: true, isReadOnly: true, parts: [attribute('value'), attribute('display')] }),
  ]),
  schema(GROUP_SCHEMA, 'Group', [
    attribute('displayName', { isRequired: true, isUnique: true }),
    attribute('externalId'),
    attribute('members', { type: 'complex', isMulti: true, parts: [attribute('value'), attribute('display', { isReadOnly: true })] }),
  ]),
]
