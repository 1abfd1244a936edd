'use client'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/field'
import type { Labels } from '@/lib/hr/fields/custom-field.schema'

type Draft = { value?: string; labels: Labels }

/** One row a choice, with its name in each language. What people have keeps its value, whatever its name becomes. */
export function ChoiceEditor({
  choices,
  onChange,
  error,
  words,
}: {
  choices: Draft[]
  onChange: (choices: Draft[]) => void
  error?: string
  words: Record<'choices' | 'choiceEn' | 'choiceKo' | 'addChoice' | 'removeChoice', string>
}) {
  const set = (index: number, labels: Labels) => onChange(choices.map((each, at) => (at === index ? { ...each, labels } : each)))
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="field-label mb-1.5">{words.choices}</legend>
      {choices.map(({ value, labels }, index) => (
        <span key={value ?? `new-${index}`} className="row gap-2">
          {(['en', 'ko'] as const).map((language) => {
            const label = language === 'en' ? words.choiceEn : words.choiceKo
            return (
              <Input
                key={language}
                aria-label={`${words.choices} ${index + 1}, ${label}`}
                placeholder={label}
                lang={language}
                maxLength={80}
                value={labels[language] ?? ''}
                onChange={(event) => set(index, { ...labels, [language]: event.target.value || undefined })}
              />
            )
          })}
          <Button
            variant="ghost"
            size="sm"
            isIcon
            icon="x"
            aria-label={words.removeChoice.replace('{number}', String(index + 1))}
            onClick={() => onChange(choices.filter((_, at) => at !== index))}
          />
        </span>
      ))}
      {error && <p className="help help-bad">{error}</p>}
      <Button className="self-start" size="sm" icon="plus" onClick={() => onChange([...choices, { labels: {} }])}>
        {words.addChoice}
      </Button>
    </fieldset>
  )
}
