import { createItem, readBig, readItem } from '../api.ts'

/** The API as a fetch handler without a framework. */
export async function fetchApi(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  const id = pathname.slice(pathname.lastIndexOf('/') + 1)
  if (request.method === 'POST' && pathname === '/api/items') {
    return Response.json(createItem((await request.json()) as object), { status: 201 })
  }
  if (pathname.startsWith('/api/items/')) return Response.json(readItem(id))
  if (pathname.startsWith('/api/big/')) return Response.json(readBig(id))
  return Response.json({ error: 'there is nothing here' }, { status: 404 })
}
