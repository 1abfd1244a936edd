// How a tenant's data is kept apart from others': one driver for each pattern, all behind one interface and one conformance suite.
// A driver makes a tenant's place and opens or shuts its gate; it never reads a person's data, and never decides who may.
// lib/lifecycle calls it; a route, a page or a job never does.
export { choosePlace, type Wish } from './choose-place'
export { driverOf } from './driver-of'
export { findInstanceHost, hostInstances, type InstanceHost } from './instance/instance-host'
export { keepInstances } from './instance/keep-instances'
export type { Leftover, PlacementDriver, Route, Target, TenantSize } from './placement-driver'
export { removeLeftover } from './remove-leftover'
export { fillStandbys } from './standby/fill-standbys'
