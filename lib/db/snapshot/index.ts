// One tenant's tables as they were at one instant, read for an archive whatever its gate says: a stopped tenant can be exported too.
// It reads as the mover, whom no policy binds, in a transaction that cannot write; every statement names the one tenant.
// lib/db alone imports it; lib/lifecycle reads exports through it.
export { readSnapshot, type SnapshotTable, type TenantSnapshot } from './read-snapshot'
