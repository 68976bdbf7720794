import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'

const sample = new ServerResponse(new IncomingMessage(new Socket()))
const symbols = Object.getOwnPropertySymbols(sample)

/**
 * A symbol by which Node keeps something in its responses, by its description. Undefined where this
 * version of Node has no such symbol: nothing may depend on one.
 */
export function findResponseSymbol(description: string): symbol | undefined {
  return symbols.find((symbol) => symbol.description === description)
}
