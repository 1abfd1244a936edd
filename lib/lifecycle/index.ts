// Operations on tenants: to open one, stop, start, change and remove it, and to prepare the installation that holds them.
// It moves tables and gates, never a person's data, and every use case is audited in the transaction of its change.
// The back office, the HTTP API, the command line and the worker call it.
export { checkHealth, type DatabaseHealth, type Health } from './check-health'
export { type CreatedTenant, createTenant } from './create-tenant'
export { type CreateTenantFields, CreateTenantInput } from './create-tenant.schema'
export { type IsolationFinding, type IsolationProof, lintIsolation, selfTestIsolation } from './inspect-isolation'
export { MeasureUsageInput, measureUsage, unscopedMeasureDue } from './measure-usage'
export { prepareInstallation } from './prepare-installation'
export { publishBranding } from './publish-branding'
export { RemoveTenantInput, removeFailedTenant } from './remove-tenant'
export { SetFlagInput, setFlag } from './set-flag'
export { SetFlagRuleInput, unscopedSetFlagRule } from './set-flag-rule'
export { StartTenantInput, startTenant } from './start-tenant'
export { StopTenantInput, stopTenant } from './stop-tenant'
export { UpdateTenantInput, updateTenant } from './update-tenant'
