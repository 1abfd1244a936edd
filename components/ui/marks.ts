/** The bundled company marks: drawings on a 26 x 26 field, in the colour on the brand (currentColor) over the brand (var(--mark)). */
export const MARKS = {
  globe:
    '<g fill="none" stroke="currentColor" stroke-width="1.7"><circle cx="13" cy="13" r="7"/><ellipse cx="13" cy="13" rx="2.9" ry="7"/><path d="M6 13h14"/></g>',
  feather:
    '<path d="M19.5 5.5c-6 .6-10 4-11 10.2l-1 4.8 1.5-3c6-.2 9.5-4 10.5-12Z" fill="currentColor"/><path d="M8.2 18.5 14 11.5" stroke="var(--mark)" stroke-width="1.3"/>',
  berries:
    '<g fill="currentColor"><circle cx="13" cy="7.4" r="2.4"/><circle cx="10" cy="12" r="2.4"/><circle cx="16" cy="12" r="2.4"/><circle cx="13" cy="16.6" r="2.4"/><rect x="12.3" y="18" width="1.4" height="4" rx=".7"/></g>',
  lantern:
    '<g fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round"><path d="M9 8h8l1.5 9.5h-11z"/><path d="M10.5 8a2.5 2.5 0 0 1 5 0M8 20.3h10"/></g>',
  anvil: '<path d="M6 9h14v2.5c-3 0-4 1.5-4 3.5h2v2.5H9V15h1.5c0-2-1.5-3-4.5-3z" fill="currentColor"/>',
  leaf: '<g fill="none" stroke="currentColor" stroke-width="1.7" stroke-linejoin="round" stroke-linecap="round"><path d="M7.5 15.5C7.5 9.5 12 6.5 19.5 6.5c.3 7-2.7 11.7-7.5 11.7-2.7 0-4.5-1-4.5-2.7z"/><path d="M6.5 20.5c1.5-4 4-6.5 7.5-8.5"/></g>',
  wave: '<g fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"><path d="M6 10.5c2.3-2 4.7-2 7 0s4.7 2 7 0"/><path d="M6 15.5c2.3-2 4.7-2 7 0s4.7 2 7 0"/></g>',
  peak: '<path d="M5.5 19 11.5 8l3.2 5.4 1.8-2.4L20.5 19z" fill="currentColor"/>',
  grid: '<g fill="currentColor"><rect x="7" y="7" width="5" height="5" rx="1"/><rect x="14" y="7" width="5" height="5" rx="1"/><rect x="7" y="14" width="5" height="5" rx="1"/><rect x="14" y="14" width="5" height="5" rx="1"/></g>',
  spark:
    '<path d="M13 5.5c.7 4.7 2.8 6.8 7.5 7.5-4.7.7-6.8 2.8-7.5 7.5-.7-4.7-2.8-6.8-7.5-7.5 4.7-.7 6.8-2.8 7.5-7.5z" fill="currentColor"/>',
} as const

export type MarkName = keyof typeof MARKS

export function isMark(name: string): name is MarkName {
  return Object.hasOwn(MARKS, name)
}
