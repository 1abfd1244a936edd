import { actorOf, systemPrincipal } from '@/lib/auth'

/** Whoever may read the master key and the database may do everything; the trail says that it was done here. */
export const cliPrincipal = systemPrincipal('cli')
export const cliActor = actorOf(cliPrincipal)
