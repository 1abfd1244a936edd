import type { BrandCheck, BrandFields, BrandSlot, Theme } from '@/lib/portal'

export type { BrandCheck, BrandFields, BrandSlot }
export type BrandAnswer = { theme: Theme; scale: string[]; checks: BrandCheck[] }
export type Change = (part: Partial<BrandFields>) => void
export type VersionRow = {
  version: number
  productName: string
  brandColour: string
  isLive: boolean
  who: string
  moment: string
  rolledBackTo: number | null
}
