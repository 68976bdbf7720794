import { initTRPC } from '@trpc/server'
import { createHTTPHandler } from '@trpc/server/adapters/standalone'
import { createItem, readBig, readItem } from '../api.ts'
import { serve } from '../servers/serve.ts'

const { procedure, router } = initTRPC.create()
const passed = procedure.input((input) => input)

serve(
  createHTTPHandler({
    basePath: '/trpc/',
    // So that queries may come by POST: a thousand of them do not fit into a URL.
    allowMethodOverride: true,
    router: router({
      item: passed.query(({ input }) => readItem(input.id)),
      big: passed.query(({ input }) => readBig(input.id)),
      create: passed.mutation(({ input }) => createItem(input)),
    }),
  }),
)
