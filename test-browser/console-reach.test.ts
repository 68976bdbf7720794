import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { openPage, serveConsole } from './support/stage.ts'

const phone = { width: 360, height: 740 }
const token = 'a-token-that-is-long-enough'

describe('the console for everybody', () => {
  it('is used with the keyboard alone', async () => {
    await using served = await serveConsole()
    await using open = await openPage(served.url)
    const { page } = open
    await page.goto(`${served.url}/console/`)
    await page.getByText('Reads well.').waitFor()
    await page.keyboard.press('Tab')
    assert.equal(await focused(page), 'Skip to the content')
    await page.keyboard.press('Enter')
    await tabTo(page, 'Batch as text')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('button', { name: /^Part 4 / }).waitFor()
    await tabTo(page, /^Part 1 /)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    assert.match(await focused(page), /^Part 3 /)
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: 'Part list' }).waitFor()
    await page.keyboard.press('End')
    assert.match(await focused(page), /^Part 4 /)
    await tabTo(page, 'As it came')
    assert.deepEqual(open.faults.list, [])
  })

  it('fits on a phone without scrolling sideways, in all views', async () => {
    await using served = await serveConsole()
    await using open = await openPage(served.url, { viewport: phone })
    const { page } = open
    await page.goto(`${served.url}/console/`)
    await page.getByText('Reads well.').waitFor()
    await page.getByRole('button', { name: 'Run' }).click()
    await page.getByRole('button', { name: /^Part 2 .*answered/ }).click()
    await page.getByRole('region', { name: 'Part order' }).waitFor()
    await assertFits(page)
    await page.getByRole('button', { name: 'Form', exact: true }).click()
    await page.getByLabel('URL of request 4').waitFor()
    await assertFits(page)
    await page.getByRole('link', { name: 'Traffic' }).click()
    await page.locator('.line').first().waitFor()
    await assertFits(page)
    await page.locator('.line').first().click()
    await page.getByRole('button', { name: /^Part 2 / }).waitFor()
    await assertFits(page)
    await page.getByRole('link', { name: 'All batches' }).click()
    await page.locator('.line').first().waitFor()
    await page.getByRole('link', { name: 'Endpoints' }).click()
    await page.getByRole('heading', { name: 'Upstreams' }).waitFor()
    await assertFits(page)
  })

  it('lets the list stand still while the reader is in it, also from line to line', async () => {
    await using served = await serveConsole()
    const post = async (): Promise<void> => {
      const headers = { 'content-type': 'application/json' }
      await fetch(`${served.url}/odata/$batch`, {
        method: 'POST',
        headers,
        body: '{"requests":[]}',
      })
    }
    await post()
    await post()
    await using open = await openPage(served.url)
    const { page } = open
    await page.goto(`${served.url}/console/#/traffic`)
    const lines = page.locator('.batches .line')
    await lines.nth(1).waitFor()
    await lines.first().focus()
    await post()
    const news = page.getByRole('button', { name: '1 new' })
    await news.waitFor()
    await page.keyboard.press('Tab')
    await page.getByRole('button', { name: 'All 3' }).waitFor()
    assert.equal(await lines.count(), 2)
    await news.focus()
    await page.keyboard.press('Enter')
    await lines.nth(2).waitFor()
    assert.equal(await focused(page), await lines.first().textContent())
  })

  it('asks for the token again when the gateway was started anew with another one', async () => {
    const first = await serveConsole({ console: { token } })
    const listen = new URL(first.url).host
    await using open = await openPage(first.url)
    const { page } = open
    await page.goto(`${first.url}/console/?token=${token}`)
    await page.getByText('Reads well.').waitFor()
    await first[Symbol.asyncDispose]()
    await using second = await serveConsole({ listen, console: { token: `${token}-another` } })
    await page.getByLabel('Token').waitFor()
    assert.equal(page.url(), `${second.url}/console/`)
  })

  it('is light or dark as the system is, or as the reader wants', async () => {
    await using served = await serveConsole()
    await using open = await openPage(served.url, { colorScheme: 'dark' })
    const { page } = open
    const lightness = (): Promise<number> =>
      page.evaluate(() => {
        const [red = 0] = getComputedStyle(document.body).backgroundColor.match(/\d+/g) ?? []
        return Number(red)
      })
    await page.goto(`${served.url}/console/`)
    await page.getByText('Reads well.').waitFor()
    assert.ok((await lightness()) < 60)
    await page.getByRole('button', { name: 'Colours: as the system' }).click()
    assert.ok((await lightness()) > 200)
    await page.reload()
    await page.getByRole('button', { name: 'Colours: light' }).waitFor()
    assert.ok((await lightness()) > 200)
    await page.getByRole('button', { name: 'Colours: light' }).click()
    assert.ok((await lightness()) < 60)
  })

  it('moves nothing while it loads, runs and lists', async () => {
    await using served = await serveConsole()
    await using open = await openPage(served.url)
    const { page } = open
    await page.addInitScript(() => {
      const shifts: number[] = []
      Reflect.set(globalThis, 'shifts', shifts)
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          // What follows an action of the reader within half a second is no surprise.
          if (Reflect.get(entry, 'hadRecentInput') === true) continue
          shifts.push(Number(Reflect.get(entry, 'value')))
        }
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.goto(`${served.url}/console/`)
    await page.getByText('Reads well.').waitFor()
    await page.getByRole('textbox', { name: 'Batch in ocapi' }).waitFor()
    await page.getByRole('button', { name: 'Run' }).click()
    await page.getByRole('button', { name: /^Part 4 .*answered/ }).waitFor()
    const shifts = await page.evaluate(() => Reflect.get(globalThis, 'shifts') as number[])
    const sum = shifts.reduce((total, shift) => total + shift, 0)
    // Chrome calls up to 0.1 good.
    assert.ok(sum < 0.02, `layout shifts: ${shifts.join(', ')}`)
  })

  it('asks for its token, keeps it, and shows it no more', async () => {
    await using served = await serveConsole({ console: { token } })
    await using open = await openPage(served.url)
    const { page } = open
    await page.goto(`${served.url}/console/`)
    await page.getByRole('heading', { name: 'Batchway console' }).waitFor()
    assert.equal(await page.getByRole('alert').isVisible(), false)
    await page.getByLabel('Token').fill('wrong')
    await page.keyboard.press('Enter')
    await page.waitForURL(/token=wrong/)
    await page.getByRole('alert').getByText('This is not its token.').waitFor()
    await page.getByLabel('Token').fill(token)
    await page.keyboard.press('Enter')
    await page.getByText('Reads well.').waitFor()
    assert.equal(page.url(), `${served.url}/console/`)
    await page.getByText('Live').waitFor()
    const kept = await open.context.cookies(`${served.url}/console/`)
    assert.deepEqual(
      kept.map(({ httpOnly, sameSite, path }) => ({ httpOnly, sameSite, path })),
      [{ httpOnly: true, sameSite: 'Strict', path: '/console' }],
    )
    assert.deepEqual(await open.context.cookies(`${served.url}/odata/$batch`), [])
    const faults = open.faults.list.filter((fault) => !fault.includes('status of 401'))
    assert.deepEqual(faults, [])
  })
})

/** The name of what has the focus, also within the shadow tree of an editor. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let element = document.activeElement
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? ''
  })
}

async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const seen: string[] = []
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab')
    const found = await focused(page)
    seen.push(found)
    if (typeof name === 'string' ? found === name : name.test(found)) return
  }
  assert.fail(`Tab did not reach ${String(name)}: ${seen.join(' | ')}`)
}

async function assertFits(page: Page): Promise<void> {
  const [inner, whole] = await page.evaluate(() => [
    document.documentElement.clientWidth,
    document.documentElement.scrollWidth,
  ])
  assert.ok(inner !== undefined && whole !== undefined && whole <= inner, `${whole} > ${inner}`)
  const outside = await page.evaluate(() =>
    [...document.querySelectorAll('button, input, select, textarea, .form-part')].flatMap((one) => {
      const around = one.closest('.panel, .top')
      if (around === null || one.getClientRects().length === 0) return []
      const beyond = one.getBoundingClientRect().right - around.getBoundingClientRect().right
      return beyond > -8 ? [`${one.outerHTML.slice(0, 80)}: ${beyond}`] : []
    }),
  )
  assert.deepEqual(outside, [])
}
