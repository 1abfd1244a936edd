import type { Pattern } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import type { PlacementDriver } from './placement-driver'
import { rowPlacement } from './row'

const DRIVERS: Partial<Record<Pattern, PlacementDriver>> = { row: rowPlacement }

export function driverOf(pattern: Pattern): PlacementDriver {
  const driver = DRIVERS[pattern]
  if (driver === undefined)
    throw new AppError('invalid_input', { message: `Tenants of the pattern ${pattern} cannot be made yet. Choose row.` })
  return driver
}
