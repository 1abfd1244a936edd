/** How much of a limit is used: amber from four fifths on, red when it is full. The words stand beside it. */
export function ShareBar({ share }: { share: number }) {
  const tone = share >= 1 ? 'var(--badsolid)' : share >= 0.8 ? 'var(--warnsolid)' : 'var(--fill)'
  return (
    <span className="bar my-1" aria-hidden="true">
      <span style={{ width: `${Math.min(1, share) * 100}%`, background: tone }} />
    </span>
  )
}
