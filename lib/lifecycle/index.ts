// Operations on tenants: to open one, stop, start, change and remove it, and to prepare the installation that holds them.
// It moves tables and gates, never a person's data, and every use case is audited in the transaction of its change.
// The back office, the HTTP API, the command line and the worker call it.

export { fillStandbys, hostInstances } from '@/lib/placement'
export { checkHealth, type DatabaseHealth, type Health } from './check-health'
export { type CreatedTenant, createTenant } from './create-tenant'
export { type CreateTenantFields, CreateTenantInput } from './create-tenant.schema'
export { unscopedBeginDueDeletions } from './delete/begin-deletion'
export { callOffDeletion } from './delete/call-off-deletion'
export { type DeletionView, findDeletion, getDeletion } from './delete/get-deletion'
export { RequestDeletionInput, requestDeletion } from './delete/request-deletion'
export { discardBrandingDraft } from './discard-branding-draft'
export { checkDomain } from './domains/check-domain'
export { claimDomain } from './domains/claim-domain'
export { recordName, recordValue } from './domains/prove-domain'
export { unscopedRecheckDomains } from './domains/recheck-domains'
export { releaseDomain } from './domains/release-domain'
export { setPrimaryDomain } from './domains/set-primary-domain'
export { cancelExport } from './export/cancel-export'
export { EXPORT_HOURS } from './export/export-tenant'
export { type ExportView, listExports } from './export/list-exports'
export { type OpenExport, openExport } from './export/open-export'
export { startExport } from './export/start-export'
export { unscopedSweepExports } from './export/sweep-exports'
export { type IsolationFinding, type IsolationProof, lintIsolation, selfTestIsolation } from './inspect-isolation'
export { unscopedChangeTierTerms } from './limits/change-tier-terms'
export { LimitsInput, ResourcePoolInput, SetDeploymentInput, SetLimitsInput, TierTermsInput } from './limits/limits-input.schema'
export { setDeployment } from './limits/set-deployment'
export { setTenantLimits } from './limits/set-limits'
export { unscopedSetResourcePool } from './limits/set-resource-pool'
export { MeasureUsageInput, measureUsage, unscopedMeasureDue } from './measure-usage'
export {
  cancelMove,
  type FoundLeftover,
  getMove,
  KILL_POINTS,
  listMoves,
  MOVE_METHODS,
  MOVE_PHASES,
  type MoveBlocker,
  type MoveFacts,
  type MoveMethod,
  type MovePhase,
  type MovePlace,
  type MovePreview,
  type MoveQuery,
  type MoveView,
  moveTenant,
  PreviewMoveInput,
  PurgeFormerInput,
  previewMove,
  purgeCopies,
  purgeFormer,
  type Reconciled,
  type Reconciliation,
  reconcileCatalog,
  StartMoveInput,
  startMove,
  superviseMoves,
  sweepLeftovers,
} from './move'
export {
  getPlan,
  listPlannedMoves,
  listPlans,
  MakePlanInput,
  makePlan,
  PLAN_KINDS,
  type PlannedMove,
  type PlanView,
  SAMPLE_SECONDS,
  StartPlanInput,
  startPlan,
  strikeMoves,
  unscopedSampleLoads,
} from './plan'
export { prepareInstallation } from './prepare-installation'
export { fieldsOf as brandFieldsOf, PublishBrandingInput, publishBranding } from './publish-branding'
export { RemoveTenantInput, removeFailedTenant } from './remove-tenant'
export { RenameTenantInput, renameTenant } from './rename-tenant'
export { RollBackBrandingInput, rollBackBranding } from './roll-back-branding'
export { SaveBrandingDraftInput, saveBrandingDraft } from './save-branding-draft'
export { type Resealed, resealSecrets } from './secrets/reseal-secrets'
export { addDatabase } from './server/add-database'
export { changeCapacity } from './server/change-capacity'
export { changeStandbys, StandbysInput } from './server/change-standbys'
export { checkDueServers, checkServer } from './server/check-server'
export { drainServer, undrainServer } from './server/drain-server'
export { type Preflight, preflightServer } from './server/preflight-server'
export { registerExternalServer } from './server/register-server'
export { removeServer } from './server/remove-server'
export type { FindingCode, ServerFinding } from './server/server-findings'
export { AddDatabaseInput, CapacityInput, RegisterServerInput } from './server/server-input.schema'
export { SetFlagInput, setFlag } from './set-flag'
export { SetFlagRuleInput, unscopedSetFlagRule } from './set-flag-rule'
export { SignUpInput, signUp } from './sign-up'
export { StartTenantInput, startTenant } from './start-tenant'
export { StopTenantInput, stopTenant } from './stop-tenant'
export { ChangeTierInput, changeTier, MOVING_KINDS } from './tier/change-tier'
export { getPlan as getTenantPlan, type PlanOfTenant } from './tier/get-plan'
export { PreviewTierInput, previewTier, type TierPreview } from './tier/preview-tier'
export { dismissTierRequest, RequestTierInput, requestTier, withdrawTierRequest } from './tier/request-tier'
export { dayOf as trialDayOf, unscopedAdvanceTrials, unscopedRemoveUnclaimed } from './trial/advance-trials'
export { SetTrialInput, setTrial } from './trial/set-trial'
export { UpdateTenantInput, updateTenant } from './update-tenant'
export { type UploadedBrandImage, uploadBrandImage } from './upload-brand-image'
