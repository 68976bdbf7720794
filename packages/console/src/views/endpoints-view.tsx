import type { EndpointView, GatewayView, UpstreamView } from 'batchway'
import type { JSX } from 'preact'
import { formatCount, formatSize, formatTime } from '../lib/format.ts'
import { describeLimit, healthOf, rateLines } from '../lib/health.ts'
import { gateway } from '../store.ts'

/** The endpoints with their limits, and how their upstreams are. */
export function EndpointsView(): JSX.Element {
  const now = gateway.value
  if (now === undefined) {
    return (
      <div class="panel nothing">
        <h2>Waiting for the gateway</h2>
        <p>Its endpoints appear as soon as it answers.</p>
      </div>
    )
  }
  return (
    <div class="endpoints">
      <section aria-labelledby="upstreams">
        <h2 id="upstreams">Upstreams</h2>
        <div class="cards">
          {now.upstreams.map((upstream) => (
            <UpstreamCard key={upstream.name} upstream={upstream} />
          ))}
          <MemoryCard now={now} />
        </div>
      </section>
      <section aria-labelledby="endpoints">
        <h2 id="endpoints">Endpoints</h2>
        <div class="cards">
          {now.endpoints.map((endpoint) => (
            <EndpointCard
              key={endpoint.path}
              endpoint={endpoint}
              upstream={now.upstreams.find(({ name }) => name === endpoint.upstream)}
            />
          ))}
        </div>
      </section>
    </div>
  )
}

function UpstreamCard({ upstream }: { readonly upstream: UpstreamView }): JSX.Element {
  const { name, url, inFlight, capacity, waitingParts, waitingBatches, breaker } = upstream
  const { status, cause } = upstream
  const { tone, words } = healthOf(upstream)
  return (
    <article class="panel card">
      <header>
        <h3>{name}</h3>
        <span class={`pill ${tone}`}>{words}</span>
      </header>
      <p class="address">
        <code>{url}</code>
      </p>
      <Meter
        label="Parts under way"
        value={inFlight}
        most={capacity}
        text={`${inFlight} of ${capacity}`}
      />
      <dl class="pairs">
        <Pair
          name="Waiting"
          value={`${formatCount(waitingParts, 'part')} of ${formatCount(waitingBatches, 'batch')}`}
        />
        <Pair name="Breaker" value={breaker ?? 'none'} />
        <Pair name="Connection" value={cause ?? status ?? 'checking'} />
      </dl>
    </article>
  )
}

function MemoryCard({ now }: { readonly now: GatewayView }): JSX.Element {
  const { used, limit } = now.budget
  return (
    <article class="panel card">
      <header>
        <h3>Memory for batches</h3>
      </header>
      <p class="address">Shared by all endpoints</p>
      <Meter
        label="Budget"
        value={used}
        most={limit}
        text={`${formatSize(used)} of ${formatSize(limit)}`}
      />
      <dl class="pairs">
        <Pair name="Kept for this console" value={`${formatCount(now.kept, 'batch')} at most`} />
        <Pair name="Version" value={now.version} />
        <Pair name="Started" value={new Date(now.startedAt).toLocaleString('en-GB')} />
      </dl>
    </article>
  )
}

interface EndpointProps {
  readonly endpoint: EndpointView
  /** The one that answers its parts. */
  readonly upstream: UpstreamView | undefined
}

function EndpointCard({ endpoint, upstream }: EndpointProps): JSX.Element {
  const { path, dialect, base, identity, limits, batches, parts, failed, refused } = endpoint
  const health = upstream === undefined ? '' : `, ${healthOf(upstream).words}`
  const rates = rateLines(endpoint.rateLimit)
  return (
    <article class="panel card">
      <header>
        <h3>
          <code>{path}</code>
        </h3>
        <span class="pill plain">{dialect}</span>
      </header>
      <dl class="numbers">
        <Pair name="Batches" value={batches.toLocaleString('en')} />
        <Pair name="Parts" value={parts.toLocaleString('en')} />
        <Pair name="Failed" value={failed.toLocaleString('en')} />
        <Pair name="Refused" value={refused.toLocaleString('en')} />
      </dl>
      <dl class="pairs">
        <Pair name="Parts go to" value={`${endpoint.upstream}${health}`} />
        <Pair name="Below" value={base} />
        <Pair name="Identity" value={identity} />
        {rates.length === 0 && <Pair name="Rates" value="not limited" />}
        {rates.map(([name, value]) => (
          <Pair key={name} name={name} value={value} />
        ))}
      </dl>
      <details>
        <summary>All limits</summary>
        <dl class="pairs">
          {Object.entries(limits).map(([name, value]) => {
            const { words, kind } = describeLimit(name)
            const shown =
              kind === 'size'
                ? formatSize(value)
                : kind === 'time'
                  ? formatTime(value)
                  : String(value)
            return <Pair key={name} name={words} value={shown} />
          })}
        </dl>
      </details>
    </article>
  )
}

function Pair({ name, value }: { readonly name: string; readonly value: string }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

interface MeterProps {
  readonly label: string
  readonly value: number
  readonly most: number
  readonly text: string
}

function Meter({ label, value, most, text }: MeterProps): JSX.Element {
  return (
    <div class="meter-box">
      <span>{label}</span>
      <b>{text}</b>
      <meter min={0} max={Math.max(1, most)} value={value} high={most * 0.85} aria-label={label}>
        {text}
      </meter>
    </div>
  )
}
