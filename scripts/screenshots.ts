// Makes the pictures of docs/console.md: the console as `npm start` serves it, light, dark and on a
// phone.
import { fileURLToPath } from 'node:url'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { openPage, serveConsole } from '../test-browser/support/stage.ts'

const folder = fileURLToPath(new URL('../docs/images/', import.meta.url))
const screen = { width: 1360, height: 900 }
const phone = { width: 390, height: 844 }

await using served = await serveConsole()
await fillTraffic(served.url)
await take({ viewport: screen, colorScheme: 'light' }, async (page) => {
  await runExample(page)
  await shoot(page, 'console-compose')
  await page.getByRole('heading', { name: 'The same batch' }).scrollIntoViewIfNeeded()
  await page.evaluate(() => {
    const top = document.querySelector('.others')?.getBoundingClientRect().top ?? 0
    scrollBy(0, top - 72)
  })
  await shoot(page, 'console-dialects')
  await page.evaluate(() => scrollTo(0, 0))
  await page.getByRole('button', { name: 'Form', exact: true }).click()
  await page.getByLabel('URL of request 1').waitFor()
  await shoot(page, 'console-form')
  await page.getByRole('link', { name: 'Endpoints' }).click()
  await page.getByRole('heading', { name: 'Upstreams' }).waitFor()
  await shoot(page, 'console-endpoints')
})
await take({ viewport: screen, colorScheme: 'dark' }, async (page) => {
  await page.getByRole('link', { name: 'Traffic' }).click()
  await page
    .getByRole('link', { name: /1 failed · 1 skipped/ })
    .first()
    .click()
  await page.getByRole('button', { name: /^Part 1 / }).click()
  await page.getByRole('region', { name: /^Part / }).waitFor()
  await shoot(page, 'console-traffic-dark')
})
await take({ viewport: phone, colorScheme: 'light', deviceScaleFactor: 2 }, async (page) => {
  await page.getByRole('link', { name: 'Traffic' }).click()
  await page
    .getByRole('link', { name: /4 parts/ })
    .first()
    .click()
  await page.getByRole('button', { name: /^Part 2 / }).click()
  await shoot(page, 'console-phone')
})
if (process.argv.includes('--all')) await takeRest()

/** States that no page of the documentation shows, to be looked at after a change. */
async function takeRest(): Promise<void> {
  await take({ viewport: screen, colorScheme: 'dark' }, async (page) => {
    await shoot(page, 'rest-first')
    await runExample(page)
    await shoot(page, 'rest-dark')
    await page.getByRole('button', { name: 'Answer', exact: true }).click()
    await shoot(page, 'rest-answer')
    await page.getByRole('link', { name: 'Traffic' }).click()
    await shoot(page, 'rest-traffic')
    await page.getByRole('searchbox').fill('nothing')
    await shoot(page, 'rest-no-traffic')
  })
  await take({ viewport: phone, colorScheme: 'dark', deviceScaleFactor: 2 }, async (page) => {
    await page.getByRole('textbox', { name: 'Batch as text' }).fill('{"requests": [{"id": 1,')
    await page.getByText('requests').first().waitFor()
    await page.screenshot({ path: `${folder}rest-phone-compose.png`, fullPage: true })
    await page.getByRole('link', { name: 'Traffic' }).click()
    await shoot(page, 'rest-phone-traffic')
    await page.getByRole('link', { name: 'Endpoints' }).click()
    await shoot(page, 'rest-phone-endpoints')
  })
}

async function take(
  options: BrowserContextOptions,
  steps: (page: Page) => Promise<void>,
): Promise<void> {
  await using open = await openPage(served.url, options)
  await open.page.goto(`${served.url}/console/`)
  await open.page.getByText('Reads well.').waitFor()
  await steps(open.page)
  if (open.faults.list.length > 0) throw new Error(open.faults.list.join('\n'))
}

async function runExample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run' }).click()
  await page.getByRole('button', { name: /^Part 2 .*answered/ }).click()
  await page.getByRole('region', { name: /^Part / }).waitFor()
  await page.mouse.move(0, 0)
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled' })
  process.stdout.write(`docs/images/${name}.png\n`)
}

/** Batches of several dialects, so that there is something to see. */
async function fillTraffic(url: string): Promise<void> {
  const json = { 'content-type': 'application/json' }
  const token = { ...json, authorization: 'Bearer token' }
  const post = (path: string, headers: Record<string, string>, body: unknown): Promise<Response> =>
    fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  const orders = [
    { id: 'new', method: 'post', url: 'Customers', body: { Name: 'Ada' } },
    { id: 'order', method: 'post', url: '$new/Orders', body: { Item: 'Lamp' } },
    { id: 'list', method: 'get', url: '$new/Orders?$select=Item', dependsOn: ['order'] },
    { id: 'all', method: 'get', url: 'Customers?$top=2' },
  ]
  const members = Array.from({ length: 12 }, (_, index) => ({
    method: 'GET',
    relative_url: `/members/${10 + (index % 3)}`,
  }))
  const missing = [
    { id: 'missing', method: 'get', url: 'Customers(404)' },
    { id: 'orders', method: 'get', url: '$missing/Orders', dependsOn: ['missing'] },
    { id: 'fine', method: 'get', url: 'Customers(1)' },
  ]
  const journyx = { ...json, authorization: 'Basic YWRtaW46c2VjcmV0' }
  for (let round = 0; round < 3; round += 1) {
    await post('/odata/$batch', json, { requests: orders })
    await post('/v2/ocamba/batch', token, members)
    await post('/v2/ocamba/batch', json, members)
    await post('/api/v1/batch', journyx, { requests: [{ method: 'GET', url: '/api/v1/users' }] })
    await post('/odata/$batch', { ...json, prefer: 'continue-on-error' }, { requests: missing })
  }
  await Promise.all(Array.from({ length: 12 }, () => post('/v2/ocamba/batch', token, members)))
  await post('/odata/$batch', json, { requests: orders })
}
