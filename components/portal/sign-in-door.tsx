'use client'
import { Button } from '@/components/ui/button'
import { Field, fieldProps, Input } from '@/components/ui/field'
import { Notice } from '@/components/ui/panel'
import { type FormAction, useFormAction } from './action-state'
import { SignInForm } from './sign-in-form'

type Props = {
  isOnly: boolean
  next: string
  notice?: string
  actions: { password: FormAction; provider: FormAction; choose: FormAction }
  words: Parameters<typeof SignInForm>[0]['words'] & Record<'continueWith' | 'or' | 'continue' | 'owners', string>
}

/** The company's own way first; or the address, by whose domain the way is chosen. */
export function SignInDoor({ isOnly, next, notice, actions, words }: Props) {
  const provider = useFormAction(actions.provider)
  const choice = useFormAction(actions.choose)
  const email = (choice.data as { email?: string } | undefined)?.email
  if (email !== undefined) return <SignInForm action={actions.password} next={next} email={email} words={words} />
  const failure = provider.message ?? choice.message
  return (
    <>
      {failure ? (
        <Notice tone="bad" className="mb-4">
          {failure}
        </Notice>
      ) : (
        notice && <Notice className="mb-4">{notice}</Notice>
      )}
      <form action={provider.submit} data-hard>
        <input type="hidden" name="next" value={next} />
        <Button type="submit" variant="solid" size="lg" isBlock isBusy={provider.isBusy} icon="building-2">
          {words.continueWith}
        </Button>
      </form>
      {isOnly ? (
        <p className="mt-4">
          <a className="link text-12" href="/sign-in?way=password">
            {words.owners}
          </a>
        </p>
      ) : (
        <form action={choice.submit} data-hard>
          <p className="my-4 text-center text-12 text-ink-3">{words.or}</p>
          <input type="hidden" name="next" value={next} />
          <Field id="email" label={words.email} error={choice.fields.email}>
            <Input
              {...fieldProps('email', { error: choice.fields.email })}
              name="email"
              type="email"
              size="lg"
              autoComplete="username"
              required
            />
          </Field>
          <Button type="submit" size="lg" isBlock isBusy={choice.isBusy} className="mt-4">
            {words.continue}
          </Button>
        </form>
      )}
    </>
  )
}
