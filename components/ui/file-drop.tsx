'use client'
import { clsx } from 'clsx'
import { type ReactNode, useId, useState } from 'react'
import { Icon } from './icon'

/** A place to drop files on, which is also a button: a label over a real file input, so that it works by keyboard and on a phone. */
export function FileDrop({
  label,
  help,
  accept,
  isMultiple,
  isDisabled,
  onFiles,
}: {
  label: ReactNode
  help?: ReactNode
  accept?: string
  isMultiple?: boolean
  isDisabled?: boolean
  onFiles: (files: File[]) => void
}) {
  const id = useId()
  const [isOver, setIsOver] = useState(false)
  const over = (event: React.DragEvent, is: boolean) => {
    event.preventDefault()
    setIsOver(is && !isDisabled)
  }
  return (
    <label
      className={clsx('file-drop', isOver && 'file-drop-over', isDisabled && 'file-drop-off')}
      htmlFor={id}
      onDragOver={(event) => over(event, true)}
      onDragLeave={(event) => over(event, false)}
      onDrop={(event) => {
        over(event, false)
        const files = [...event.dataTransfer.files]
        if (!isDisabled && files.length > 0) onFiles(isMultiple ? files : files.slice(0, 1))
      }}
    >
      <Icon name="upload" />
      <span>{label}</span>
      {help && <small>{help}</small>}
      <input
        id={id}
        type="file"
        className="sr-only"
        accept={accept}
        multiple={isMultiple}
        disabled={isDisabled}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          event.target.value = '' // the same file may be chosen again
          if (files.length > 0) onFiles(files)
        }}
      />
    </label>
  )
}
