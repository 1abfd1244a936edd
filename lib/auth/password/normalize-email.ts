/** The one spelling under which accounts are kept and looked up. */
export const normalizeEmail = (email: string) => email.trim().toLowerCase()
