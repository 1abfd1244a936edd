// What every other folder stands on: errors, ids, time, settings, keys, hosts, files and the log.
// It knows no tenant's data and no database, and nothing here depends on anything else of ours.
// Every folder may import it; it imports none.
export type { Actor } from './actor'
export { type Clock, now, setClock } from './clock'
export { CURRENCIES, isCurrency, minorDigits } from './currency'
export { databaseUrl, dataDir, type Env, env, isRemoteDatabase } from './env'
export { AppError, type ErrorCode, HTTP_STATUS, isAppError, type Problem, toProblem } from './errors'
export { checkOutboundUrl, type GuardedAnswer, type GuardedRequest, guardedAgent, guardedFetch, type Resolve } from './guarded-fetch'
export { equalsConstantTime, newToken, sha256Hex } from './hash'
export { type Host, normalizeHost, parseHost } from './host'
export { isUuid, newId } from './ids'
export { isLocale, LOCALES, type Locale } from './locale'
export { log } from './log'
export { addDays, formatPlainDate, isPlainDate, parsePlainDate, startOfDay, todayIn } from './plain-date'
export type { PluginManifest, PluginRole } from './plugin-manifest'
export { publicOrigin } from './public-origin'
export { refuseTwoHosts } from './refuse-two-hosts'
export { derive, deriveText, forgetMasterKey, isUnreadableSecret, reseal, seal, unseal } from './secrets'
export { shownLine, UNSHOWN } from './shown-line.schema'
export {
  deleteDrafts,
  deleteTenantFile,
  deleteTenantFiles,
  listTenantFiles,
  openTenantFile,
  type StoredFile,
  writeTenantFile,
} from './storage'
