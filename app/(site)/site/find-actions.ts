'use server'
import { z } from 'zod'
import { defineSiteVisitorAction } from '@/lib/actions'
import { portalOrigin } from './portal-origin'

/** Leads to a company's own address. Whether there is such a company, that address tells. */
export const findPortal = defineSiteVisitorAction({
  input: z.object({
    slug: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .max(40),
  }),
  refreshes: false,
  perform: async ({ input }) => ({ next: `${portalOrigin(input.slug)}/` }),
})
