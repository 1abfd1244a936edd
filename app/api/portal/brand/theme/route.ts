import { z } from 'zod'
import { AppError } from '@/lib/core'
import { brandScale, checkBrand, computeTheme, type Hex, HexColour } from '@/lib/portal'
import { answer, requireCaller } from '../../portal-caller'

const Query = z.object({ brand: HexColour, dark: HexColour.optional(), buttonText: HexColour.optional(), link: HexColour.optional() })

/** The theme that a draft would have, and what it repairs: computed here, so that the studio shows what publishing does. */
export async function GET(request: Request) {
  return answer(request, async () => {
    await requireCaller('branding:write')
    const query = Query.safeParse(Object.fromEntries(new URL(request.url).searchParams))
    if (!query.success) throw new AppError('invalid_input', { message: 'A colour looks like #0f6b66.' })
    const { brand, ...own } = query.data
    return { theme: computeTheme(brand, own), scale: brandScale(brand), checks: checkBrand(brand as Hex, own) }
  })
}
