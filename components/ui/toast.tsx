'use client'
import { Toaster as Sonner, toast as show } from 'sonner'
import { Icon, type IconName } from './icon'

/** Bottom right, one line, five seconds. Only for what went well: a failure stays where it happened. */
export function toast(text: string, { icon = 'check', undo }: { icon?: IconName; undo?: { label: string; run: () => void } } = {}) {
  show.custom(
    (id) => (
      <div className="toast">
        <Icon name={icon} />
        <span>{text}</span>
        {undo && (
          <button
            type="button"
            className="ml-2 underline underline-offset-3"
            onClick={() => {
              undo.run()
              show.dismiss(id)
            }}
          >
            {undo.label}
          </button>
        )}
      </div>
    ),
    { duration: 5000 },
  )
}

/** Once in the shell. `label` names the region for screen readers. */
export function Toaster({ label }: { label: string }) {
  return (
    // Out of the flow: in a row of buttons it would take a gap.
    <div className="fixed">
      <Sonner position="bottom-right" containerAriaLabel={label} gap={8} />
    </div>
  )
}
