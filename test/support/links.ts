/** The links of a page that lead into this repository, as they are written. */
export function linksIn(page: string): readonly string[] {
  const text = withoutCode(page).replaceAll(/`[^`\n]*`/g, '')
  const links = [...text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)]
  const images = [...text.matchAll(/(?:src|srcset|href)="(?!https?:)([^"]+)"/g)]
  return [...links, ...images].map(([, target = '']) => target)
}

/** Where a link leads: a path from the root, without a slash at the end, and a heading. */
export function resolveLink(
  page: string,
  link: string,
): { readonly file: string; readonly anchor: string } {
  const { pathname, hash } = new URL(link, `http://root/${page}`)
  return { file: pathname.slice(1).replace(/\/$/, ''), anchor: hash.slice(1) }
}

/** The names by which the headings of a page are linked, as GitHub makes them. */
export function anchorsIn(page: string): ReadonlySet<string> {
  const anchors = new Set<string>()
  for (const [, heading = ''] of withoutCode(page).matchAll(/^#{1,6} +(.*?) *$/gm)) {
    const anchor = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-')
    let free = anchor
    for (let count = 1; anchors.has(free); count += 1) free = `${anchor}-${count}`
    anchors.add(free)
  }
  return anchors
}

function withoutCode(page: string): string {
  return page.replaceAll(/^```.*?^```$/gms, '')
}
