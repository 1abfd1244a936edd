/** Columns as wide as their widest cell; control characters of somebody's text must not move the cursor of a terminal. */
export function printTable(heads: readonly string[] | null, rows: readonly (readonly string[])[]): string {
  const clean = (text: string) => text.replace(/\p{Cc}/gu, '\u{fffd}')
  const all = [...(heads ? [heads] : []), ...rows].map((row) => row.map(clean))
  const widths = all.reduce<number[]>((wide, row) => row.map((cell, index) => Math.max(wide[index] ?? 0, cell.length)), [])
  return all
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
