import type { Pattern } from '@/lib/catalog'
import { databasePlacement } from './database'
import { instancePlacement } from './instance'
import type { PlacementDriver } from './placement-driver'
import { rowPlacement } from './row'
import { schemaPlacement } from './schema'

const DRIVERS: Record<Pattern, PlacementDriver> = {
  row: rowPlacement,
  schema: schemaPlacement,
  database: databasePlacement,
  instance: instancePlacement,
}

export function driverOf(pattern: Pattern): PlacementDriver {
  return DRIVERS[pattern]
}
