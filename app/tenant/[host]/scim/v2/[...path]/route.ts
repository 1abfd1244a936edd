import { answerScim } from './answer-scim'

// Directories speak to the tenant's own host. The token decides; a session of a browser means nothing here.
export { answerScim as DELETE, answerScim as GET, answerScim as PATCH, answerScim as POST, answerScim as PUT }
