import type { Command } from '../define-command'
import { AUDIT_COMMANDS } from './audit'
import { BRANDING_COMMANDS } from './branding'
import { CATALOG_COMMANDS } from './catalog'
import { DATABASE_COMMANDS } from './database'
import { DELETION_COMMANDS } from './deletion'
import { DOMAIN_COMMANDS } from './domain'
import { EXPORT_COMMANDS } from './export'
import { FLAG_COMMANDS } from './flag'
import { IMPORT_COMMANDS } from './import'
import { ISOLATION_COMMANDS } from './isolation'
import { KEY_COMMANDS } from './key'
import { LIMIT_COMMANDS } from './limits'
import { MAIL_COMMANDS } from './mail'
import { METRICS_COMMANDS } from './metrics'
import { MOVE_COMMANDS } from './move'
import { OPERATION_COMMANDS } from './operation'
import { OPERATOR_COMMANDS } from './operator'
import { PLAN_COMMANDS } from './plan'
import { SECRETS_COMMANDS } from './secrets'
import { SERVER_COMMANDS } from './server'
import { STANDBY_COMMANDS } from './standby'
import { TENANT_COMMANDS } from './tenant'
import { TIER_COMMANDS } from './tier'
import { USAGE_COMMANDS } from './usage'

export const COMMANDS: readonly Command[] = [
  ...TENANT_COMMANDS,
  ...DELETION_COMMANDS,
  ...TIER_COMMANDS,
  ...USAGE_COMMANDS,
  ...LIMIT_COMMANDS,
  ...IMPORT_COMMANDS,
  ...EXPORT_COMMANDS,
  ...KEY_COMMANDS,
  ...MAIL_COMMANDS,
  ...BRANDING_COMMANDS,
  ...DOMAIN_COMMANDS,
  ...FLAG_COMMANDS,
  ...OPERATOR_COMMANDS,
  ...OPERATION_COMMANDS,
  ...MOVE_COMMANDS,
  ...CATALOG_COMMANDS,
  ...AUDIT_COMMANDS,
  ...ISOLATION_COMMANDS,
  ...SERVER_COMMANDS,
  ...DATABASE_COMMANDS,
  ...STANDBY_COMMANDS,
  ...SECRETS_COMMANDS,
  ...PLAN_COMMANDS,
  ...METRICS_COMMANDS,
]
