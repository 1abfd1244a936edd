// Writes the drawings of the Lucide icons that the pages use into one file, public/fonts/icons-<hash>.svg, which a browser keeps for ever,
// its address into components/ui/icon-data.ts, and the drawings as text for pages that
// stand alone into icon-drawings.ts. Inside the pages each drawing went out twice, as HTML and as data, and all of them
// again in every script that has one icon (decision 112). lucide-react's own components are client components, and cost the same.
// To add an icon, add its name below (https://lucide.dev/icons; `ours=theirs` where the mock-ups have an older name) and run:
// node scripts/icons.mjs
import { createHash } from 'node:crypto'
import { readdirSync, rmSync, writeFileSync } from 'node:fs'

const NAMES =
  `activity archive arrow-down arrow-left arrow-left-right arrow-right arrow-up arrow-up-right badge-check banknote blocks building-2=building-complex calendar
check chevron-down chevron-left chevron-right chevron-up chevrons-up-down circle-check circle-dashed circle-user-round circle-x clock cloud-off
columns-3 copy download ellipsis external-link eye eye-off file-input file-text fingerprint=fingerprint-pattern flag gauge gem globe grip-vertical hard-drive heart-pulse
history=rotate-ccw-clock house info key-round languages layers layout-grid lightbulb link lock log-in log-out mail map-pin menu minus monitor moon network palette
pause pencil play plus rotate-cw scroll-text search server settings shield-check siren smartphone square stamp sun timer trash-2=trash trending-up
triangle-alert=triangle-exclamation-point undo-2 upload user-cog user-plus users wand-sparkles x`.split(/\s+/)

const symbols = []
const lines = []
for (const entry of NAMES) {
  const [name, source = name] = entry.split('=')
  const { __iconData } = await import(`../node_modules/lucide-react/dist/esm/icons/${source}.mjs`)
  if (!__iconData) throw new Error(`lucide-react has no drawing under the name ${source}; the icon was renamed`)
  const drawing = __iconData.node
    .map(([tag, attributes]) => {
      const shown = Object.entries(attributes).filter(([key]) => key !== 'key')
      return `<${tag} ${shown.map(([key, value]) => `${key}="${value}"`).join(' ')}/>`
    })
    .join('')
  symbols.push(`<symbol id="${name}" viewBox="0 0 24 24">${drawing}</symbol>`)
  lines.push(`  '${name}': '${drawing}',`)
}

const sprite = `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`
const hash = createHash('sha256').update(sprite).digest('hex').slice(0, 8)
for (const old of readdirSync('public/fonts').filter((file) => /^icons-.*\.svg$/.test(file))) rmSync(`public/fonts/${old}`)
writeFileSync(`public/fonts/icons-${hash}.svg`, sprite)
const WRITTEN = '// Written by scripts/icons.mjs from lucide-react (ISC License). Do not edit.'
writeFileSync(
  'components/ui/icon-data.ts',
  `${WRITTEN}\nexport const ICONS_FILE = '/fonts/icons-${hash}.svg'\nexport type { IconName } from './icon-drawings'\n`,
)
writeFileSync(
  'components/ui/icon-drawings.ts',
  `${WRITTEN}\n// For pages that stand alone; all others have <Icon>, whose drawings come from one file.\n// biome-ignore format: one drawing a line\nexport const ICONS = {\n${lines.join('\n')}\n} as const\n\nexport type IconName = keyof typeof ICONS\n`,
)
