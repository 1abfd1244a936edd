// Plans of moves: who should live on another server, why, and what it changes. A plan is simulated first; nothing moves until it is started.
// No plan crosses a region, passes a server's hard limits or touches a tenant that an operation has; what it shows is kept as shown.
// lib/lifecycle alone imports it, and hands its use cases on.
import './execute-plan'

export { getPlan, listPlannedMoves, listPlans, type PlannedMove, type PlanView } from './get-plan'
export { makePlan, type StayingSummary } from './make-plan'
export { MakePlanInput, PLAN_KINDS, StartPlanInput, StrikeMovesInput } from './plan-input.schema'
export { SAMPLE_SECONDS, unscopedSampleLoads } from './sample-loads'
export { startPlan } from './start-plan'
export { strikeMoves } from './strike-moves'
