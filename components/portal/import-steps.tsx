import { Icon } from '@/components/ui/icon'

export type StepWords = { steps: string; stepUpload: string; stepColumns: string; stepCheck: string; stepImport: string }

/** 0 upload, 1 columns, 2 check, 3 import; 4 when all is done. */
export function ImportSteps({ current, words }: { current: number; words: StepWords }) {
  return (
    <ol className="steps" aria-label={words.steps}>
      {[words.stepUpload, words.stepColumns, words.stepCheck, words.stepImport].map((label, index) => (
        <li key={label} className={index < current ? 'done' : undefined} aria-current={index === current ? 'step' : undefined}>
          {index < current ? <Icon name="check" size="s" /> : `${index + 1} `}
          {label}
        </li>
      ))}
    </ol>
  )
}
