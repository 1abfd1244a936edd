const HANGUL = /^[가-힣]{2,4}$/

/** 'Grace Kim' -> 'GK'; a Hangul name shows the given name, which comes last: '김서연' -> '서연'. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const [first, last] = [words[0], words.at(-1)]
  if (!first || !last) return ''
  if (words.length === 1 && HANGUL.test(first)) return first.length > 2 ? first.slice(1, 3) : first
  if (words.length === 1) return [...first].slice(0, 2).join('').toUpperCase()
  return `${[...first][0]}${[...last][0]}`.toUpperCase()
}
