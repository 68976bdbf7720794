import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { makeConfigFolder } from './support/command-config.ts'
import { runCommand } from './support/command.ts'

const { folder, file } = makeConfigFolder()
const batch =
  '[{"method":"POST","relative_url":"/a","body":{"n":1.0},"abort_on_fail":true},{"method":"GET","relative_url":"b"}]'

describe('batchway convert', { concurrency: 2 }, () => {
  it('writes the body alone where that says everything, bytes of bodies kept', async () => {
    const path = await file('a.json', batch)
    const { code, stdout, stderr } = await runCommand(['convert', path, '--to', 'graph'])
    assert.equal(code, 0)
    assert.equal(stderr, '')
    assert.match(stdout, /^\{"requests":\[\n\{"id":"1",.*"body":\{"n":1\.0\}\},\n/)
  })

  it('writes a head where the batch needs more than its body, unless told not to', async () => {
    const text = `POST /v2/batch?mode=serial\nAuthorization: Bearer t\n\n${batch}`
    const path = await file('b.http', text)
    const args = ['convert', path, '--to', 'odata', '--form', 'multipart']
    const whole = await runCommand(args)
    assert.match(
      whole.stdout,
      /^POST \/v2\/\$batch HTTP\/1\.1\r\nContent-Type: multipart\/mixed; boundary=\S+\r\nAuthorization: Bearer t\r\nContent-Length: \d+\r\n\r\n--batch/,
    )
    const body = await runCommand([...args, '--body-only'])
    assert.match(body.stdout, /^--batch_/)
    const back = await runCommand(['convert', '-', '--to', 'ocamba'], { input: whole.stdout })
    assert.equal(back.code, 0)
    assert.match(back.stdout, /^POST \/v2\/batch\?mode=serial HTTP\/1\.1\r\n/)
    assert.match(back.stdout, /"relative_url":"\/?a".*"body":\{"n":1\.0\},"abort_on_fail":true\}/)
  })

  it('says what is lost on standard error, and refuses it when strict', async () => {
    const path = await file(
      'c.json',
      '{"requests":[{"id":"a","method":"POST","url":"A"},{"id":"b","method":"GET","url":"$a"}]}',
    )
    const args = ['convert', path, '--from', 'odata', '--to', 'google']
    const { code, errors } = await runCommand(args)
    assert.equal(code, 0)
    assert.deepEqual(errors, [
      'lost: Part 2: its reference "$a" is sent as plain text, and not replaced.',
    ])
    const output = join(folder, 'strict.txt')
    const strict = await runCommand([...args, '--strict', '--output', output])
    assert.equal(strict.code, 2)
    assert.match(
      strict.stderr,
      /c\.json: The batch can't be written as google: Part 2: its reference/,
    )
    await assert.rejects(readFile(output))
  })

  it('says how to name the base where parts are not below that of the file', async () => {
    const text =
      'POST /batch/farm/v1 HTTP/1.1\nContent-Type: multipart/mixed; boundary=b\n\n' +
      '--b\nContent-Type: application/http\n\nGET /farm/v1/animals/pony\n\n--b--\n'
    const path = await file('farm.http', text)
    const args = ['convert', path, '--to', 'ocamba']
    const { code, errors } = await runCommand(args)
    assert.equal(code, 0)
    assert.deepEqual(errors, [
      'lost: Part 1: its target "/farm/v1/animals/pony" is not below "/batch/farm", where all parts must be.',
      `note: The base "/batch/farm" is that of the file's own path; --base says where parts lie.`,
    ])
    const below = await runCommand([...args, '--base', '/farm'])
    assert.match(below.stdout, /"relative_url":"\/v1\/animals\/pony"/)
    assert.deepEqual(below.errors, [])
  })

  it('writes to a file', async () => {
    const path = await file('d.json', batch)
    const output = join(folder, 'd.out')
    const { code, stdout } = await runCommand([
      'convert',
      path,
      '--to',
      'journyx',
      '--base',
      '/v1/',
      '-o',
      output,
    ])
    assert.equal(code, 0)
    assert.equal(stdout, '')
    assert.match(await readFile(output, 'utf8'), /"url":"\/v1\/a"/)
    const nowhere = await runCommand([
      'convert',
      path,
      '--to',
      'journyx',
      '-o',
      join(folder, 'no/x'),
    ])
    assert.equal(nowhere.code, 2)
    assert.match(nowhere.stderr, /no\/x: there is no such file or folder/)
  })

  it('says that it can not be sure of a dialect', async () => {
    const path = await file('e.json', '{"requests":[{"id":"a","method":"GET","url":"A"}]}')
    const { code, stderr } = await runCommand(['convert', path, '--to', 'graph'])
    assert.equal(code, 0)
    assert.match(stderr, /e\.json is taken for odata; say --from/)
  })

  it('names the part that can not be written', async () => {
    const path = await file('f.json', '[{"method":"PATCH","relative_url":"/a"}]')
    const { code, stderr } = await runCommand(['convert', path, '--to', 'journyx'])
    assert.equal(code, 2)
    assert.match(stderr, /Part 1: its method "PATCH" must be one of GET, POST, PUT, DELETE/)
  })

  it('explains itself with an example', async () => {
    const { stdout } = await runCommand(['convert', '--help'])
    assert.match(stdout, /Example:\n +batchway convert batch\.json --from ocamba --to odata/)
  })
})

describe('batchway init', { concurrency: 2 }, () => {
  it('writes a file that check accepts, as it is and with every key in use', async () => {
    const path = join(folder, 'first.yaml')
    const { code, stdout } = await runCommand(['init', path])
    assert.equal(code, 0)
    assert.match(stdout, /^wrote \S+first\.yaml: .*batchway check/)
    assert.equal((await runCommand(['check', path])).code, 0)
    const text = await readFile(path, 'utf8')
    const all = text.replace(/^( *)#(?=\w)/gm, '$1')
    assert.ok(all.split('\n').filter((line, index) => line !== text.split('\n')[index]).length >= 8)
    const used = await file('used.yaml', all)
    const checked = await runCommand(['check', used])
    assert.equal(checked.code, 0, checked.stderr)
  })

  it('writes batchway.yaml where no name is given, and overwrites nothing unless told to', async () => {
    const { code } = await runCommand(['init'], { cwd: folder })
    assert.equal(code, 0)
    const path = join(folder, 'batchway.yaml')
    await writeFile(path, 'mine')
    const again = await runCommand(['init'], { cwd: folder })
    assert.equal(again.code, 1)
    assert.match(again.stderr, /batchway\.yaml is there already; .*--force/)
    assert.equal(await readFile(path, 'utf8'), 'mine')
    assert.equal((await runCommand(['init', '--force'], { cwd: folder })).code, 0)
    assert.match(await readFile(path, 'utf8'), /^listen:/m)
  })

  it('says that there is no such folder', async () => {
    const { code, stderr } = await runCommand(['init', join(folder, 'no', 'x.yaml')])
    assert.equal(code, 1)
    assert.match(stderr, /x\.yaml: there is no such file or folder/)
  })
})
