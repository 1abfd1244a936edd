// Carries one tenant's rows from one place to another while its people keep writing: slot, snapshot copy, change stream, checksum, fence.
// A change is applied exactly once and strictly: an update that does not hit exactly one row is a fault, never something to gloss over.
// lib/db alone imports it; lib/lifecycle drives it through the index of lib/db, and nothing else sees past the policies like this.
export { Mover, type MoverOrder } from './mover'
export { type MoverRights, readMoverRights } from './mover-rights'
export type { Place } from './place'
export { onServer } from './place-error'
export { blockersOf, dropSlot, listMoverSlots, slotName } from './slot'
export { forgetGate, listGates, readFence, type StoredGate, unfencePlace } from './stored-gates'
export { countRows, wipeTenant } from './wipe'
