// Written by scripts/icons.mjs from lucide-react (ISC License). Do not edit.
export const ICONS_FILE = '/fonts/icons-4e80db1e.svg'
export type { IconName } from './icon-drawings'
