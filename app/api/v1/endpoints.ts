import type { Endpoint } from './frame/define-endpoint'
import { BRANDING_ENDPOINTS as OPERATOR_BRANDING_ENDPOINTS } from './operator/branding'
import { DELETION_ENDPOINTS } from './operator/deletion'
import { DOMAIN_ENDPOINTS as OPERATOR_DOMAIN_ENDPOINTS } from './operator/domains'
import { EXPORT_ENDPOINTS as OPERATOR_EXPORT_ENDPOINTS } from './operator/exports'
import { FLAG_ENDPOINTS } from './operator/flags'
import { IMPORT_ENDPOINTS as OPERATOR_IMPORT_ENDPOINTS } from './operator/imports'
import { LIMIT_ENDPOINTS } from './operator/limits'
import { MOVE_ENDPOINTS } from './operator/moves'
import { OPERATION_ENDPOINTS } from './operator/operations'
import { PLAN_ENDPOINTS as SHARD_PLAN_ENDPOINTS } from './operator/plans'
import { RECORD_ENDPOINTS as OPERATOR_RECORD_ENDPOINTS } from './operator/records'
import { SERVER_ENDPOINTS } from './operator/servers'
import { SERVICE_ENDPOINTS } from './operator/service'
import { TENANT_ENDPOINTS } from './operator/tenants'
import { TIER_ENDPOINTS } from './operator/tiers'
import { USAGE_ENDPOINTS } from './operator/usage'
import { API_KEY_ENDPOINTS } from './tenant/api-keys'
import { BRANDING_ENDPOINTS } from './tenant/branding'
import { BULK_ENDPOINTS } from './tenant/bulk-changes'
import { DEPARTMENT_ENDPOINTS } from './tenant/departments'
import { DOCUMENT_ENDPOINTS } from './tenant/documents'
import { DOMAIN_ENDPOINTS } from './tenant/domains'
import { EXPORT_ENDPOINTS } from './tenant/exports'
import { FIELD_ENDPOINTS } from './tenant/fields'
import { IMPORT_ENDPOINTS } from './tenant/imports'
import { ME_ENDPOINTS } from './tenant/me'
import { ORGANISATION_ENDPOINTS } from './tenant/organisation'
import { PEOPLE_ENDPOINTS } from './tenant/people'
import { PLAN_ENDPOINTS } from './tenant/plan'
import { PLUGIN_ENDPOINTS } from './tenant/plugins'
import { RECORD_ENDPOINTS } from './tenant/records'
import { ROLE_ENDPOINTS } from './tenant/roles'
import { WEBHOOK_ENDPOINTS } from './tenant/webhooks'

/** All of the HTTP API. The OpenAPI documents are made of this table, and so are the tests of who is refused where. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...TENANT_ENDPOINTS,
  ...DELETION_ENDPOINTS,
  ...TIER_ENDPOINTS,
  ...USAGE_ENDPOINTS,
  ...LIMIT_ENDPOINTS,
  ...OPERATOR_BRANDING_ENDPOINTS,
  ...OPERATOR_DOMAIN_ENDPOINTS,
  ...FLAG_ENDPOINTS,
  ...OPERATOR_IMPORT_ENDPOINTS,
  ...OPERATOR_EXPORT_ENDPOINTS,
  ...OPERATION_ENDPOINTS,
  ...SERVER_ENDPOINTS,
  ...MOVE_ENDPOINTS,
  ...SHARD_PLAN_ENDPOINTS,
  ...PLAN_ENDPOINTS,
  ...SERVICE_ENDPOINTS,
  ...OPERATOR_RECORD_ENDPOINTS,
  ...API_KEY_ENDPOINTS,
  ...BRANDING_ENDPOINTS,
  ...DOMAIN_ENDPOINTS,
  ...FIELD_ENDPOINTS,
  ...IMPORT_ENDPOINTS,
  ...EXPORT_ENDPOINTS,
  ...ME_ENDPOINTS,
  ...PEOPLE_ENDPOINTS,
  ...DEPARTMENT_ENDPOINTS,
  ...BULK_ENDPOINTS,
  ...DOCUMENT_ENDPOINTS,
  ...ORGANISATION_ENDPOINTS,
  ...RECORD_ENDPOINTS,
  ...ROLE_ENDPOINTS,
  ...PLUGIN_ENDPOINTS,
  ...WEBHOOK_ENDPOINTS,
]
