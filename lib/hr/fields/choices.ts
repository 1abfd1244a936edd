import type { Choice, Labels } from './custom-field.schema'

/** Gives each new choice a value of its own, made of its label where that has letters. */
export function completeChoices(choices: readonly { value?: string | undefined; labels: Labels }[]): Choice[] {
  const taken = new Set(choices.flatMap(({ value }) => value ?? []))
  return choices.map(({ value, labels }) => {
    if (value !== undefined) return { value, labels }
    const base =
      (labels.en ?? '')
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '_')
        .replace(/^_|_$/g, '')
        .slice(0, 40) || 'choice'
    let made = base
    for (let n = 2; taken.has(made); n++) made = `${base}_${n}`
    taken.add(made)
    return { value: made, labels }
  })
}
