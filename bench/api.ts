// The API that every server of the bench offers, whatever it is made with: two reads and one write.

/** `GET /api/items/:id`, about 200 bytes. */
export function readItem(id: string): object {
  return {
    id,
    name: 'A thing that has a name of some length',
    tags: ['one', 'two', 'three'],
    price: 1234.5,
    available: true,
    description: 'Enough text to make the answer about two hundred bytes long.',
  }
}

/** `GET /api/big/:id`, about 4 KiB. */
export function readBig(id: string): object {
  const rows = Array.from({ length: 38 }, (_, row) => ({
    row,
    name: `The row with the number ${row} of the document`,
    amount: row * 12.25,
    open: row % 2 === 0,
  }))
  return { id, rows }
}

/** `POST /api/items`, about 200 bytes in and out; its status is 201. */
export function createItem(item: object): object {
  return { id: 'new', ...item }
}

/** What the write sends. */
export function newItem(number: number): object {
  const { id: _, ...item } = readItem('') as { readonly id: string }
  return { number, ...item }
}
