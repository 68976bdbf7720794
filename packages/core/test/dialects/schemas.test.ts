import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { BatchError, BodyDescription, DialectDescription } from '@batchway/core'
import { builtInDialects } from '@batchway/core'
import type { Fixture } from '../support/fixture.ts'
import { endpointOf, fieldOf, fixturesOf, outerOf, refusalOf } from '../support/schema-fixtures.ts'
import { isBeyondSchema } from '../support/schema-limits.ts'
import { brokenOf, valuesOf } from '../support/schema-values.ts'
import { closed, judgeOf } from '../support/strict-schema.ts'

function descriptionFor(fixture: Fixture): DialectDescription {
  const { dialect, limits } = endpointOf(fixture)
  return dialect.describe?.(limits) ?? assert.fail(`${dialect.name} does not describe itself`)
}

function firstOf(dialect: string): Fixture {
  const [fixture] = fixturesOf(dialect)
  assert.ok(fixture)
  return fixture
}

function jsonOf(bodies: readonly BodyDescription[]): BodyDescription | undefined {
  return bodies.find(({ mediaType }) => mediaType === 'application/json')
}

function isJson(type: string | undefined): boolean {
  return /^application\/json\b/i.test(type ?? '')
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** Why a description and a reader disagree; undefined where they don't. */
function disagreement(
  problem: string | undefined,
  refusal: BatchError | undefined,
): string | undefined {
  if (refusal === undefined) return problem && `the reader takes it, the schema says: ${problem}`
  if (problem !== undefined || isBeyondSchema(refusal)) return undefined
  return `the schema takes it, the reader says: ${refusal.where ?? ''} ${refusal.message}`
}

/** What the schemas say is wrong with the query of a fixture. */
function problemOfQuery(
  { parameters = [] }: DialectDescription,
  query: string,
): string | undefined {
  const given = new URLSearchParams(query)
  return parameters
    .filter((parameter) => parameter.in === 'query')
    .flatMap(({ name, schema }) => given.getAll(name).map((value) => judgeOf(schema)(value)))
    .find((problem) => problem !== undefined)
}

/** What schema and reader disagree about in a fixture; undefined where there is no JSON in it. */
async function judgeRequest(fixture: Fixture): Promise<readonly string[] | undefined> {
  const { dialect, limits } = endpointOf(fixture)
  const description = descriptionFor(fixture)
  const schema = jsonOf(description.request)?.schema
  const isCoded = fieldOf(fixture.request, 'content-encoding') !== undefined
  if (schema === undefined || isCoded) return undefined
  if (!isJson(fieldOf(fixture.request, 'content-type'))) return undefined
  const outer = outerOf(fixture)
  const bytes = Buffer.from(fixture.request.body, 'latin1')
  const refusal = await refusalOf(dialect, bytes, outer, limits)
  const parsed = parse(bytes.toString())
  if (parsed === undefined) return refusal === undefined ? ['the reader takes what is no JSON'] : []
  const problem = judgeOf(schema)(parsed.value) ?? problemOfQuery(description, outer.query)
  return disagreement(problem, refusal)?.split('\n') ?? []
}

function judgeAnswer(fixture: Fixture): readonly string[] {
  const { request, response } = fixture
  // What other methods are answered with is no answer to a batch.
  if (!request.start.startsWith('POST ')) return []
  const description = descriptionFor(fixture)
  const status = Number(response.start.split(' ')[1])
  if (!isJson(fieldOf(response, 'content-type'))) return []
  const body = status === 200 ? jsonOf(description.answer) : description.error
  if (body === undefined) return ['an answer in JSON is not described']
  const value: unknown = JSON.parse(Buffer.from(response.body, 'latin1').toString())
  const problem = judgeOf(closed(body.schema))(value)
  const { errorStatuses = [status] } = description
  if (status !== 200 && !errorStatuses.includes(status)) return [`${status} is not described`]
  return problem === undefined ? [] : [problem]
}

for (const { name } of builtInDialects) {
  describe(`the description of ${name}`, () => {
    it('agrees with the reader about every batch in JSON of the fixtures', async () => {
      const problems: string[] = []
      let judged = 0
      for (const fixture of fixturesOf(name)) {
        const found = await judgeRequest(fixture)
        if (found !== undefined) judged += 1
        for (const problem of found ?? []) problems.push(`${fixture.name}: ${problem}`)
      }
      assert.deepEqual(problems, [])
      const hasJson = jsonOf(descriptionFor(firstOf(name)).request) !== undefined
      assert.equal(judged > 50, hasJson)
    })

    it('has every answer and error document in JSON of the fixtures', () => {
      const problems = fixturesOf(name).flatMap((fixture) =>
        judgeAnswer(fixture).map((problem) => `${fixture.name}: ${problem}`),
      )
      assert.deepEqual(problems, [])
    })

    it('has examples that its schemas and its reader take', async () => {
      const fixture = firstOf(name)
      const { dialect, limits } = endpointOf(fixture)
      const { request, answer, error } = descriptionFor(fixture)
      for (const { schema, example } of [...request, ...answer, error]) {
        assert.equal(judgeOf(closed(schema))(example), undefined)
      }
      for (const { mediaType, example } of request) {
        const isText = typeof example === 'string'
        const type = isText ? `${mediaType}; boundary=b` : mediaType
        assert.ok(dialect.accepts(type))
        const headers = [['content-type', type] as const, ['x-dw-client-id', 'c'] as const]
        const outer = { ...outerOf(fixture), method: 'POST', query: '', headers }
        const body = Buffer.from(isText ? example : JSON.stringify(example))
        assert.equal((await refusalOf(dialect, body, outer, limits))?.message, undefined)
      }
    })
  })
}

const jsonDialects = builtInDialects.filter(
  ({ name }) => jsonOf(descriptionFor(firstOf(name)).request) !== undefined,
)

for (const { name } of jsonDialects) {
  describe(`the schema of ${name}`, () => {
    const fixture = firstOf(name)
    const { dialect, limits } = endpointOf(fixture)
    const schema = jsonOf(descriptionFor(fixture).request)?.schema ?? {}
    const judge = judgeOf(schema)
    const headers = [['content-type', 'application/json'] as const]
    const outer = { ...outerOf(fixture), method: 'POST', query: '', headers }

    async function check(value: unknown): Promise<void> {
      const body = Buffer.from(JSON.stringify(value))
      const refusal = await refusalOf(dialect, body, outer, limits)
      assert.equal(disagreement(judge(value), refusal), undefined, body.toString())
    }

    it('agrees with the reader about values made from it', async () => {
      await fc.assert(fc.asyncProperty(valuesOf(schema), check), { numRuns: 500 })
    })

    it('agrees with the reader about values made from it that have one fault', async () => {
      const values = valuesOf(schema).chain(brokenOf)
      await fc.assert(fc.asyncProperty(values, check), { numRuns: 1000 })
    })
  })
}
