import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineEndpoint } from './define-endpoint'
import { openApi } from './openapi'

const ENDPOINTS = [
  defineEndpoint({
    method: 'POST',
    path: '/notes/{id}/lines',
    name: 'addLine',
    summary: 'Add a line',
    tag: 'notes',
    auth: { tenant: 'people:write' },
    params: z.object({ id: z.uuid() }),
    query: z.strictObject({ dryRun: z.stringbool().optional() }),
    body: z.strictObject({ text: z.string().default('x') }),
    output: z.object({ id: z.uuid(), at: z.iso.datetime() }),
    status: 201,
    run: async () => ({ id: '', at: '' }),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/tenants',
    name: 'listTenants',
    summary: 'Tenants',
    tag: 'tenants',
    auth: { operator: 'any' },
    output: z.array(z.string()),
    run: async () => [],
  }),
]
const document = openApi(ENDPOINTS, 'tenant', { title: 'Acme', server: 'http://acme.example.test/api/v1' })

test('the document of an audience is valid OpenAPI 3.1', async () => {
  const result = await new Validator().validate(structuredClone(document))
  expect(result.errors).toBeUndefined()
  expect(result.valid).toBe(true)
})

test('a broken document is not', async () => {
  const broken = { ...structuredClone(document), paths: { '/x': { get: { responses: 'none' } } } }
  expect((await new Validator().validate(broken)).valid).toBe(false)
})

test('it names no endpoint of the other audience', () => {
  expect(Object.keys(document.paths as object)).toEqual(['/notes/{id}/lines'])
})

test('input is described as it is sent, output as it is answered', () => {
  const { post } = (document.paths as Record<string, Record<string, Record<string, unknown>>>)['/notes/{id}/lines']!
  expect(post).toMatchObject({
    operationId: 'addLine',
    parameters: [
      { name: 'id', in: 'path', required: true },
      { name: 'dryRun', in: 'query', required: false },
      { name: 'Idempotency-Key', in: 'header' },
    ],
    requestBody: { content: { 'application/json': { schema: { properties: { text: { type: 'string', default: 'x' } } } } } },
    responses: { 201: { content: { 'application/json': { schema: { required: ['id', 'at'] } } } } },
  })
})
