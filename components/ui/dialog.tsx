'use client'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

type Props = {
  isOpen: boolean
  onClose: () => void
  /** The title is the question; the button in `footer` repeats its verb. */
  title: ReactNode
  description?: ReactNode
  footer?: ReactNode
  children?: ReactNode
}

/** Focus goes to the element with `autoFocus`: the first field where it is safe, Cancel where it is dangerous; then back to the opener. */
export function Dialog({ isOpen, onClose, title, description, footer, children }: Props) {
  return (
    <Radix.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="scrim">
          <Radix.Content
            className="dialog"
            {...(description ? {} : { 'aria-describedby': undefined })}
            onEscapeKeyDown={(event) => {
              // A list that is open in the dialog closes first.
              if (document.activeElement?.getAttribute('aria-expanded') === 'true') event.preventDefault()
            }}
          >
            <header className="dialog-head">
              <Radix.Title asChild>
                <h2 className="text-16">{title}</h2>
              </Radix.Title>
            </header>
            <div className="dialog-body">
              {description && <Radix.Description className="text-ink-2">{description}</Radix.Description>}
              {children}
            </div>
            {footer && <footer className="dialog-foot">{footer}</footer>}
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  )
}
