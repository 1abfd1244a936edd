import { AppError } from '@/lib/core'

export const PASSWORD_LENGTH_MIN = 10
export const PASSWORD_LENGTH_MAX = 200

// The ones that guessing starts with, of those that are long enough.
const COMMON = new Set(
  (
    '1234567890 12345678910 123456789a 1q2w3e4r5t 1qaz2wsx3edc 0123456789 9876543210 0987654321 qwertyuiop qwerty12345 qwerty123456 ' +
    'qwer1234qwer asdfghjkl1 asdfasdfasdf password12 password123 password1234 passw0rd123 iloveyou12 iloveyou123 abcdefghij ' +
    'abcd1234567 abc123456789 q1w2e3r4t5 zaq12wsxcde welcome123 welcome1234 letmein123 changeme123 administrator dkssudgktpdy'
  ).split(' '),
)

/** Throws `invalid_input` for the field `password`, with words on how to do it right. */
export function checkNewPassword(password: string, owner: { email: string }): void {
  const length = [...password].length
  if (length < PASSWORD_LENGTH_MIN) throw refusal('passwordShort', `Use ${PASSWORD_LENGTH_MIN} characters or more.`, PASSWORD_LENGTH_MIN)
  if (length > PASSWORD_LENGTH_MAX) throw refusal('passwordLong', `Use ${PASSWORD_LENGTH_MAX} characters or fewer.`, PASSWORD_LENGTH_MAX)
  const plain = password.normalize('NFKC').toLowerCase()
  if (plain.trim() === owner.email.toLowerCase()) throw refusal('passwordIsEmail', 'Use something other than the e-mail address.')
  if (COMMON.has(plain) || new Set(plain).size < 4) {
    throw refusal('passwordCommon', 'This password is among the first that are guessed. Three or four unrelated words are hard to guess.')
  }
}

function refusal(name: string, message: string, count = 0): AppError {
  return new AppError('invalid_input', { message, fields: { password: message }, key: `auth.errors.${name}`, values: { count } })
}
