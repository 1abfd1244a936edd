'use client'
import { Field, fieldProps } from '@/components/ui/field'

const HEX = /^#[0-9a-f]{6}$/

/** A colour, typed or picked. Empty means computed, where the caller allows that. */
export function ColourInput({
  id,
  label,
  pick,
  value,
  placeholder,
  error,
  onChange,
}: {
  id: string
  label: string
  pick: string
  value: string
  placeholder?: string
  error?: string
  onChange: (value: string) => void
}) {
  return (
    <Field id={id} label={label} error={error}>
      <span className="input">
        <span className="studio-swatch" style={{ background: HEX.test(value) ? value : 'var(--line)' }}>
          <input
            type="color"
            aria-label={`${label}: ${pick}`}
            value={HEX.test(value) ? value : '#000000'}
            onChange={(event) => onChange(event.target.value)}
          />
        </span>
        <input
          {...fieldProps(id, { error })}
          className="mono"
          value={value}
          placeholder={placeholder}
          maxLength={7}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value.toLowerCase().trim())}
        />
      </span>
    </Field>
  )
}
