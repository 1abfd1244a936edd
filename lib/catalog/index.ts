// The registry of the control plane: tenants, addresses, tiers, branding, flags, servers, databases and placements.
// What a request needs of its tenant comes from one query, is cached in every process, and hears of a change within a second.
// Everybody but lib/core, lib/db and lib/hr may ask it; whoever writes through it passes a transaction that holds the audit row too.
export { type BrandImage, findBrandImage, type NewBrandImage, storeBrandImage } from './brand-images'
export { type BrandingInput, type BrandingVersion, getBranding, listBrandings, storeBranding } from './branding'
export { type BrandingDraft, deleteBrandingDraft, findBrandingDraft, storeBrandingDraft } from './branding-drafts'
export { checkSlug, type SlugCheck } from './check-slug'
export {
  type DatabaseState,
  findDatabase,
  getDatabase,
  listDatabasePage,
  listDatabases,
  listDroppingDatabases,
  type RegisteredDatabase,
  registerDatabase,
} from './databases'
export {
  DOMAIN_FAULTS,
  type Domain,
  type DomainFault,
  type DomainStatus,
  deleteDomain,
  getDomain,
  listDomains,
  type Proof,
  type ProofOutcome,
  storeDomainClaim,
  storeDomainProof,
  storePrimaryDomain,
  sweepDomainClaims,
  takeDueDomains,
} from './domains'
export { FLAG_RULES, type FlagRule, type FlagRuleName } from './evaluate-flags'
export { findTenantByHost, findTenantById, findTenantByName, findTenantBySlug, forgetTenant } from './find-tenant'
export { type FlagReach, listFlagReach } from './flag-reach'
export { explainFlag, explainFlags, type FlagExplanation, storeFlagRule, storeFlagValue } from './flag-settings'
export { FLAG_KEYS, FLAGS, type FlagKey, type FlagValues, isFlagKey } from './flags'
export { changeSlug } from './former-slugs'
export { type Fleet, getFleet } from './get-fleet'
export { getTenant, type TenantDetail } from './get-tenant'
export { forgetHeldMail, listHeldMail, noteHeldMail } from './held-mail'
export { type IdempotencyClaim, operatorClaims } from './idempotency-claims'
export { busyTenants, knownDatabases, knownSchemas, knownServerNames } from './known-places'
export { listStreet, type StreetHouse, type StreetLot, type StreetServer } from './list-street'
export { listTenants, TENANT_SORTS, type TenantPage, type TenantQuery, type TenantSort, type TenantSummary } from './list-tenants'
export { nameTenants, type TenantName } from './name-tenants'
export { changeDatabase, enterOwnDatabase, forgetDatabase, renewDatabaseSecret } from './own-databases'
export { enterLocalServer, forgetServer, listBareServers, moveLocalServer } from './own-servers'
export { type FormerPlacement, listFormerPlacements } from './placement-history'
export { findPlacement, isHome, registerPlacement } from './placements'
export { countRequest, flushRequests, type HourOfRequests, listRequests } from './request-counts'
export { admitRequest } from './request-leases'
export {
  type BrandImages,
  PATTERNS,
  type Pattern,
  type ResolvedBranding,
  type ResolvedPlacement,
  type ResolvedTenant,
  type ResolvedTrial,
  type StoredTheme,
  TENANT_STATUSES,
  type TenantStatus,
  type TierLimits,
  TRIAL_STAGES,
  type TrialStage,
} from './resolved-tenant'
export {
  type CapacityKey,
  DEFAULT_CAPACITY,
  fullnessOf,
  limitsPassed,
  needsOf,
  type ServerCapacity,
  type ServerUsage,
} from './server-capacity'
export { getServerReport, listServerReports, type ServerFacts, type ServerQuery, type ServerReport } from './server-report'
export { changeServer, claimDueServer, deleteServer, storeServerFacts } from './server-rows'
export {
  getServer,
  getServerAdmin,
  listRegions,
  listServers,
  type Provider,
  type RegisteredServer,
  registerServer,
  resealServerAdmin,
  type ServerInput,
  sealServerAdmin,
} from './servers'
export { slugFault } from './slug'
export {
  claimStandbySchema,
  enterStandbyDatabase,
  enterStandbyInstance,
  enterStandbySchema,
  forgetStandbySchema,
  listStandbyDatabases,
  listStandbySchemas,
  listUnevenServers,
  STANDBY_PATTERNS,
  type StandbyDatabase,
  type StandbyPattern,
  type StandbySchema,
  type StandbySizes,
  setStandbyTargets,
  turnStandbyDatabase,
  turnStandbySchema,
} from './standbys'
export { sweepCatalog } from './sweep-catalog'
export {
  getPool,
  getTenantLimits,
  listPools,
  type ResourcePool,
  storeDeployment,
  storePool,
  storeTenantLimits,
  type TenantLimits,
} from './tenant-limits'
export { changeTenant, insertTenant, reportPeopleCount } from './tenant-rows'
export {
  closeTierRequest,
  findTierRequest,
  listTierRequests,
  storeTierRequest,
  type TierRequest,
  type TierRequestOutcome,
} from './tier-requests'
export { getTier, listTiers, openWithoutOwnServers, type Tier } from './tiers'
export {
  deleteTrial,
  findTrial,
  forgetSignUp,
  listEndingTrials,
  noteSignUp,
  passTrialStage,
  storeTrial,
  type Trial,
  takeUnclaimed,
} from './trials'
export { findUsage, listUnmeasured, storeUsage, type TableUsage, type TenantUsage, type UsageFigures } from './usage'
export { enterWebProcess, listWebProcesses, type WebProcess } from './web-processes'
