import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { LinkedBatch, LinkedPart } from '../support/linked-dialect.ts'
import { postLinked, wordsOf } from '../support/linked-dialect.ts'
import { createManualDispatch } from '../support/manual-dispatch.ts'
import { answered, failed } from '../support/model.ts'

/** Parts by their ids, each with what it waits for: `{ a: '', b: 'a', c: 'a b' }`. */
function linked(graph: Readonly<Record<string, string>>): readonly LinkedPart[] {
  return Object.entries(graph).map(([id, needed]) => ({
    id,
    dependsOn: needed.split(' ').filter(Boolean),
  }))
}

/** Runs a batch; its parts are answered in the order of `answers`, with these statuses. */
async function trace(
  batch: LinkedBatch,
  answers: readonly (readonly [index: number, status: number])[],
): Promise<{ readonly waves: readonly (readonly number[])[]; readonly words: readonly string[] }> {
  const api = createManualDispatch()
  const answer = postLinked(batch, api.dispatch)
  await setImmediate()
  const waves = [[...api.open]]
  for (const [index, status] of answers) {
    await api.answer(index, answered(status))
    waves.push([...api.open])
  }
  return { waves, words: wordsOf(await answer) }
}

describe('a part that waits for others', () => {
  it('starts when all of them have succeeded', async () => {
    const parts = linked({ a: '', b: '', c: 'a b' })
    const { waves, words } = await trace({ parts }, [
      [1, 200],
      [0, 201],
      [2, 204],
    ])
    assert.deepEqual(waves, [[0, 1], [0], [2], []])
    assert.deepEqual(words, ['201', '200', '204'])
  })

  it('shares what it waits for with others', async () => {
    const parts = linked({ a: '', b: 'a', c: 'a', d: 'b c' })
    const { waves } = await trace({ parts }, [
      [0, 200],
      [2, 200],
      [1, 200],
      [3, 200],
    ])
    assert.deepEqual(waves, [[0], [1, 2], [1], [3], []])
  })

  it('is skipped when one of them fails, and so is what waits for it', async () => {
    const parts = linked({ a: '', b: '', c: 'a b', d: 'c', e: 'b' })
    const { waves, words } = await trace({ parts }, [
      [0, 409],
      [1, 200],
      [4, 200],
    ])
    assert.deepEqual(waves, [[0, 1], [1], [4], []])
    assert.deepEqual(words, ['409', '200', '424 by 0', '424 by 0', '200'])
  })

  it('is skipped when what it waits for never came to an answer', async () => {
    const answer = await postLinked({ parts: linked({ a: '', b: 'a' }) }, () =>
      Promise.resolve(failed()),
    )
    assert.deepEqual(wordsOf(answer), ['502', '424 by 0'])
  })

  it('is skipped when what it waits for was refused before the run', async () => {
    const parts = [{ id: 'a', method: 'DELETE' }, { dependsOn: ['a'] }]
    const rules = [{ deny: 'DELETE /**' }] as const
    const answer = await postLinked({ parts }, () => assert.fail('ran'), { rules })
    assert.deepEqual(wordsOf(answer), ['403', '424 by 0'])
  })

  it('waits for a later one where the dialect allows that', async () => {
    const parts = linked({ a: 'c', b: '', c: '' })
    const { waves, words } = await trace({ parts, forward: 'allowed' }, [
      [1, 200],
      [2, 200],
      [0, 200],
    ])
    assert.deepEqual(waves, [[1, 2], [2], [0], []])
    assert.deepEqual(words, ['200', '200', '200'])
  })
})

describe('a part that waits for others, in an order', () => {
  it('lets those go on that follow it in a serial batch when it is skipped', async () => {
    const parts = linked({ a: '', b: 'a', c: '' })
    const { waves, words } = await trace({ parts, order: 'serial' }, [
      [0, 500],
      [2, 200],
    ])
    assert.deepEqual(waves, [[0], [2], []])
    assert.deepEqual(words, ['500', '424 by 0', '200'])
  })

  it('is put behind what it waits for where one follows the other', async () => {
    const parts = linked({ a: 'c', b: '', c: '' })
    const { waves } = await trace({ parts, order: 'serial', forward: 'allowed' }, [
      [2, 200],
      [0, 200],
      [1, 200],
    ])
    assert.deepEqual(waves, [[2], [0], [1], []])
  })

  it('is put behind what it waits for where effects keep their order', async () => {
    const parts = [
      { id: 'a', method: 'POST', dependsOn: ['c'] },
      { id: 'b', method: 'GET' },
      { id: 'c', method: 'POST' },
    ]
    const { waves } = await trace({ parts, order: 'keep-effects', forward: 'allowed' }, [
      [2, 200],
      [0, 200],
      [1, 200],
    ])
    assert.deepEqual(waves, [[2], [0], [1], []])
  })

  it('is skipped because of the part that ended the batch, where that stops at errors', async () => {
    const parts = linked({ a: '', b: '', c: 'a' })
    const { words } = await trace({ parts, stopOnError: true }, [
      [0, 200],
      [1, 500],
    ])
    assert.deepEqual(words, ['200', '500', '424 by 1'])
  })
})

describe('a batch whose parts wait for what can not be', () => {
  const refused: readonly (readonly [string, LinkedBatch, where: string, message: RegExp])[] = [
    [
      'an unknown id',
      { parts: linked({ a: '', b: 'x' }) },
      'parts[1].after',
      /names "x", which nothing/,
    ],
    [
      'an id that is there twice',
      { parts: [{ id: 'a' }, { id: 'a' }] },
      'parts[1].id',
      /is "a", and so is parts\[0\]\.id/,
    ],
    [
      'a later part',
      { parts: linked({ a: 'b', b: '' }) },
      'parts[0].after',
      /names "b", which comes later/,
    ],
    ['itself', { parts: linked({ a: 'a' }) }, 'parts[0].after', /names "a", the part itself/],
    [
      'itself by way of others',
      { parts: linked({ x: '', a: 'x b', b: 'c', c: 'a' }), forward: 'allowed' },
      'parts[1].after',
      /^waits for itself: a -> b -> c -> a$/,
    ],
    [
      'its own group',
      {
        parts: [
          { id: 'a', group: 'g' },
          { group: 'g', dependsOn: ['g'] },
        ],
      },
      'parts[1].after',
      /names "g", the group of the part itself/,
    ],
    [
      'a later group',
      { parts: [{ id: 'a', dependsOn: ['g'] }, { group: 'g' }] },
      'parts[0].after',
      /names "g", which comes later/,
    ],
    [
      'itself by way of groups',
      {
        parts: [
          { id: 'a', group: 'g', dependsOn: ['h'] },
          { id: 'b', group: 'h', dependsOn: ['c'] },
          { id: 'c', group: 'g' },
        ].toSorted((one, other) => one.group.localeCompare(other.group)),
        forward: 'allowed',
      },
      'parts[0].after',
      /^waits for itself: g -> h -> g$/,
    ],
    [
      'a group whose name is an id',
      { parts: [{ id: 'a' }, { group: 'a' }] },
      'parts[1].group',
      /is "a", and so is parts\[0\]\.id/,
    ],
    [
      'a group whose members are no neighbours',
      { parts: [{ group: 'g' }, {}, { group: 'g' }] },
      'parts[2].group',
      /is "g", whose other members stand elsewhere/,
    ],
  ]
  for (const [name, batch, where, message] of refused) {
    it(`is refused whole: ${name}`, async () => {
      const answer = await postLinked(batch, () => assert.fail('ran'))
      assert.equal(answer.status, 400)
      assert.equal(answer.refusal?.code, 'invalid-dependency')
      assert.equal(answer.refusal.where, where)
      assert.match(answer.refusal.message, message)
    })
  }

  it('shows the ends of a long cycle', async () => {
    const parts = Array.from({ length: 100 }, (_, at) => ({
      id: `p${at}`,
      dependsOn: [`p${(at + 1) % 100}`],
    }))
    const answer = await postLinked({ parts, forward: 'allowed' }, () => assert.fail('ran'))
    assert.match(
      answer.refusal?.message ?? '',
      /: p0 -> p1 -> .* -> \(81 more\) -> .* -> p99 -> p0$/,
    )
  })
})
