import type { FastifyRequest } from 'fastify'
import { OcapiFault } from './ocapi-fault.ts'
import { OCAPI_SITES } from './ocapi-data.ts'
import { queryOf } from './resource.ts'

/** Where a request of the OCAPI resources belongs. */
export interface OcapiScope {
  /** What documents say in `_v`, such as `24.5`. */
  readonly version: string
  /** The site of a shop request; of a data request, `-` when its path names none. */
  readonly site: string
}

const OLDEST = { major: 15, minor: 8 }
const NEWEST_MAJOR = 26

/**
 * Reads version and site of `[/s/<site>]/dw/<shop|data>/v<n>_<n>/...`, and checks that a client is
 * named. Without `/s/<site>` a shop request is the first site's, as on a host of that site.
 * Throws an `OcapiFault`.
 */
export function readScope(request: FastifyRequest): OcapiScope {
  const path = request.url.replace(/\?.*$/s, '')
  const match = /^(?:\/s\/([^/]*))?\/dw\/(shop|data)(?:\/([^/]*))?/.exec(path)
  if (match === null) throw unknownResource(path)
  const [, siteText, api, versionText = ''] = match
  const version = readVersion(versionText)
  const site = readSite(siteText, api)
  checkClient(request)
  return { version, site }
}

/** The 404 for a path below which there is no resource. */
export function unknownResource(path: string): OcapiFault {
  const message = `There is no resource at '${path}'.`
  return new OcapiFault(404, 'NotFoundException', message, { arguments: { path } })
}

function readVersion(text: string): string {
  const match = /^v(\d{1,3})_(\d{1,3})$/.exec(text)
  if (match === null) {
    const message = 'The path has no version of the form v24_5 behind /dw/shop or /dw/data.'
    throw new OcapiFault(400, 'InvalidVersionException', message)
  }
  const [major, minor] = [Number(match[1]), Number(match[2])]
  const tooOld = major < OLDEST.major || (major === OLDEST.major && minor < OLDEST.minor)
  if (!tooOld && major <= NEWEST_MAJOR) return `${match[1]}.${match[2]}`
  const version = `${match[1]}.${match[2]}`
  const message = `The version '${version}' is not supported: 15.8 to 26.x are.`
  throw new OcapiFault(404, 'VersionNotFoundException', message, { arguments: { version } })
}

function readSite(text: string | undefined, api: string | undefined): string {
  if (text === undefined) return api === 'shop' ? (OCAPI_SITES[0] ?? '') : '-'
  const site = decode(text)
  if (site === '-' && api === 'data') return site
  if (site === '-') {
    const message = 'Shop resources belong to a site: begin the path with /s/<site>, not /s/-.'
    throw new OcapiFault(403, 'OrganizationAccessForbiddenException', message)
  }
  if (OCAPI_SITES.includes(site)) return site
  const message = `There is no site '${site}'.`
  throw new OcapiFault(404, 'UnknownSiteException', message, { arguments: { siteId: site } })
}

function checkClient(request: FastifyRequest): void {
  const { authorization } = request.headers
  if (authorization !== undefined && !/^bearer +\S+$/i.test(authorization)) {
    const message = "The header 'Authorization' must have the form 'Bearer <access token>'."
    throw new OcapiFault(401, 'InvalidAuthorizationHeaderException', message)
  }
  const named = [
    authorization,
    queryOf(request).get('client_id'),
    request.headers['x-dw-client-id'],
  ].some((value) => value !== undefined && value !== null && value !== '')
  if (named) return
  const message =
    'No client was named: send x-dw-client-id, client_id in the query, or a bearer token.'
  throw new OcapiFault(400, 'MissingClientIdException', message)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
