// A real PostgreSQL 18 from npm, started and stopped by us, for whoever has no server of their own.
// It listens on 127.0.0.1 alone, never runs as root, and a data directory has one server at a time, whoever was killed before.
// For the start script, the tests, and the worker, which hands it to the placement driver that gives a tenant a server of its own.

export { type Binaries, findBinaries } from './binaries'
export { ensureOwner, type OwnerLogin } from './ensure-owner'
export { findInstance, type KeptInstance, listInstances, localInstances, runInstance, stopInstances } from './instances'
export { findEmbedded, stopEmbedded } from './running'
export { type ServerUser, serverUser } from './server-user'
export { type EmbeddedOptions, type EmbeddedServer, startEmbedded } from './start-embedded'
