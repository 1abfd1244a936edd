'use server'
import { z } from 'zod'
import { defineMemberAction } from '@/lib/actions'
import { discardBrandingDraft, publishBranding, rollBackBranding, saveBrandingDraft } from '@/lib/lifecycle'
import { BrandFields } from '@/lib/portal'

export const publishBrand = defineMemberAction({
  input: z.object({ fields: BrandFields, basedOn: z.number().int().positive() }),
  permission: 'branding:write',
  perform: ({ input, principal, tenant, requestId }) =>
    publishBranding(principal, { ...input.fields, basedOn: input.basedOn, tenantId: tenant.id, requestId }),
})

export const saveBrandDraft = defineMemberAction({
  input: z.object({ fields: BrandFields }),
  permission: 'branding:write',
  refreshes: false, // the page that works at the draft knows it already
  perform: ({ input, principal, tenant }) => saveBrandingDraft(principal, { tenantId: tenant.id, fields: input.fields }),
})

export const discardBrandDraft = defineMemberAction({
  input: z.object({}),
  permission: 'branding:write',
  perform: ({ principal, tenant }) => discardBrandingDraft(principal, tenant.id),
})

export const rollBackBrand = defineMemberAction({
  input: z.object({ version: z.number().int().positive() }),
  permission: 'branding:write',
  perform: ({ input, principal, tenant, requestId }) =>
    rollBackBranding(principal, { version: input.version, tenantId: tenant.id, requestId }),
})
