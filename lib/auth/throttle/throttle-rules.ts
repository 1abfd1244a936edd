/**
 * A bucket lets `free` attempts pass, then makes each next one wait: baseSeconds, twice that, and so on up to capSeconds. After
 * forgetSeconds without an attempt it starts anew. Every rule has a cap, so that nobody is ever shut out for good.
 */
export type ThrottleRule = { free: number; baseSeconds: number; capSeconds: number; forgetSeconds: number }

export const RULES = {
  /** One account from one address, or from one browser that signed in to it before. */
  pair: { free: 5, baseSeconds: 10, capSeconds: 900, forgetSeconds: 3600 },
  /** One account from everywhere: many addresses guess at it together. Short waits only, because its owner feels them too. */
  account: { free: 20, baseSeconds: 1, capSeconds: 60, forgetSeconds: 3600 },
  /** One address at all accounts: a whole company may sit behind it, so it has room, and waits briefly. */
  address: { free: 100, baseSeconds: 1, capSeconds: 60, forgetSeconds: 900 },
  /** Second factors of one person: at the cap 96 guesses a day at three valid codes of a million. */
  totp: { free: 5, baseSeconds: 10, capSeconds: 900, forgetSeconds: 3600 },
  /** Mails with reset links to one address of a person; those beyond are dropped without a word. */
  resetMail: { free: 3, baseSeconds: 600, capSeconds: 3600, forgetSeconds: 7200 },
  /** Companies that sign themselves up from one address. */
  signUpAddress: { free: 5, baseSeconds: 600, capSeconds: 3600, forgetSeconds: 86_400 },
  /** All of them together: what the service opens by itself, whoever asks from however many addresses. */
  signUpAll: { free: 300, baseSeconds: 1, capSeconds: 60, forgetSeconds: 3600 },
  /** Ways to the company's provider that one address asks for: a whole company may sit behind it. */
  ssoAddress: { free: 200, baseSeconds: 1, capSeconds: 60, forgetSeconds: 900 },
  /** Tokens of a directory that are not right, from one address. */
  scimAddress: { free: 20, baseSeconds: 1, capSeconds: 60, forgetSeconds: 900 },
  /** Requests for reset links from one address. */
  resetAddress: { free: 30, baseSeconds: 10, capSeconds: 600, forgetSeconds: 3600 },
} as const satisfies Record<string, ThrottleRule>
