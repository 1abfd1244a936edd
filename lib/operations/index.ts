// The engine of durable work: operations made of named steps that resume where they were, whoever is killed.
// A step's outcome is written only by the worker that holds the operation's fence, and cancelling never waits in a queue.
// Those who define operations (lib/hr, lib/lifecycle), those who show them (app, cli) and the worker use it.
export { addJob, type JobSpec } from './add-job'
export { cancelOperation } from './cancel-operation'
export { countJobs, type JobQueue } from './count-jobs'
export { defineOperation, type OperationDefinition, type OperationStep, type StepContext } from './definition'
export { findOperation, getOperation } from './get-operation'
export { type JobHandler, type JobInfo, type JobRunner, startJobRunner } from './job-runner'
export { listOperations, type OperationPage, type OperationQuery } from './list-operations'
export { listWorkers, type WorkerView } from './list-workers'
export {
  isOver,
  OPERATION_STATES,
  type OperationState,
  type OperationView,
  type StepProgress,
  type StepState,
  type StepView,
} from './operation-view'
export { prepareJobs } from './prepare-jobs'
export { repeat } from './repeat'
export { retryOperation } from './retry-operation'
export { type StartInput, startOperation } from './start-operation'
export { sweepOperations } from './sweep'
export { watchOperation } from './watch-operation'
