// Moves of tenants between places: preview, start, watch, cancel, purge, and what repairs a move whose worker was killed.
// A tenant is served from exactly one place; the catalog's flip is the only moment at which that place changes, and until it all can be undone.
// lib/lifecycle alone imports it, and hands its use cases on.
export { cancelMove } from './cancel-move'
export { getMove, listMoves, type MovePlace, type MoveQuery, type MoveView } from './get-move'
export { KILL_POINTS } from './kill-points'
export { MOVE, MoveInput } from './move-input'
export { MOVE_METHODS, MOVE_PHASES, type MoveFacts, type MoveMethod, type MovePhase } from './move-rows'
export { giveUpMove, MOVE_STEPS, moveTenant } from './move-tenant'
export { type MoveBlocker, type MovePreview, PreviewMoveInput, previewMove } from './preview-move'
export { purgeCopies } from './purge-copies'
export { PurgeFormerInput, purgeFormer } from './purge-former'
export { type Reconciled, type Reconciliation, reconcileCatalog } from './reconcile-catalog'
export { StartMoveInput, startMove } from './start-move'
export { superviseMoves } from './supervise-moves'
export { type FoundLeftover, sweepLeftovers } from './sweep-leftovers'
