// The audit trail: who did what, when, to what; one for each tenant in its own tables, one of the operators in the catalog.
// A record is committed with the change that it describes, and is sealed into a hash chain within a second; then it never changes.
// Every use case that changes something writes through it, in its own transaction; the worker seals; pages and the CLI read and verify.

export { noteWitness } from './catalog-witness'
export { type AuditPage, type AuditQuery, type AuditRecord, listCatalogAudit, listTenantAudit } from './list-audit'
export { type AuditEntry, recordAudit } from './record-audit'
export { sealCatalogAudit, sealTenantAudit } from './seal-audit'
export { AUDIT_FAULTS, type AuditFault, type AuditVerdict, verifyCatalogAudit, verifyTenantAudit } from './verify-audit'
