/** Two houses of a terrace and the edge of the third. */
export function RowhouseMark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 26 26" aria-hidden="true" style={{ flex: 'none', display: 'block' }}>
      <path d="M2 24V9.5L6.5 5 11 9.5V24zM12 24V6.5L16.5 2 21 6.5V24z" fill="var(--brick)" />
      <path d="M22 24V11l3 2.5V24z" fill="var(--brick2)" />
      <path d="M5 24v-5.5a1.5 1.5 0 0 1 3 0V24zM15 24v-5.5a1.5 1.5 0 0 1 3 0V24z" fill="var(--surface)" />
    </svg>
  )
}
