import { largeParts } from '../settings.ts'
import type { WorkPart } from '../work.ts'
import type { LoadRequest, Wire } from './wire.ts'
import { json, postJson } from './wire.ts'

/** Where batches of a dialect are posted. */
export function endpointPath(dialect: string): string {
  return `/api/${dialect}`
}

/** Where the gateway takes large ones: all other limits there are its defaults. */
export function largeEndpointPath(dialect: string): string {
  return `/api/${dialect}-large`
}

/** The same format, for a server that takes large batches at a path of their own. */
export function withLargeEndpoint(wire: Wire): Wire {
  return {
    ...wire,
    write: (parts) => {
      const requests = wire.write(parts)
      if (parts.length < largeParts) return requests
      return requests.map((request) => ({
        ...request,
        path: largeEndpointPath(request.path.slice('/api/'.length)),
      }))
    },
  }
}

/** The same requests one by one. */
export const single: Wire = {
  single: true,
  write: (parts) => parts.map(writeSingle),
  read: ({ status, text }) => [{ status, body: JSON.parse(text) }],
}

function writeSingle({ method, path, body }: WorkPart): LoadRequest {
  if (body === undefined) return { method, path, headers: {} }
  return { method, path, headers: json, body: JSON.stringify(body) }
}

/** Ocamba's; the bounds and the hand-made batch routes speak it, too. */
export const ocamba: Wire = {
  write: (parts) => {
    const batch = parts.map(({ method, path, body }) => {
      return { method, relative_url: path.slice('/api'.length), body }
    })
    return [postJson(endpointPath('ocamba'), batch)]
  },
  read: ({ text }) => {
    const answer = JSON.parse(text) as { parts: { code: number; body: unknown }[] }
    return answer.parts.map(({ code, body }) => ({ status: code, body }))
  },
}

export const journyx: Wire = {
  write: (parts) => {
    const requests = parts.map(({ method, path, body }) => ({ method, url: path, body }))
    return [postJson(endpointPath('journyx'), { requests })]
  },
  read: ({ text }) => {
    const answer = JSON.parse(text) as { results: { response_code: number; body: unknown }[] }
    return answer.results.map(({ response_code: status, body }) => ({ status, body }))
  },
}

export const ocapi: Wire = {
  write: (parts) => {
    const sections = parts.map(({ method, path, body }) => {
      const head = `--b\nx-dw-http-method: ${method}\nx-dw-resource-path: ${path}\n\n`
      return body === undefined ? head : `${head}${JSON.stringify(body)}\n`
    })
    const headers = {
      'content-type': 'multipart/mixed; boundary=b',
      'x-dw-client-id': 'bench',
    }
    const body = `${sections.join('')}--b--`
    return [{ method: 'POST', path: endpointPath('ocapi'), headers, body }]
  },
  read: ({ text }) => {
    const pattern = /x-dw-status-code: (\d+)\n(?:[^\n]+\n)*\n([^\n]*)\n--b/g
    return [...text.matchAll(pattern)].map(([, status, body = '']) => {
      return { status: Number(status), body: JSON.parse(body) as unknown }
    })
  },
}
