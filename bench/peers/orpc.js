import { os } from '@orpc/server'
import { RPCHandler } from '@orpc/server/node'
import { BatchHandlerPlugin } from '@orpc/server/plugins'
import { createItem, readBig, readItem } from '../api.ts'
import { serve } from '../servers/serve.ts'
import { largeParts } from '../settings.ts'

const router = {
  item: os.handler(({ input }) => readItem(input.id)),
  big: os.handler(({ input }) => readBig(input.id)),
  create: os.handler(({ input }) => createItem(input)),
}
const handler = new RPCHandler(router, {
  plugins: [new BatchHandlerPlugin({ maxSize: largeParts })],
})

serve((request, response) => {
  void handler.handle(request, response, { prefix: '/rpc', context: {} })
})
