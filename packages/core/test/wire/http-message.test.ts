import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readHttpRequest } from '../../src/wire/http-message.ts'
import { statusText } from '../../src/wire/status-text.ts'

/** A message in short: method, target, fields, body; or what is wrong with which line. */
function read(text: string): readonly unknown[] {
  const message = readHttpRequest(Buffer.from(text, 'latin1'))
  if ('line' in message) return [message.wrong, message.line]
  const { method, target, headers, body } = message
  return [method, target, headers, Buffer.from(body).toString('latin1')]
}

/** What is left of a body of that length. */
function bodyFor(length: string, body: string): unknown {
  return read(`PUT a\nContent-Length: ${length}\n\n${body}`)[3]
}

describe('a request inside a part', () => {
  const good: readonly (readonly [what: string, text: string, expected: readonly unknown[]])[] = [
    ['is read', 'GET /a HTTP/1.1\r\nA: b\r\n\r\n', ['GET', '/a', [['a', 'b']], '']],
    ['may end behind its first line', 'GET /a HTTP/1.1', ['GET', '/a', [], '']],
    ['may have no version', 'GET /a\n', ['GET', '/a', [], '']],
    ['may have an odd version', 'GET  /a   http/2  \n', ['GET', '/a', [], '']],
    ['may have spaces in its target', 'GET a b HTTP/1.1\n', ['GET', 'a b', [], '']],
    ['may be called like a version', 'GET HTTP/1.1 HTTP/1.1\n', ['GET', 'HTTP/1.1', [], '']],
    ['may have empty lines before it', '\r\n\n\r\nGET a\r\n', ['GET', 'a', [], '']],
    ['may have no empty line behind its fields', 'GET a\nA: b', ['GET', 'a', [['a', 'b']], '']],
    ['has a body', 'PUT a\n\n\n{}\r\n', ['PUT', 'a', [], '\n{}\r\n']],
    ['has no body of line breaks', 'PUT a\n\n\r\n\n', ['PUT', 'a', [], '']],
  ]
  for (const [what, text, expected] of good) {
    it(what, () => assert.deepEqual(read(text), expected))
  }

  it('has a length that takes away line breaks only', () => {
    assert.equal(bodyFor('2', '{}\r\n\n'), '{}')
    assert.equal(bodyFor('2', '\r\n'), '\r\n')
    assert.equal(bodyFor('1', '{}\r\n'), '{}\r\n')
    assert.equal(bodyFor('5', '{}'), '{}')
    assert.equal(bodyFor('0', '{}'), '{}')
    assert.equal(bodyFor('0', '\n'), '')
    assert.equal(bodyFor('-2', '{}\n'), '{}\n')
    assert.equal(bodyFor('2e0', '{}\n'), '{}\n')
  })

  it('is none without a target', () => {
    assert.deepEqual(read('GET'), ['request-line', 'GET'])
    assert.deepEqual(read(''), ['request-line', ''])
    assert.deepEqual(read(' GET a'), ['request-line', ' GET a'])
    assert.deepEqual(read('GET HTTP/1.1'), ['request-line', 'GET HTTP/1.1'])
  })

  it('is none with a line that is no field', () => {
    assert.deepEqual(read('GET a\nA b\n'), ['form', 'A b'])
    assert.deepEqual(read('GET a\nA: \0\n'), ['character', 'A: \0'])
  })
})

describe('a reason phrase', () => {
  it('is never missing', () => {
    assert.equal(statusText(404), 'Not Found')
    assert.equal(statusText(499), 'Client Error')
    assert.equal(statusText(999), 'Unknown')
    for (let status = 100; status < 1000; status += 1) assert.match(statusText(status), /^[A-Z]/)
  })
})
