import { Field, fieldProps, Input } from '@/components/ui/field'

/** Digits of a phone, or a recovery code, which is longer and has letters. */
export function FactorCode({ label, help, error }: { label: string; help?: string; error?: string }) {
  return (
    <Field id="code" label={label} help={help} error={error}>
      <Input
        {...fieldProps('code', { error, help })}
        name="code"
        size="lg"
        className="code-input"
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={20}
        required
        autoFocus
      />
    </Field>
  )
}
