import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { TargetRules } from '../../src/model/target.ts'
import { resolveTarget } from '../../src/model/target.ts'
import { runLinear } from '../support/linear-time.ts'

const fromBase: TargetRules = { base: '/v2/api', relativeTo: 'base' }
const fromRoot: TargetRules = { base: '/v2/api', relativeTo: 'root' }
const lenient: TargetRules = { ...fromBase, encodedSlash: true }

function accepted(targets: readonly string[], rules: TargetRules = fromBase): readonly string[] {
  return targets.filter((target) => resolveTarget(target, rules).ok)
}

function pathOf(target: string, rules: TargetRules = fromBase): string {
  const resolved = resolveTarget(target, rules)
  return resolved.ok ? resolved.path : assert.fail(`${target}: ${resolved.problem}`)
}

function problemOf(target: string, rules: TargetRules = fromBase): string {
  const resolved = resolveTarget(target, rules)
  return resolved.ok ? assert.fail(`${target} was accepted`) : resolved.problem
}

describe('a target relative to the base', () => {
  it('is put behind it, with or without a slash', () => {
    assert.equal(pathOf('/users'), '/v2/api/users')
    assert.equal(pathOf('users'), '/v2/api/users')
  })

  it('may be the base itself with a slash', () => {
    assert.equal(pathOf('/'), '/v2/api/')
  })

  it('may be anything below an empty base', () => {
    assert.equal(pathOf('a', { base: '', relativeTo: 'base' }), '/a')
    assert.equal(pathOf('/a', { base: '', relativeTo: 'base' }), '/a')
  })

  it('keeps the bytes of every legal spelling', () => {
    const legal = [
      '/users/1?x=1&x=%20',
      '/%41%7e%c3%a9',
      "/a-._~!$&'()*+,;=:@",
      '/a;v=1/b;w',
      '/a//b///c',
      '/...',
      '/.hidden',
      '/a.b.',
      '/..a',
      '/a..',
      '/.a.',
      '/a%2eb',
      '/%2ehidden',
      '/a%25b',
      '/{id}|"<>^`[]',
      '/a?',
      '/a?/../../x',
      '/a?b=//host\u{7e}?c',
      '/a?%2e%2e/%2f',
      '/http://x',
      '/a:b',
    ]
    assert.deepEqual(
      legal.map((target) => pathOf(target)),
      legal.map((target) => `/v2/api${target}`),
    )
  })
})

describe('a target relative to the root', () => {
  it('must begin with the base', () => {
    assert.equal(pathOf('/v2/api/users?x', fromRoot), '/v2/api/users?x')
    assert.equal(pathOf('v2/api/users', fromRoot), '/v2/api/users')
    assert.equal(pathOf('/v2/api/', fromRoot), '/v2/api/')
  })

  it('is refused elsewhere, with the base in the message', () => {
    const outside = [
      '/',
      '/v2',
      '/v2/api',
      '/v2/apis/x',
      '/V2/api/x',
      '/v2//api/x',
      '/%76%32/api/x',
    ]
    assert.deepEqual(accepted(outside, fromRoot), [])
    assert.match(problemOf('/v2', fromRoot), /must begin with \/v2\/api\//)
  })

  it('is refused when only its query is below the base', () => {
    assert.deepEqual(accepted(['?/v2/api/', '/v2/api?/v2/api/x'], fromRoot), [])
  })
})

describe('what names another place', () => {
  it('is refused: schemes and hosts', () => {
    const hosts = [
      'http://evil/',
      'https:evil',
      'HTTP:/x',
      'file:///etc/passwd',
      'javascript:1',
      'a+b-c.d:x',
      '//evil',
      '//evil/v2/api/',
      '///evil',
      '\\\\evil',
      '/\\evil',
      '\\/evil',
      'http:\\\\evil',
      '//user:pass@evil/',
    ]
    assert.deepEqual(accepted(hosts), [])
    assert.deepEqual(accepted(hosts, fromRoot), [])
  })

  it('is taken for a path where it cannot be a host', () => {
    assert.equal(pathOf('user@evil:80/'), '/v2/api/user@evil:80/')
  })

  it('is refused: fragments', () => {
    assert.deepEqual(accepted(['/a#b', '#', '/a?b#c']), [])
  })

  it('is refused: no path at all', () => {
    assert.deepEqual(accepted(['', '?', '?a=1']), [])
  })
})

describe('characters', () => {
  it('are refused where they split requests or log lines', () => {
    const wrong = Array.from({ length: 33 }, (_, code) => `/a${String.fromCharCode(code)}b`)
    assert.deepEqual(accepted([...wrong, '/a\x7fb', '/a?b\r\nc', '/a?b c', ' /a', '/a ']), [])
  })

  it('are refused beyond ASCII, in path and query', () => {
    assert.deepEqual(accepted(['/é', '/a?é', '/\x80', '/\ud800', '/😀', '/\u2024\u2024/']), [])
  })

  it('are refused when they are backslashes', () => {
    assert.deepEqual(accepted(['/a\\b', '/..\\..\\', '/a?\\']), [])
  })

  it('are refused as broken percent escapes, in path and query', () => {
    assert.deepEqual(accepted(['/%', '/%4', '/%zz', '/%u0041', '/a?%', '/a?b=%x1', '/%%41']), [])
  })

  it('are named with their position', () => {
    assert.match(problemOf('/a b'), /space at position 2/)
    assert.match(problemOf('/a\0b'), /control character \(0x00\) at position 2/)
    assert.match(problemOf('/a%4'), /percent escape at position 2/)
    assert.match(problemOf('/é'), /beyond ASCII at position 1/)
  })
})

describe('dot segments', () => {
  it('are refused in every encoding', () => {
    const dots = [
      '..',
      '/..',
      '/.',
      './a',
      '/a/..',
      '/a/../b',
      '/a/./b',
      '/%2e',
      '/%2e%2e/',
      '/%2E./a',
      '/.%2e',
      '/%252e%252e/',
      '/%25252e%25252e',
      '/%25%32%65%25%32%65',
      '/..;/a',
      '/..;x=1/a',
      '/..%3b/a',
      '/%2e%2e%3bx/a',
      '/..%253bx/a',
      '/..%20/a',
      '/..%09/',
      '/%20../a',
      '/..%c2%a0/',
      '/%c0%ae%c0%ae/',
      '/%e0%80%ae/',
      '/%f0%80%80%ae/',
      '/%ef%bc%8e%ef%bc%8e/',
      '/%e2%80%a4%e2%80%a4/',
      '/%e2%80%a5/',
    ]
    assert.deepEqual(accepted(dots), [])
    assert.deepEqual(accepted(dots, lenient), [])
  })

  it('are refused when a server that decodes first would see a query or fragment behind them', () => {
    const dots = ['/..%3fx', '/..%3f', '/%2e%2e%253fx', '/..%23x', '/%2e%2e%23']
    assert.deepEqual(accepted(dots), [])
  })

  it('are refused when a URL parser would see them that drops tabs and line breaks', () => {
    assert.deepEqual(accepted(['/.%0d./', '/%2e%0a%2e', '/.%09.', '/%0a..', '/.%250d.']), [])
  })

  it('are refused when a server that stops at NUL would see them', () => {
    assert.deepEqual(accepted(['/..%00', '/..%00x', '/%2e%2e%2500'], lenient), [])
  })

  it('are refused behind the base when the target is relative to the root', () => {
    const dots = ['/v2/api/..', '/v2/api/../x', '/v2/api/%2e%2e/x', '/v2/api/..;/x']
    assert.deepEqual(accepted(dots, fromRoot), [])
  })

  it('mean nothing in a query', () => {
    assert.equal(pathOf('/a?x=../..&y=%2e%2e'), '/v2/api/a?x=../..&y=%2e%2e')
  })
})

describe('encoded slashes', () => {
  const encoded = ['/a%2fb', '/a%2Fb', '/a%5cb', '/a%00b', '/a%252fb', '/%25255c', '/a%2500']

  it('are refused inside a segment', () => {
    assert.deepEqual(accepted(encoded), [])
  })

  it('stand as written where the endpoint allows them', () => {
    assert.deepEqual(
      encoded.map((target) => pathOf(target, lenient)),
      encoded.map((target) => `/v2/api${target}`),
    )
  })

  it('do not hide dot segments where they are allowed', () => {
    const hidden = ['/a%2f..%2f..', '/..%2f', '/..%5cx', '/%2e%2e%252fx', '/a%2f%2e', '/%5c..;']
    assert.deepEqual(accepted(hidden, lenient), [])
  })
})

describe('every accepted target', () => {
  const piece = fc.oneof(
    fc.constantFrom('/', '/', '..', '.', '%2e', '%2E', '%252e', '%25', '25', '2e', '%2f', '%5c'),
    fc.constantFrom(
      ';',
      '%3b',
      '%253b',
      '?',
      '%3f',
      '%253F',
      '%23',
      '%20',
      '%09',
      '%0d',
      '%00',
      'a',
    ),
    fc.constantFrom('\\', '//', 'http:', '@', ':', '#', '%c0%ae', '%ef%bc%8e', '%e3%80%82', '%ff'),
    fc.string({ unit: 'grapheme-ascii', maxLength: 2 }),
  )
  const target = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(''))
  const base = '/v2/api'

  function eachAccepted(rules: TargetRules, check: (path: string) => void): void {
    let count = 0
    const property = fc.property(target, (raw) => {
      const text = rules.relativeTo === 'root' ? `${base}/${raw}` : raw
      const resolved = resolveTarget(text, rules)
      if (!resolved.ok) return
      count += 1
      check(resolved.path)
    })
    fc.assert(property, { numRuns: 3000 })
    assert.ok(count > 100, `only ${count} targets were accepted`)
  }

  const stays = (path: string): void => {
    const url = new URL(path, 'http://h')
    assert.equal(url.origin, 'http://h')
    assert.ok(url.pathname.startsWith(`${base}/`), `${path} becomes ${url.href}`)
  }

  const decodeFully = (path: string): string => {
    const decoded = path.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
    return decoded === path ? path : decodeFully(decoded)
  }

  it('stays below the base for a WHATWG URL parser', () => {
    eachAccepted(fromBase, stays)
  })

  it('stays below the base for one that is relative to the root', () => {
    eachAccepted(fromRoot, stays)
  })

  it('stays below the base for a server that decodes the path to a fixed point first', () => {
    eachAccepted(fromBase, (path) => stays(decodeFully(path.replace(/\?.*$/s, ''))))
  })

  it('stays below the base for such a server where encoded slashes are allowed', () => {
    eachAccepted(lenient, (path) => stays(decodeFully(path.replace(/\?.*$/s, ''))))
  })

  it('stays below the base for a server that cuts parameters off its segments', () => {
    eachAccepted(fromBase, (path) =>
      stays(decodeFully(path.replace(/\?.*$/s, '')).replace(/;[^/]*/g, '')),
    )
  })

  it('has the bytes that the caller wrote', () => {
    fc.assert(
      fc.property(target, (raw) => {
        const resolved = resolveTarget(raw, fromBase)
        if (resolved.ok) assert.ok(resolved.path.endsWith(raw))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a long target', () => {
  it('is checked without time by the square of its length', () => {
    const target = `/%${'25'.repeat(200_000)}41`
    assert.doesNotThrow(() => runLinear(() => resolveTarget(target, fromBase)))
  })

  it('is checked to its end', () => {
    assert.deepEqual(accepted([`/${'a/'.repeat(100_000)}..`]), [])
  })
})
