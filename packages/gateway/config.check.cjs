// Made by "npm run generate" of config.schema.json.
"use strict";
module.exports = validate10;
module.exports.default = validate10;
const schema11 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"urn:batchway:config.schema.json","type":"object","required":["upstreams","endpoints"],"properties":{"$schema":{"type":"string","description":"For editors; ignored."},"listen":{"type":"string","default":"127.0.0.1:8080","description":"Host and port; [::1]:8080 for IPv6, port 0 for any free one."},"upstreams":{"type":"object","patternProperties":{"^.*$":{"type":"object","properties":{"url":{"type":"string","description":"Origin of the API, such as http://127.0.0.1:3000; or unix: and the path of a socket. Without it there is \"targets\"."},"targets":{"type":"array","items":{"type":"string"},"minItems":1,"description":"Instead of url: several servers that do the same, written like it. Without it there is \"url\"."},"balance":{"type":"string","enum":["least-loaded","round-robin"],"default":"least-loaded","description":"Which of the targets gets a request: the one with the fewest under way, or each in turn."},"restTime":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}],"description":"Time for which a target that could not be reached is left out (milliseconds, or \"30s\", \"2m\").","default":"10s"},"connections":{"type":"integer","minimum":1,"description":"Connections at most, to each target.","default":256},"pipelining":{"type":"integer","minimum":1,"description":"Requests under way on one connection. Above 1 GET and OPTIONS parts are sent one behind the other without waiting for answers.","default":1},"connectTimeout":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}],"description":"Time to make a connection (milliseconds, or \"30s\", \"2m\").","default":"10s"},"host":{"type":"string","enum":["upstream","caller"],"default":"upstream","description":"The Host that the API sees: its own, or the caller's."},"tls":{"type":"object","properties":{"ca":{"type":"string","minLength":1,"description":"PEM file of the authorities that are trusted. Default: those that Node knows."},"cert":{"type":"string","minLength":1,"description":"PEM file with a certificate to show to the upstream. Without it none is shown."},"key":{"type":"string","minLength":1,"description":"PEM file with the private key of that certificate. Without it none is shown."},"passphrase":{"type":"string","description":"Passphrase of the key. Without it the key is not encrypted."},"servername":{"type":"string","minLength":1,"description":"Name that is asked for, and that its certificate must have. Default: the host of url."},"rejectUnauthorized":{"type":"boolean","default":true,"description":"false accepts any certificate: whoever is on the way can read and change everything. For trying out only."}},"additionalProperties":false,"description":"TLS to an https upstream. Files are relative to this one and read again when they change."},"credentials":{"type":"object","required":["headers"],"properties":{"headers":{"type":"object","patternProperties":{"^.*$":{"anyOf":[{"type":"string","minLength":1},{"type":"object","required":["file"],"properties":{"file":{"type":"string","minLength":1,"description":"File with the value."},"prefix":{"type":"string","default":"","description":"What stands before it, such as \"Bearer \"."}},"additionalProperties":false}],"description":"a text, or { file: name, prefix: \"Bearer \" }"}},"description":"Headers and their values: a text such as \"Bearer ${TOKEN}\", or { file: name, prefix: \"Bearer \" } with what is in a file, read again when it changes."},"on":{"type":"string","enum":["parts","all"],"default":"parts","description":"Whether forwarded requests get them as well."}},"additionalProperties":false,"description":"Headers by which this gateway shows the API who it is. They replace those of callers and parts, and are never logged."},"partsInFlight":{"type":"integer","minimum":1,"description":"Parts under way at a time, shared fairly.","default":256},"partsInFlightPerCaller":{"type":"integer","minimum":1,"description":"Parts of one caller under way at a time. Default: no bound but partsInFlight."},"waitingBatches":{"type":"integer","minimum":1,"description":"Batches that may wait for their turn; more are refused with 503.","default":1000},"waitingParts":{"type":"integer","minimum":1,"description":"Parts that may wait for their turn; batches with more are refused with 503.","default":10000},"retry":{"type":"object","properties":{"attempts":{"type":"integer","minimum":1,"description":"How often a part is tried at most, the first time included.","default":3},"statuses":{"type":"array","items":{"type":"integer","minimum":400,"maximum":599},"description":"Answers that are worth another try; a 429 only if it has Retry-After. Default: 429, 502, 503, 504."},"baseDelay":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}],"description":"Longest first pause, twice as long each time (milliseconds, or \"30s\", \"2m\").","default":"100ms"},"maxDelay":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}],"description":"Longest pause, unless the API asks for more (milliseconds, or \"30s\", \"2m\").","default":"5s"}},"additionalProperties":false,"description":"Tries safe parts (GET, HEAD, OPTIONS) again. Without it nothing is."},"breaker":{"type":"object","properties":{"failures":{"anyOf":[{"type":"integer","minimum":1},{"type":"object","required":["ratio","window","minimum"],"properties":{"ratio":{"type":"number","exclusiveMinimum":0,"exclusiveMaximum":1,"description":"Share of parts that failed."},"window":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}],"description":"In which time (milliseconds, or \"30s\", \"2m\")."},"minimum":{"type":"integer","minimum":1,"description":"Parts that there must be in it."}},"additionalProperties":false}],"description":"What opens it: so many failures in a row, or a \"ratio\" of failures (such as 0.5) within a \"window\" (such as 30s) of at least \"minimum\" parts.","default":10},"openTime":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}],"description":"How long parts fail at once, with 503 (milliseconds, or \"30s\", \"2m\").","default":"10s"},"probes":{"type":"integer","minimum":1,"description":"Parts that must succeed after that, before all are sent again.","default":1},"statuses":{"type":"array","items":{"type":"integer","minimum":400,"maximum":599},"description":"Answers that are failures. Default: 502, 503, 504."}},"additionalProperties":false,"description":"Stops sending parts to an API that fails. Without it all are sent."},"bulkhead":{"type":"object","properties":{"parts":{"type":"integer","minimum":1,"description":"Parts under way at a time.","default":64},"waiting":{"type":"integer","minimum":1,"description":"Parts that may wait; batches with more are refused with 503.","default":1000}},"additionalProperties":false,"description":"What each endpoint may take of this upstream. Without it all may take all."}},"additionalProperties":false,"description":"A server that answers parts."}},"description":"The servers, by name."},"endpoints":{"type":"array","items":{"type":"object","required":["path","dialect","upstream"],"properties":{"path":{"type":"string","pattern":"^/[^?#\\s]*$","description":"Path where batches are posted."},"dialect":{"type":["string","object"],"description":"The wire protocol of the batches: a built-in one by its name, or one of yours by its file, such as ./my-dialect.js, or by { module, options }.","if":{"type":"string","not":{"pattern":"^\\.{0,2}/"}},"then":{"enum":["odata","graph","google","ocamba","journyx","ocapi"]},"properties":{"module":{"type":"string","minLength":1,"description":"A JavaScript or TypeScript module, relative to this file."},"options":{"type":"object","patternProperties":{"^.*$":{}},"default":{},"description":"What its function is given."}},"required":["module"],"additionalProperties":false},"upstream":{"type":"string","description":"Name of the upstream that answers the parts."},"base":{"type":"string","pattern":"^/[^?#\\s]*$","description":"Path below which parts must stay. Default: the parent of path."},"settings":{"type":"string","description":"JSON file of clients, origins, sites and tokens (ocapi); read again when it changes. Relative to this file. Without it any client and site is accepted, and no origin."},"jwt":{"type":"object","properties":{"jwks":{"type":"string","description":"URL of a JWK set, or a file with one. Without it there is \"secret\"."},"secret":{"type":"string","description":"Instead of keys: a secret shared with the issuer. Without it there is \"jwks\"."},"audience":{"type":"string","description":"Only tokens for this audience. Default: for any."},"algorithms":{"type":"array","items":{"type":"string"},"description":"Only these signatures. Default: all that fit the key or secret."}},"additionalProperties":false,"description":"How JSON Web Tokens are verified (ocapi). Without it only their form and expiry are checked."},"options":{"type":"object","properties":{"publicOrigin":{"type":"string","pattern":"^https?://[^/?#\\\\@\\s]+$","description":"odata, google: Origin under which callers know the endpoint, such as https://api.example.com, where a proxy sends another Host. Default: none."},"defaultMode":{"type":"string","enum":["parallel","serial"],"default":"parallel","description":"ocamba: Mode of a batch that names none."},"headers":{"type":"boolean","default":true,"description":"ocamba: Whether parts of the answer carry their headers."},"strict":{"type":"boolean","default":false,"description":"journyx: Leaves error documents out of failed results."},"version":{"type":"string","default":"24.5","description":"ocapi: What stands in \"_v\" of faults of the whole batch."},"lineEnds":{"type":"string","enum":["lf","crlf"],"default":"lf","description":"ocapi: Line ends of the answer; released clients need LF."},"partHeaders":{"type":"boolean","default":false,"description":"ocapi: Whether parts of the answer carry the headers of the API's answer."},"paths":{"type":"string","enum":["ocapi","any"],"default":"ocapi","description":"ocapi: Whether parts may have paths that are not OCAPI's own."},"preflightAge":{"type":"integer","minimum":0,"default":600,"description":"ocapi: Seconds that a browser may keep the answer to a preflight."}},"additionalProperties":false,"description":"Options of the dialect."},"limits":{"type":"object","properties":{"parts":{"type":"integer","minimum":1,"description":"Parts in a batch. Default: the dialect's own number."},"batchBytes":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"}],"description":"A batch, as received and after decoding (bytes, or \"4MiB\").","default":"4MiB"},"jsonDepth":{"type":"integer","minimum":1,"description":"Nesting of JSON in a batch, and in an answer that is spliced.","default":64},"urlBytes":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"}],"description":"A part's URL; a longer one is that part's 414 (bytes, or \"4MiB\").","default":"8KiB"},"headerFields":{"type":"integer","minimum":1,"description":"Headers of a part; more are that part's 431.","default":100},"headerBytes":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"}],"description":"Headers of a part together; more are that part's 431 (bytes, or \"4MiB\").","default":"16KiB"},"partBytes":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"}],"description":"A part's body; more is that part's 413 (bytes, or \"4MiB\").","default":"as batchBytes"},"answerBytes":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"}],"description":"A part's answer; more is that part's 502 (bytes, or \"4MiB\").","default":"10MiB"},"batchAnswerBytes":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"}],"description":"All answers of a batch together (bytes, or \"4MiB\").","default":"64MiB"},"referenceBytes":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"}],"description":"What references of a batch may use of answers; more is 413 (bytes, or \"4MiB\").","default":"4MiB"},"readTime":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}],"description":"Time for a batch to arrive (milliseconds, or \"30s\", \"2m\").","default":"30s"},"partTime":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}],"description":"Time for a part, waiting for its turn not included (milliseconds, or \"30s\", \"2m\").","default":"30s"},"batchTime":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}],"description":"Time for a batch, once it was read (milliseconds, or \"30s\", \"2m\").","default":"120s"},"partsAtOnce":{"type":"integer","minimum":1,"description":"Parts of one batch under way at a time. Default: all that are allowed."}},"additionalProperties":false,"description":"Limits of an endpoint; those of the dialect and the defaults hold for the others."},"rateLimit":{"type":"object","properties":{"batches":{"anyOf":[{"type":"string","enum":["A","B","C","D","E"]},{"type":"object","required":["burst","steady"],"properties":{"burst":{"type":"integer","minimum":1,"description":"How many per second."},"steady":{"type":"integer","minimum":1,"description":"How many per minute."}},"additionalProperties":false}],"description":"A rate class (A 1/s 15/min, B 3/s 60/min, C 10/s 150/min, D 75/s 700/min, E 350/s 3500/min), or its own \"burst\" per second and \"steady\" per minute. Default: no limit."},"inFlight":{"type":"integer","minimum":1,"description":"Batches of one caller that may run at the same time. Default: no bound."},"parts":{"type":"array","items":{"type":"object","required":["match","rate"],"properties":{"match":{"type":"string","description":"Route, such as \"GET /members/*\" or \"/roles/**\"."},"rate":{"anyOf":[{"type":"string","enum":["A","B","C","D","E"]},{"type":"object","required":["burst","steady"],"properties":{"burst":{"type":"integer","minimum":1,"description":"How many per second."},"steady":{"type":"integer","minimum":1,"description":"How many per minute."}},"additionalProperties":false}],"description":"A rate class (A 1/s 15/min, B 3/s 60/min, C 10/s 150/min, D 75/s 700/min, E 350/s 3500/min), or its own \"burst\" per second and \"steady\" per minute. Default: no limit."}},"additionalProperties":false},"description":"Rates of parts by route; the first match counts. Default: no limit."},"onLimit":{"type":"string","enum":["reject","reserve","pace"],"default":"reject","description":"Parts over their rate: 429 each, the whole batch refused, or waiting."}},"additionalProperties":false,"description":"Rate limits per caller. Nothing is limited unless it is given."},"identity":{"type":"string","enum":["required","optional"],"default":"optional","description":"Whether a batch without any identity header is refused with 401; with \"verify\", one without an accepted token."},"identityHeaders":{"type":"array","items":{"type":"string","minLength":1},"description":"More headers that say who the caller is.","default":[]},"inheritHeaders":{"type":"array","items":{"type":"string","minLength":1},"description":"More headers of the batch that every part inherits.","default":[]},"partHeaders":{"type":"array","items":{"type":"string","minLength":1,"description":"Name of a header."},"description":"Headers that a part may set itself, beside content-type; a part with another one is 403. Default: all that are not forbidden anyway."},"reservedHeaders":{"type":"array","items":{"type":"string","minLength":1},"description":"Headers that reach the API neither from callers nor from parts.","default":[]},"setHeaders":{"type":"object","patternProperties":{"^.*$":{"type":"string"}},"description":"Headers that every part gets from the gateway, such as credentials for the API. They are reserved, and never logged. Without it there are none."},"rules":{"type":"array","items":{"type":"object","properties":{"allow":{"type":"string","description":"Lets parts pass: \"GET /members/*\", or \"/roles/**\" for any method. Without it there is \"deny\"."},"deny":{"type":"string","description":"Refuses parts with 403, in any spelling of the path. Without it there is \"allow\"."}},"additionalProperties":false,"minProperties":1,"maxProperties":1},"description":"What parts may do; the first rule that matches counts. With any \"allow\", all else is denied. Without them all is allowed."},"readOnly":{"type":"boolean","default":false,"description":"Refuses parts that are not GET, HEAD or OPTIONS."},"caller":{"type":"array","items":{"anyOf":[{"type":"string","enum":["identity","bearer","clientId","address"]},{"type":"object","required":["jwtClaim"],"properties":{"jwtClaim":{"type":"string","minLength":1,"description":"Name of a claim."}},"additionalProperties":false},{"type":"object","required":["header"],"properties":{"header":{"type":"string","minLength":1,"description":"Name of a header."}},"additionalProperties":false}],"description":"identity (all identity headers), bearer, clientId (ocapi), address, { jwtClaim: sub } or { header: x-api-key }"},"minItems":1,"description":"How callers are told apart, for rates, fair shares and the log: the first that says something counts of identity (all identity headers), bearer, clientId (ocapi), address, { jwtClaim: sub } and { header: x-api-key }. Default: identity, address."},"verify":{"type":"object","properties":{"jwks":{"type":"string","minLength":1,"description":"URL of a JWK set, or a file with one; new keys are found without a restart. Without it there is \"secret\"."},"secret":{"type":"string","minLength":1,"description":"Instead of keys: a secret shared with the issuer. Without it there is \"jwks\"."},"issuer":{"anyOf":[{"type":"string","minLength":1},{"type":"array","items":{"type":"string","minLength":1},"minItems":1}],"description":"Only tokens of this issuer, or of one of a list. Default: of any."},"audience":{"anyOf":[{"type":"string","minLength":1},{"type":"array","items":{"type":"string","minLength":1},"minItems":1}],"description":"Only tokens for this audience, or for one of a list. Default: for any."},"algorithms":{"type":"array","items":{"type":"string","enum":["RS256","RS384","RS512","PS256","PS384","PS512","ES256","ES384","ES512","EdDSA","HS256","HS384","HS512"]},"minItems":1,"description":"Only these signatures. Default: RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA for keys, HS256, HS384, HS512 for a secret."},"clockTolerance":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}],"description":"By how much clocks may differ (milliseconds, or \"30s\", \"2m\").","default":"0"},"requiredClaims":{"type":"array","items":{"type":"string","minLength":1},"description":"Claims that a token must have, such as exp: without it, one that never expires is accepted. Those that \"issuer\" and \"audience\" are about must be there anyway.","default":[]},"requiredScopes":{"type":"array","items":{"type":"string","minLength":1},"description":"Scopes that a token must have, all of them; else the batch is 403.","default":[]}},"additionalProperties":false,"description":"How bearer tokens are verified: that of the batch and those of its parts, each distinct one once, before the first part. One that is not accepted refuses the batch with 401."},"policies":{"type":"array","items":{"type":"object","required":["module"],"properties":{"module":{"type":"string","minLength":1,"description":"A JavaScript or TypeScript module, relative to this file."},"options":{"type":"object","patternProperties":{"^.*$":{}},"default":{},"description":"What its function is given."}},"additionalProperties":false},"default":[],"description":"Policies and admissions of yours, the outermost first: each a module with createPolicy or createAdmission."},"allowedOrigins":{"type":"array","items":{"type":"string","minLength":1},"description":"Other sites that may post batches with cookies.","default":[]},"cors":{"type":"object","required":["origins"],"properties":{"origins":{"type":"array","items":{"type":"string"},"minItems":1,"description":"Origins whose pages may post batches and read the answers, such as https://app.example; or \"*\" alone for all."},"credentials":{"type":"boolean","default":false,"description":"Whether they may do so with the user's cookies; allowedOrigins need not repeat them then."},"maxAge":{"type":"integer","minimum":0,"default":600,"description":"Seconds that a browser may keep the answer to a preflight."},"allowedHeaders":{"type":"array","items":{"type":"string","pattern":"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"},"description":"Headers that pages may send. Default: those that the browser asks for."},"exposedHeaders":{"type":"array","items":{"type":"string","pattern":"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"},"description":"Headers that pages may read. Default: Retry-After and X-RateLimit-*."}},"additionalProperties":false,"description":"Pages of other origins that may use the endpoint (ocamba, journyx). Default: none."},"onUnknown":{"type":"string","enum":["continue","stop"],"default":"continue","description":"What follows an unsafe part that was sent and got no complete answer."},"groups":{"type":"string","enum":["refuse","in-order"],"default":"refuse","description":"Groups that should take effect as a whole or not at all, which no upstream can promise: 501 for each of their parts, or run in order until the first failure, without undoing anything."},"streaming":{"type":"string","enum":["asked","always","never"],"default":"asked","description":"Whether parts of an answer leave as they end: where the caller sends \"Prefer: stream\", always, or never."},"encodedSlash":{"type":"string","enum":["allow","refuse"],"default":"refuse","description":"Whether %2F, %5C and %00 may stand inside path segments of parts."}},"additionalProperties":false,"description":"A URL where batches are posted."},"minItems":1,"description":"The batch endpoints."},"tls":{"type":"object","required":["cert","key"],"properties":{"cert":{"type":"string","minLength":1,"description":"PEM file with the certificate and those between it and its authority."},"key":{"type":"string","minLength":1,"description":"PEM file with the private key of the certificate."},"passphrase":{"type":"string","description":"Passphrase of the key. Without it the key is not encrypted."},"ca":{"type":"string","minLength":1,"description":"PEM file of authorities that sign certificates of clients; with it a client needs one. Without it clients show none."},"requestClientCert":{"type":"string","enum":["required","optional"],"default":"required","description":"With ca: whether clients without a certificate are served as well."},"minVersion":{"type":"string","enum":["TLSv1.2","TLSv1.3"],"default":"TLSv1.2","description":"The oldest version of TLS."},"hsts":{"anyOf":[{"type":"integer","minimum":0},{"type":"boolean","const":false}],"default":31536000,"description":"Seconds for which browsers come back by https only (Strict-Transport-Security), on own answers; 0 makes them forget it, false says nothing."}},"additionalProperties":false,"description":"Serves https instead of http. Files are relative to this one and read again when they change."},"workers":{"type":"integer","minimum":1,"maximum":64,"default":1,"description":"Processes that serve. Above 1 bounds on load and memory are divided among them, and rate limits need a stateStore. See docs/operations.md."},"connections":{"type":"object","properties":{"most":{"type":"integer","minimum":1,"description":"Connections at a time; more are closed at once, and idle ones with them.","default":10000},"idleTime":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}],"description":"Time that a connection may be idle between two requests (milliseconds, or \"30s\", \"2m\").","default":"75s"},"headTime":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}],"description":"Time for the head of a request to arrive, and for a TLS handshake (milliseconds, or \"30s\", \"2m\").","default":"30s"},"headBytes":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"}],"description":"The head of a request; a larger one is 431 (bytes, or \"4MiB\").","default":"16KiB"}},"additionalProperties":false,"description":"Connections of clients."},"forward":{"type":"string","description":"Upstream that gets all other requests. Without it they are 404."},"forwardIdleTime":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}],"description":"Time without a byte after which a forwarded request is given up (milliseconds, or \"30s\", \"2m\").","default":"60s"},"trustedProxies":{"type":"array","items":{"type":"string","minLength":1},"description":"Addresses or CIDR ranges whose X-Forwarded-* and X-Forwarded-User are believed.","default":[]},"stateStore":{"type":["string","object"],"description":"Redis server where gateways share their rate limit counters, such as redis://127.0.0.1:6379; or an object with \"url\". Without it each gateway counts for itself.","properties":{"url":{"type":"string","description":"redis://[user:password@]host[:port][/database], or rediss:// for TLS. Redis 6 or newer."},"keyPrefix":{"type":"string","default":"batchway:","description":"What all keys in the store begin with."},"onFailure":{"type":"string","enum":["closed","open"],"default":"closed","description":"While the store can not be asked: refuse what would be counted with 503, or let it through, counted by each gateway for itself."},"connectTimeout":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}],"description":"Time to make a connection (milliseconds, or \"30s\", \"2m\").","default":"2s"},"commandTimeout":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}],"description":"Time for an answer of the store (milliseconds, or \"30s\", \"2m\").","default":"500ms"}},"required":["url"],"additionalProperties":false},"metrics":{"type":"string","pattern":"^/[^?#\\s]*$","description":"Path where metrics are served for Prometheus, such as /metrics. Default: nowhere."},"tracing":{"type":"object","properties":{"exporter":{"type":"string","enum":["otlp"],"default":"otlp","description":"How spans are sent: OTLP over HTTP, in JSON."},"endpoint":{"type":"string","default":"http://127.0.0.1:4318/v1/traces","description":"URL where they are posted."},"serviceName":{"type":"string","minLength":1,"default":"batchway","description":"Name of this gateway in traces (service.name)."},"sampling":{"type":"number","minimum":0,"maximum":1,"default":1,"description":"Share of the batches that are recorded, from 0 to 1. A batch whose traceparent says whether it is, is."},"headers":{"type":"object","patternProperties":{"^.*$":{"type":"string"}},"description":"Headers for the collector, such as a key. They are never logged. Default: none."}},"additionalProperties":false,"description":"Traces of batches and their parts (OpenTelemetry). Without it there are none."},"compression":{"type":"object","properties":{"threshold":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"}],"description":"Smallest answer that is compressed (bytes, or \"4MiB\").","default":"1KiB"},"codings":{"type":"array","items":{"type":"string","enum":["zstd","br","gzip"]},"minItems":1,"uniqueItems":true,"default":["zstd","br","gzip"],"description":"Codings, the preferred one first. Default: zstd, br, gzip."}},"additionalProperties":false,"description":"Compresses the answers to batches as Accept-Encoding asks; forwarded answers pass as they are. Without it nothing is compressed."},"health":{"type":["object","boolean"],"not":{"const":true},"description":"Pages that say whether this gateway is alive and ready; false serves none. Never forwarded, never logged.","properties":{"live":{"type":"string","pattern":"^/[^?#\\s]*$","default":"/healthz","description":"Path of the page that says that the process is alive."},"ready":{"type":"string","pattern":"^/[^?#\\s]*$","default":"/readyz","description":"Path of the page that says whether batches can be served."},"upstreams":{"type":"string","enum":["all","any","none"],"default":"all","description":"Which upstreams must be reachable for this gateway to be ready."},"probeTime":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}],"description":"Time for a connection that is made to see whether an upstream is there (milliseconds, or \"30s\", \"2m\").","default":"1s"},"cacheTime":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}],"description":"Time for which that, or an answer to a part, is believed (milliseconds, or \"30s\", \"2m\").","default":"2s"}},"additionalProperties":false},"admin":{"type":"string","description":"Host and port of a listener of its own for the pages of health and metrics, such as 127.0.0.1:9090; they are served nowhere else then. Without it they are served beside the batches."},"openapi":{"type":"string","pattern":"^/[^?#\\s]*$","description":"Path where an OpenAPI document of all endpoints is served to anybody, such as /openapi.json. Default: nowhere."},"console":{"type":["boolean","object"],"default":false,"description":"Web pages that show what passes and send batches by hand; true, or an object with more. Bodies of the last batches are kept in memory for it.","properties":{"path":{"type":"string","pattern":"^/[^?#\\s]*[^/?#\\s]$","default":"/console","description":"Where it is."},"token":{"type":"string","minLength":16,"pattern":"^[\\w.~+=-]+$","description":"What opens it. Default: none where the gateway listens on a loopback address only, else a new one at each start, which is printed."},"batches":{"type":"integer","minimum":1,"description":"The last batches that are kept.","default":200},"bytes":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"}],"description":"Memory for them (bytes, or \"4MiB\").","default":"16MiB"},"bodyBytes":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"}],"description":"Of each body, what is kept (bytes, or \"4MiB\").","default":"64KiB"}},"additionalProperties":false},"budget":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"}],"description":"Memory for batches and answers of all endpoints (bytes, or \"4MiB\").","default":"256MiB"},"shutdownTime":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}],"description":"Time that running batches get at shutdown (milliseconds, or \"30s\", \"2m\").","default":"10s"},"shutdownDelay":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}],"description":"Time between the signal to end and the moment when no more is accepted; the gateway is not ready meanwhile, so that load balancers see it (milliseconds, or \"30s\", \"2m\").","default":"0"},"logLevel":{"type":"string","enum":["fatal","error","warn","info","debug","trace","silent"],"default":"info","description":"Lowest level of log lines: a line per batch at info or above, parts that failed at debug, all parts at trace."},"logFormat":{"type":"string","enum":["json","pretty"],"description":"JSON lines, or lines for people. Default: pretty where standard output is a terminal, else json."}},"additionalProperties":false,"title":"Batchway gateway configuration"};
const func2 = Object.prototype.hasOwnProperty;
const func4 = require("ajv/dist/runtime/ucs2length").default;
const pattern0 = new RegExp("^.*$", "u");
const pattern1 = new RegExp("^[0-9]+(\\.[0-9]+)?(ms|s|m)$", "u");
const pattern8 = new RegExp("^/[^?#\\s]*$", "u");
const pattern9 = new RegExp("^\\.{0,2}/", "u");
const pattern11 = new RegExp("^https?://[^/?#\\\\@\\s]+$", "u");
const pattern12 = new RegExp("^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$", "u");
const pattern24 = new RegExp("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$", "u");
const pattern40 = new RegExp("^/[^?#\\s]*[^/?#\\s]$", "u");
const pattern41 = new RegExp("^[\\w.~+=-]+$", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="urn:batchway:config.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.upstreams === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "upstreams"},message:"must have required property '"+"upstreams"+"'",schema:schema11.required,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.endpoints === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "endpoints"},message:"must have required property '"+"endpoints"+"'",schema:schema11.required,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!(func2.call(schema11.properties, key0))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.$schema !== undefined){
let data0 = data.$schema;
if(typeof data0 !== "string"){
const err3 = {instancePath:instancePath+"/$schema",schemaPath:"#/properties/%24schema/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.$schema.type,parentSchema:schema11.properties.$schema,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.listen !== undefined){
let data1 = data.listen;
if(typeof data1 !== "string"){
const err4 = {instancePath:instancePath+"/listen",schemaPath:"#/properties/listen/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.listen.type,parentSchema:schema11.properties.listen,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.upstreams !== undefined){
let data2 = data.upstreams;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key1 in data2){
if(pattern0.test(key1)){
let data3 = data2[key1];
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key2 in data3){
if(!(func2.call(schema11.properties.upstreams.patternProperties["^.*$"].properties, key2))){
const err5 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"],data:data3};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data3.url !== undefined){
let data4 = data3.url;
if(typeof data4 !== "string"){
const err6 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/url",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.url.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.url,data:data4};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data3.targets !== undefined){
let data5 = data3.targets;
if(Array.isArray(data5)){
if(data5.length < 1){
const err7 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/targets",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/targets/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.targets,data:data5};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
if(typeof data6 !== "string"){
const err8 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/targets/" + i0,schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/targets/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.targets.items.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.targets.items,data:data6};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
else {
const err9 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/targets",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/targets/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.targets.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.targets,data:data5};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data3.balance !== undefined){
let data7 = data3.balance;
if(typeof data7 !== "string"){
const err10 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/balance",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/balance/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.balance.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.balance,data:data7};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(!((data7 === "least-loaded") || (data7 === "round-robin"))){
const err11 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/balance",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/balance/enum",keyword:"enum",params:{allowedValues: schema11.properties.upstreams.patternProperties["^.*$"].properties.balance.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.balance.enum,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.balance,data:data7};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data3.restTime !== undefined){
let data8 = data3.restTime;
const _errs20 = errors;
let valid5 = false;
const _errs21 = errors;
if(!((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8)))){
const err12 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/restTime",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/restTime/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.restTime.anyOf[0].type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.restTime.anyOf[0],data:data8};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(typeof data8 == "number"){
if(data8 < 1 || isNaN(data8)){
const err13 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/restTime",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/restTime/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.restTime.anyOf[0],data:data8};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
var _valid0 = _errs21 === errors;
valid5 = valid5 || _valid0;
if(!valid5){
const _errs23 = errors;
if(typeof data8 === "string"){
if(!pattern1.test(data8)){
const err14 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/restTime",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/restTime/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(ms|s|m)$",parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.restTime.anyOf[1],data:data8};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/restTime",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/restTime/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.restTime.anyOf[1].type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.restTime.anyOf[1],data:data8};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
var _valid0 = _errs23 === errors;
valid5 = valid5 || _valid0;
}
if(!valid5){
const err16 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/restTime",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/restTime/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.restTime.anyOf,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.restTime,data:data8};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
else {
errors = _errs20;
if(vErrors !== null){
if(_errs20){
vErrors.length = _errs20;
}
else {
vErrors = null;
}
}
}
}
if(data3.connections !== undefined){
let data9 = data3.connections;
if(!((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9)))){
const err17 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/connections",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/connections/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.connections.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.connections,data:data9};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(typeof data9 == "number"){
if(data9 < 1 || isNaN(data9)){
const err18 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/connections",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/connections/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.connections,data:data9};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
if(data3.pipelining !== undefined){
let data10 = data3.pipelining;
if(!((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10)))){
const err19 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/pipelining",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/pipelining/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.pipelining.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.pipelining,data:data10};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(typeof data10 == "number"){
if(data10 < 1 || isNaN(data10)){
const err20 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/pipelining",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/pipelining/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.pipelining,data:data10};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
if(data3.connectTimeout !== undefined){
let data11 = data3.connectTimeout;
const _errs30 = errors;
let valid6 = false;
const _errs31 = errors;
if(!((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11)))){
const err21 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/connectTimeout",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/connectTimeout/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.connectTimeout.anyOf[0].type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.connectTimeout.anyOf[0],data:data11};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(typeof data11 == "number"){
if(data11 < 1 || isNaN(data11)){
const err22 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/connectTimeout",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/connectTimeout/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.connectTimeout.anyOf[0],data:data11};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
var _valid1 = _errs31 === errors;
valid6 = valid6 || _valid1;
if(!valid6){
const _errs33 = errors;
if(typeof data11 === "string"){
if(!pattern1.test(data11)){
const err23 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/connectTimeout",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/connectTimeout/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(ms|s|m)$",parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.connectTimeout.anyOf[1],data:data11};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/connectTimeout",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/connectTimeout/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.connectTimeout.anyOf[1].type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.connectTimeout.anyOf[1],data:data11};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
var _valid1 = _errs33 === errors;
valid6 = valid6 || _valid1;
}
if(!valid6){
const err25 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/connectTimeout",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/connectTimeout/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.connectTimeout.anyOf,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.connectTimeout,data:data11};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
else {
errors = _errs30;
if(vErrors !== null){
if(_errs30){
vErrors.length = _errs30;
}
else {
vErrors = null;
}
}
}
}
if(data3.host !== undefined){
let data12 = data3.host;
if(typeof data12 !== "string"){
const err26 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/host",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/host/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.host.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.host,data:data12};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(!((data12 === "upstream") || (data12 === "caller"))){
const err27 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/host",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/host/enum",keyword:"enum",params:{allowedValues: schema11.properties.upstreams.patternProperties["^.*$"].properties.host.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.host.enum,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.host,data:data12};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data3.tls !== undefined){
let data13 = data3.tls;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
for(const key3 in data13){
if(!((((((key3 === "ca") || (key3 === "cert")) || (key3 === "key")) || (key3 === "passphrase")) || (key3 === "servername")) || (key3 === "rejectUnauthorized"))){
const err28 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/tls",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/tls/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.tls,data:data13};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data13.ca !== undefined){
let data14 = data13.ca;
if(typeof data14 === "string"){
if(func4(data14) < 1){
const err29 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/tls/ca",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/tls/properties/ca/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.tls.properties.ca,data:data14};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
else {
const err30 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/tls/ca",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/tls/properties/ca/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.tls.properties.ca.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.tls.properties.ca,data:data14};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data13.cert !== undefined){
let data15 = data13.cert;
if(typeof data15 === "string"){
if(func4(data15) < 1){
const err31 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/tls/cert",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/tls/properties/cert/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.tls.properties.cert,data:data15};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/tls/cert",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/tls/properties/cert/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.tls.properties.cert.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.tls.properties.cert,data:data15};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data13.key !== undefined){
let data16 = data13.key;
if(typeof data16 === "string"){
if(func4(data16) < 1){
const err33 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/tls/key",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/tls/properties/key/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.tls.properties.key,data:data16};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/tls/key",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/tls/properties/key/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.tls.properties.key.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.tls.properties.key,data:data16};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data13.passphrase !== undefined){
let data17 = data13.passphrase;
if(typeof data17 !== "string"){
const err35 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/tls/passphrase",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/tls/properties/passphrase/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.tls.properties.passphrase.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.tls.properties.passphrase,data:data17};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data13.servername !== undefined){
let data18 = data13.servername;
if(typeof data18 === "string"){
if(func4(data18) < 1){
const err36 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/tls/servername",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/tls/properties/servername/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.tls.properties.servername,data:data18};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
else {
const err37 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/tls/servername",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/tls/properties/servername/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.tls.properties.servername.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.tls.properties.servername,data:data18};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data13.rejectUnauthorized !== undefined){
let data19 = data13.rejectUnauthorized;
if(typeof data19 !== "boolean"){
const err38 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/tls/rejectUnauthorized",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/tls/properties/rejectUnauthorized/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.tls.properties.rejectUnauthorized.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.tls.properties.rejectUnauthorized,data:data19};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/tls",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/tls/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.tls.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.tls,data:data13};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data3.credentials !== undefined){
let data20 = data3.credentials;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(data20.headers === undefined){
const err40 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/required",keyword:"required",params:{missingProperty: "headers"},message:"must have required property '"+"headers"+"'",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials.required,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials,data:data20};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
for(const key4 in data20){
if(!((key4 === "headers") || (key4 === "on"))){
const err41 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials,data:data20};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data20.headers !== undefined){
let data21 = data20.headers;
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
for(const key5 in data21){
if(pattern0.test(key5)){
let data22 = data21[key5];
const _errs58 = errors;
let valid10 = false;
const _errs59 = errors;
if(typeof data22 === "string"){
if(func4(data22) < 1){
const err42 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials/headers/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/properties/headers/patternProperties/%5E.*%24/anyOf/0/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials.properties.headers.patternProperties["^.*$"].anyOf[0],data:data22};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
else {
const err43 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials/headers/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/properties/headers/patternProperties/%5E.*%24/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials.properties.headers.patternProperties["^.*$"].anyOf[0].type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials.properties.headers.patternProperties["^.*$"].anyOf[0],data:data22};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
var _valid2 = _errs59 === errors;
valid10 = valid10 || _valid2;
if(!valid10){
const _errs61 = errors;
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
if(data22.file === undefined){
const err44 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials/headers/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/properties/headers/patternProperties/%5E.*%24/anyOf/1/required",keyword:"required",params:{missingProperty: "file"},message:"must have required property '"+"file"+"'",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials.properties.headers.patternProperties["^.*$"].anyOf[1].required,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials.properties.headers.patternProperties["^.*$"].anyOf[1],data:data22};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
for(const key6 in data22){
if(!((key6 === "file") || (key6 === "prefix"))){
const err45 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials/headers/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/properties/headers/patternProperties/%5E.*%24/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials.properties.headers.patternProperties["^.*$"].anyOf[1],data:data22};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data22.file !== undefined){
let data23 = data22.file;
if(typeof data23 === "string"){
if(func4(data23) < 1){
const err46 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials/headers/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/file",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/properties/headers/patternProperties/%5E.*%24/anyOf/1/properties/file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials.properties.headers.patternProperties["^.*$"].anyOf[1].properties.file,data:data23};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
else {
const err47 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials/headers/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/file",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/properties/headers/patternProperties/%5E.*%24/anyOf/1/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials.properties.headers.patternProperties["^.*$"].anyOf[1].properties.file.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials.properties.headers.patternProperties["^.*$"].anyOf[1].properties.file,data:data23};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data22.prefix !== undefined){
let data24 = data22.prefix;
if(typeof data24 !== "string"){
const err48 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials/headers/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/prefix",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/properties/headers/patternProperties/%5E.*%24/anyOf/1/properties/prefix/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials.properties.headers.patternProperties["^.*$"].anyOf[1].properties.prefix.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials.properties.headers.patternProperties["^.*$"].anyOf[1].properties.prefix,data:data24};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
else {
const err49 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials/headers/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/properties/headers/patternProperties/%5E.*%24/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials.properties.headers.patternProperties["^.*$"].anyOf[1].type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials.properties.headers.patternProperties["^.*$"].anyOf[1],data:data22};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
var _valid2 = _errs61 === errors;
valid10 = valid10 || _valid2;
}
if(!valid10){
const err50 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials/headers/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/properties/headers/patternProperties/%5E.*%24/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials.properties.headers.patternProperties["^.*$"].anyOf,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials.properties.headers.patternProperties["^.*$"],data:data22};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
else {
errors = _errs58;
if(vErrors !== null){
if(_errs58){
vErrors.length = _errs58;
}
else {
vErrors = null;
}
}
}
}
}
}
else {
const err51 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials/headers",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/properties/headers/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials.properties.headers.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials.properties.headers,data:data21};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data20.on !== undefined){
let data25 = data20.on;
if(typeof data25 !== "string"){
const err52 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials/on",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/properties/on/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials.properties.on.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials.properties.on,data:data25};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(!((data25 === "parts") || (data25 === "all"))){
const err53 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials/on",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/properties/on/enum",keyword:"enum",params:{allowedValues: schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials.properties.on.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials.properties.on.enum,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials.properties.on,data:data25};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
}
else {
const err54 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials,data:data20};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data3.partsInFlight !== undefined){
let data26 = data3.partsInFlight;
if(!((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26)))){
const err55 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/partsInFlight",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/partsInFlight/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.partsInFlight.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.partsInFlight,data:data26};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(typeof data26 == "number"){
if(data26 < 1 || isNaN(data26)){
const err56 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/partsInFlight",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/partsInFlight/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.partsInFlight,data:data26};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
}
if(data3.partsInFlightPerCaller !== undefined){
let data27 = data3.partsInFlightPerCaller;
if(!((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27)))){
const err57 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/partsInFlightPerCaller",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/partsInFlightPerCaller/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.partsInFlightPerCaller.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.partsInFlightPerCaller,data:data27};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(typeof data27 == "number"){
if(data27 < 1 || isNaN(data27)){
const err58 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/partsInFlightPerCaller",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/partsInFlightPerCaller/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.partsInFlightPerCaller,data:data27};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
}
if(data3.waitingBatches !== undefined){
let data28 = data3.waitingBatches;
if(!((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28)))){
const err59 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/waitingBatches",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/waitingBatches/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.waitingBatches.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.waitingBatches,data:data28};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if(typeof data28 == "number"){
if(data28 < 1 || isNaN(data28)){
const err60 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/waitingBatches",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/waitingBatches/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.waitingBatches,data:data28};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
}
if(data3.waitingParts !== undefined){
let data29 = data3.waitingParts;
if(!((typeof data29 == "number") && (!(data29 % 1) && !isNaN(data29)))){
const err61 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/waitingParts",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/waitingParts/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.waitingParts.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.waitingParts,data:data29};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if(typeof data29 == "number"){
if(data29 < 1 || isNaN(data29)){
const err62 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/waitingParts",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/waitingParts/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.waitingParts,data:data29};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
}
if(data3.retry !== undefined){
let data30 = data3.retry;
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
for(const key7 in data30){
if(!((((key7 === "attempts") || (key7 === "statuses")) || (key7 === "baseDelay")) || (key7 === "maxDelay"))){
const err63 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry,data:data30};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data30.attempts !== undefined){
let data31 = data30.attempts;
if(!((typeof data31 == "number") && (!(data31 % 1) && !isNaN(data31)))){
const err64 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/attempts",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/attempts/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.properties.attempts.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.properties.attempts,data:data31};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(typeof data31 == "number"){
if(data31 < 1 || isNaN(data31)){
const err65 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/attempts",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/attempts/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.properties.attempts,data:data31};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
}
if(data30.statuses !== undefined){
let data32 = data30.statuses;
if(Array.isArray(data32)){
const len1 = data32.length;
for(let i1=0; i1<len1; i1++){
let data33 = data32[i1];
if(!((typeof data33 == "number") && (!(data33 % 1) && !isNaN(data33)))){
const err66 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/statuses/" + i1,schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/statuses/items/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.properties.statuses.items.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.properties.statuses.items,data:data33};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(typeof data33 == "number"){
if(data33 > 599 || isNaN(data33)){
const err67 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/statuses/" + i1,schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/statuses/items/maximum",keyword:"maximum",params:{comparison: "<=", limit: 599},message:"must be <= 599",schema:599,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.properties.statuses.items,data:data33};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(data33 < 400 || isNaN(data33)){
const err68 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/statuses/" + i1,schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/statuses/items/minimum",keyword:"minimum",params:{comparison: ">=", limit: 400},message:"must be >= 400",schema:400,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.properties.statuses.items,data:data33};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
}
}
else {
const err69 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/statuses",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/statuses/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.properties.statuses.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.properties.statuses,data:data32};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(data30.baseDelay !== undefined){
let data34 = data30.baseDelay;
const _errs88 = errors;
let valid15 = false;
const _errs89 = errors;
if(!((typeof data34 == "number") && (!(data34 % 1) && !isNaN(data34)))){
const err70 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/baseDelay",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/baseDelay/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.properties.baseDelay.anyOf[0].type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.properties.baseDelay.anyOf[0],data:data34};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
if(typeof data34 == "number"){
if(data34 < 1 || isNaN(data34)){
const err71 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/baseDelay",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/baseDelay/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.properties.baseDelay.anyOf[0],data:data34};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
var _valid3 = _errs89 === errors;
valid15 = valid15 || _valid3;
if(!valid15){
const _errs91 = errors;
if(typeof data34 === "string"){
if(!pattern1.test(data34)){
const err72 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/baseDelay",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/baseDelay/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(ms|s|m)$",parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.properties.baseDelay.anyOf[1],data:data34};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
else {
const err73 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/baseDelay",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/baseDelay/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.properties.baseDelay.anyOf[1].type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.properties.baseDelay.anyOf[1],data:data34};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
var _valid3 = _errs91 === errors;
valid15 = valid15 || _valid3;
}
if(!valid15){
const err74 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/baseDelay",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/baseDelay/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.properties.baseDelay.anyOf,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.properties.baseDelay,data:data34};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
else {
errors = _errs88;
if(vErrors !== null){
if(_errs88){
vErrors.length = _errs88;
}
else {
vErrors = null;
}
}
}
}
if(data30.maxDelay !== undefined){
let data35 = data30.maxDelay;
const _errs94 = errors;
let valid16 = false;
const _errs95 = errors;
if(!((typeof data35 == "number") && (!(data35 % 1) && !isNaN(data35)))){
const err75 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/maxDelay",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/maxDelay/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.properties.maxDelay.anyOf[0].type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.properties.maxDelay.anyOf[0],data:data35};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if(typeof data35 == "number"){
if(data35 < 1 || isNaN(data35)){
const err76 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/maxDelay",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/maxDelay/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.properties.maxDelay.anyOf[0],data:data35};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
var _valid4 = _errs95 === errors;
valid16 = valid16 || _valid4;
if(!valid16){
const _errs97 = errors;
if(typeof data35 === "string"){
if(!pattern1.test(data35)){
const err77 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/maxDelay",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/maxDelay/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(ms|s|m)$",parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.properties.maxDelay.anyOf[1],data:data35};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
else {
const err78 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/maxDelay",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/maxDelay/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.properties.maxDelay.anyOf[1].type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.properties.maxDelay.anyOf[1],data:data35};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
var _valid4 = _errs97 === errors;
valid16 = valid16 || _valid4;
}
if(!valid16){
const err79 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/maxDelay",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/maxDelay/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.properties.maxDelay.anyOf,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.properties.maxDelay,data:data35};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
else {
errors = _errs94;
if(vErrors !== null){
if(_errs94){
vErrors.length = _errs94;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err80 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.retry,data:data30};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
if(data3.breaker !== undefined){
let data36 = data3.breaker;
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
for(const key8 in data36){
if(!((((key8 === "failures") || (key8 === "openTime")) || (key8 === "probes")) || (key8 === "statuses"))){
const err81 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker,data:data36};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
if(data36.failures !== undefined){
let data37 = data36.failures;
const _errs103 = errors;
let valid18 = false;
const _errs104 = errors;
if(!((typeof data37 == "number") && (!(data37 % 1) && !isNaN(data37)))){
const err82 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[0].type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[0],data:data37};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
if(typeof data37 == "number"){
if(data37 < 1 || isNaN(data37)){
const err83 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[0],data:data37};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
var _valid5 = _errs104 === errors;
valid18 = valid18 || _valid5;
if(!valid18){
const _errs106 = errors;
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
if(data37.ratio === undefined){
const err84 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/required",keyword:"required",params:{missingProperty: "ratio"},message:"must have required property '"+"ratio"+"'",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[1].required,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[1],data:data37};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
if(data37.window === undefined){
const err85 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/required",keyword:"required",params:{missingProperty: "window"},message:"must have required property '"+"window"+"'",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[1].required,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[1],data:data37};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if(data37.minimum === undefined){
const err86 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/required",keyword:"required",params:{missingProperty: "minimum"},message:"must have required property '"+"minimum"+"'",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[1].required,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[1],data:data37};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
for(const key9 in data37){
if(!(((key9 === "ratio") || (key9 === "window")) || (key9 === "minimum"))){
const err87 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[1],data:data37};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
if(data37.ratio !== undefined){
let data38 = data37.ratio;
if(typeof data38 == "number"){
if(data38 >= 1 || isNaN(data38)){
const err88 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures/ratio",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/properties/ratio/exclusiveMaximum",keyword:"exclusiveMaximum",params:{comparison: "<", limit: 1},message:"must be < 1",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[1].properties.ratio,data:data38};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
if(data38 <= 0 || isNaN(data38)){
const err89 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures/ratio",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/properties/ratio/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0",schema:0,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[1].properties.ratio,data:data38};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
else {
const err90 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures/ratio",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/properties/ratio/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[1].properties.ratio.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[1].properties.ratio,data:data38};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
if(data37.window !== undefined){
let data39 = data37.window;
const _errs112 = errors;
let valid20 = false;
const _errs113 = errors;
if(!((typeof data39 == "number") && (!(data39 % 1) && !isNaN(data39)))){
const err91 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures/window",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/properties/window/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[1].properties.window.anyOf[0].type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[1].properties.window.anyOf[0],data:data39};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
if(typeof data39 == "number"){
if(data39 < 1 || isNaN(data39)){
const err92 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures/window",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/properties/window/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[1].properties.window.anyOf[0],data:data39};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
var _valid6 = _errs113 === errors;
valid20 = valid20 || _valid6;
if(!valid20){
const _errs115 = errors;
if(typeof data39 === "string"){
if(!pattern1.test(data39)){
const err93 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures/window",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/properties/window/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(ms|s|m)$",parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[1].properties.window.anyOf[1],data:data39};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
else {
const err94 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures/window",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/properties/window/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[1].properties.window.anyOf[1].type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[1].properties.window.anyOf[1],data:data39};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
var _valid6 = _errs115 === errors;
valid20 = valid20 || _valid6;
}
if(!valid20){
const err95 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures/window",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/properties/window/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[1].properties.window.anyOf,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[1].properties.window,data:data39};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
else {
errors = _errs112;
if(vErrors !== null){
if(_errs112){
vErrors.length = _errs112;
}
else {
vErrors = null;
}
}
}
}
if(data37.minimum !== undefined){
let data40 = data37.minimum;
if(!((typeof data40 == "number") && (!(data40 % 1) && !isNaN(data40)))){
const err96 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures/minimum",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/properties/minimum/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[1].properties.minimum.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[1].properties.minimum,data:data40};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
if(typeof data40 == "number"){
if(data40 < 1 || isNaN(data40)){
const err97 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures/minimum",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/properties/minimum/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[1].properties.minimum,data:data40};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
}
}
else {
const err98 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[1].type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf[1],data:data37};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
var _valid5 = _errs106 === errors;
valid18 = valid18 || _valid5;
}
if(!valid18){
const err99 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures.anyOf,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.failures,data:data37};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
else {
errors = _errs103;
if(vErrors !== null){
if(_errs103){
vErrors.length = _errs103;
}
else {
vErrors = null;
}
}
}
}
if(data36.openTime !== undefined){
let data41 = data36.openTime;
const _errs120 = errors;
let valid21 = false;
const _errs121 = errors;
if(!((typeof data41 == "number") && (!(data41 % 1) && !isNaN(data41)))){
const err100 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/openTime",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/openTime/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.openTime.anyOf[0].type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.openTime.anyOf[0],data:data41};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
if(typeof data41 == "number"){
if(data41 < 1 || isNaN(data41)){
const err101 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/openTime",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/openTime/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.openTime.anyOf[0],data:data41};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
var _valid7 = _errs121 === errors;
valid21 = valid21 || _valid7;
if(!valid21){
const _errs123 = errors;
if(typeof data41 === "string"){
if(!pattern1.test(data41)){
const err102 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/openTime",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/openTime/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(ms|s|m)$",parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.openTime.anyOf[1],data:data41};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
else {
const err103 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/openTime",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/openTime/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.openTime.anyOf[1].type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.openTime.anyOf[1],data:data41};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
var _valid7 = _errs123 === errors;
valid21 = valid21 || _valid7;
}
if(!valid21){
const err104 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/openTime",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/openTime/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.openTime.anyOf,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.openTime,data:data41};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
else {
errors = _errs120;
if(vErrors !== null){
if(_errs120){
vErrors.length = _errs120;
}
else {
vErrors = null;
}
}
}
}
if(data36.probes !== undefined){
let data42 = data36.probes;
if(!((typeof data42 == "number") && (!(data42 % 1) && !isNaN(data42)))){
const err105 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/probes",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/probes/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.probes.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.probes,data:data42};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
if(typeof data42 == "number"){
if(data42 < 1 || isNaN(data42)){
const err106 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/probes",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/probes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.probes,data:data42};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
}
if(data36.statuses !== undefined){
let data43 = data36.statuses;
if(Array.isArray(data43)){
const len2 = data43.length;
for(let i2=0; i2<len2; i2++){
let data44 = data43[i2];
if(!((typeof data44 == "number") && (!(data44 % 1) && !isNaN(data44)))){
const err107 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/statuses/" + i2,schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/statuses/items/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.statuses.items.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.statuses.items,data:data44};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
if(typeof data44 == "number"){
if(data44 > 599 || isNaN(data44)){
const err108 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/statuses/" + i2,schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/statuses/items/maximum",keyword:"maximum",params:{comparison: "<=", limit: 599},message:"must be <= 599",schema:599,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.statuses.items,data:data44};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
if(data44 < 400 || isNaN(data44)){
const err109 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/statuses/" + i2,schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/statuses/items/minimum",keyword:"minimum",params:{comparison: ">=", limit: 400},message:"must be >= 400",schema:400,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.statuses.items,data:data44};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
}
}
else {
const err110 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/statuses",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/statuses/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.statuses.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.properties.statuses,data:data43};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
}
else {
const err111 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.breaker,data:data36};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data3.bulkhead !== undefined){
let data45 = data3.bulkhead;
if(data45 && typeof data45 == "object" && !Array.isArray(data45)){
for(const key10 in data45){
if(!((key10 === "parts") || (key10 === "waiting"))){
const err112 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/bulkhead",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/bulkhead/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.bulkhead,data:data45};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
if(data45.parts !== undefined){
let data46 = data45.parts;
if(!((typeof data46 == "number") && (!(data46 % 1) && !isNaN(data46)))){
const err113 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/bulkhead/parts",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/bulkhead/properties/parts/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.bulkhead.properties.parts.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.bulkhead.properties.parts,data:data46};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
if(typeof data46 == "number"){
if(data46 < 1 || isNaN(data46)){
const err114 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/bulkhead/parts",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/bulkhead/properties/parts/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.bulkhead.properties.parts,data:data46};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
}
if(data45.waiting !== undefined){
let data47 = data45.waiting;
if(!((typeof data47 == "number") && (!(data47 % 1) && !isNaN(data47)))){
const err115 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/bulkhead/waiting",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/bulkhead/properties/waiting/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.bulkhead.properties.waiting.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.bulkhead.properties.waiting,data:data47};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
if(typeof data47 == "number"){
if(data47 < 1 || isNaN(data47)){
const err116 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/bulkhead/waiting",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/bulkhead/properties/waiting/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.bulkhead.properties.waiting,data:data47};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
}
}
else {
const err117 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/bulkhead",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/bulkhead/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.upstreams.patternProperties["^.*$"].properties.bulkhead.type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"].properties.bulkhead,data:data45};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
}
else {
const err118 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.upstreams.patternProperties["^.*$"].type,parentSchema:schema11.properties.upstreams.patternProperties["^.*$"],data:data3};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
}
}
else {
const err119 = {instancePath:instancePath+"/upstreams",schemaPath:"#/properties/upstreams/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.upstreams.type,parentSchema:schema11.properties.upstreams,data:data2};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
if(data.endpoints !== undefined){
let data48 = data.endpoints;
if(Array.isArray(data48)){
if(data48.length < 1){
const err120 = {instancePath:instancePath+"/endpoints",schemaPath:"#/properties/endpoints/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema11.properties.endpoints,data:data48};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
const len3 = data48.length;
for(let i3=0; i3<len3; i3++){
let data49 = data48[i3];
if(data49 && typeof data49 == "object" && !Array.isArray(data49)){
if(data49.path === undefined){
const err121 = {instancePath:instancePath+"/endpoints/" + i3,schemaPath:"#/properties/endpoints/items/required",keyword:"required",params:{missingProperty: "path"},message:"must have required property '"+"path"+"'",schema:schema11.properties.endpoints.items.required,parentSchema:schema11.properties.endpoints.items,data:data49};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
if(data49.dialect === undefined){
const err122 = {instancePath:instancePath+"/endpoints/" + i3,schemaPath:"#/properties/endpoints/items/required",keyword:"required",params:{missingProperty: "dialect"},message:"must have required property '"+"dialect"+"'",schema:schema11.properties.endpoints.items.required,parentSchema:schema11.properties.endpoints.items,data:data49};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
if(data49.upstream === undefined){
const err123 = {instancePath:instancePath+"/endpoints/" + i3,schemaPath:"#/properties/endpoints/items/required",keyword:"required",params:{missingProperty: "upstream"},message:"must have required property '"+"upstream"+"'",schema:schema11.properties.endpoints.items.required,parentSchema:schema11.properties.endpoints.items,data:data49};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
for(const key11 in data49){
if(!(func2.call(schema11.properties.endpoints.items.properties, key11))){
const err124 = {instancePath:instancePath+"/endpoints/" + i3,schemaPath:"#/properties/endpoints/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.endpoints.items,data:data49};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
if(data49.path !== undefined){
let data50 = data49.path;
if(typeof data50 === "string"){
if(!pattern8.test(data50)){
const err125 = {instancePath:instancePath+"/endpoints/" + i3+"/path",schemaPath:"#/properties/endpoints/items/properties/path/pattern",keyword:"pattern",params:{pattern: "^/[^?#\\s]*$"},message:"must match pattern \""+"^/[^?#\\s]*$"+"\"",schema:"^/[^?#\\s]*$",parentSchema:schema11.properties.endpoints.items.properties.path,data:data50};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
else {
const err126 = {instancePath:instancePath+"/endpoints/" + i3+"/path",schemaPath:"#/properties/endpoints/items/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.path.type,parentSchema:schema11.properties.endpoints.items.properties.path,data:data50};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
if(data49.dialect !== undefined){
let data51 = data49.dialect;
if((typeof data51 !== "string") && (!(data51 && typeof data51 == "object" && !Array.isArray(data51)))){
const err127 = {instancePath:instancePath+"/endpoints/" + i3+"/dialect",schemaPath:"#/properties/endpoints/items/properties/dialect/type",keyword:"type",params:{type: schema11.properties.endpoints.items.properties.dialect.type},message:"must be string,object",schema:schema11.properties.endpoints.items.properties.dialect.type,parentSchema:schema11.properties.endpoints.items.properties.dialect,data:data51};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
const _errs147 = errors;
let valid28 = true;
const _errs148 = errors;
if(typeof data51 !== "string"){
const err128 = {};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
const _errs150 = errors;
const _errs151 = errors;
if(typeof data51 === "string"){
if(!pattern9.test(data51)){
const err129 = {};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
var valid29 = _errs151 === errors;
if(valid29){
const err130 = {};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
else {
errors = _errs150;
if(vErrors !== null){
if(_errs150){
vErrors.length = _errs150;
}
else {
vErrors = null;
}
}
}
var _valid8 = _errs148 === errors;
errors = _errs147;
if(vErrors !== null){
if(_errs147){
vErrors.length = _errs147;
}
else {
vErrors = null;
}
}
if(_valid8){
const _errs152 = errors;
if(!((((((data51 === "odata") || (data51 === "graph")) || (data51 === "google")) || (data51 === "ocamba")) || (data51 === "journyx")) || (data51 === "ocapi"))){
const err131 = {instancePath:instancePath+"/endpoints/" + i3+"/dialect",schemaPath:"#/properties/endpoints/items/properties/dialect/then/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.dialect.then.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.endpoints.items.properties.dialect.then.enum,parentSchema:schema11.properties.endpoints.items.properties.dialect.then,data:data51};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
var _valid8 = _errs152 === errors;
valid28 = _valid8;
}
if(!valid28){
const err132 = {instancePath:instancePath+"/endpoints/" + i3+"/dialect",schemaPath:"#/properties/endpoints/items/properties/dialect/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema11.properties.endpoints.items.properties.dialect.if,parentSchema:schema11.properties.endpoints.items.properties.dialect,data:data51};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
if(data51 && typeof data51 == "object" && !Array.isArray(data51)){
if(data51.module === undefined){
const err133 = {instancePath:instancePath+"/endpoints/" + i3+"/dialect",schemaPath:"#/properties/endpoints/items/properties/dialect/required",keyword:"required",params:{missingProperty: "module"},message:"must have required property '"+"module"+"'",schema:schema11.properties.endpoints.items.properties.dialect.required,parentSchema:schema11.properties.endpoints.items.properties.dialect,data:data51};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
for(const key12 in data51){
if(!((key12 === "module") || (key12 === "options"))){
const err134 = {instancePath:instancePath+"/endpoints/" + i3+"/dialect",schemaPath:"#/properties/endpoints/items/properties/dialect/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.endpoints.items.properties.dialect,data:data51};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
if(data51.module !== undefined){
let data52 = data51.module;
if(typeof data52 === "string"){
if(func4(data52) < 1){
const err135 = {instancePath:instancePath+"/endpoints/" + i3+"/dialect/module",schemaPath:"#/properties/endpoints/items/properties/dialect/properties/module/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.endpoints.items.properties.dialect.properties.module,data:data52};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
else {
const err136 = {instancePath:instancePath+"/endpoints/" + i3+"/dialect/module",schemaPath:"#/properties/endpoints/items/properties/dialect/properties/module/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.dialect.properties.module.type,parentSchema:schema11.properties.endpoints.items.properties.dialect.properties.module,data:data52};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
if(data51.options !== undefined){
let data53 = data51.options;
if(!(data53 && typeof data53 == "object" && !Array.isArray(data53))){
const err137 = {instancePath:instancePath+"/endpoints/" + i3+"/dialect/options",schemaPath:"#/properties/endpoints/items/properties/dialect/properties/options/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.endpoints.items.properties.dialect.properties.options.type,parentSchema:schema11.properties.endpoints.items.properties.dialect.properties.options,data:data53};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
}
}
if(data49.upstream !== undefined){
let data54 = data49.upstream;
if(typeof data54 !== "string"){
const err138 = {instancePath:instancePath+"/endpoints/" + i3+"/upstream",schemaPath:"#/properties/endpoints/items/properties/upstream/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.upstream.type,parentSchema:schema11.properties.endpoints.items.properties.upstream,data:data54};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
if(data49.base !== undefined){
let data55 = data49.base;
if(typeof data55 === "string"){
if(!pattern8.test(data55)){
const err139 = {instancePath:instancePath+"/endpoints/" + i3+"/base",schemaPath:"#/properties/endpoints/items/properties/base/pattern",keyword:"pattern",params:{pattern: "^/[^?#\\s]*$"},message:"must match pattern \""+"^/[^?#\\s]*$"+"\"",schema:"^/[^?#\\s]*$",parentSchema:schema11.properties.endpoints.items.properties.base,data:data55};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
}
else {
const err140 = {instancePath:instancePath+"/endpoints/" + i3+"/base",schemaPath:"#/properties/endpoints/items/properties/base/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.base.type,parentSchema:schema11.properties.endpoints.items.properties.base,data:data55};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
if(data49.settings !== undefined){
let data56 = data49.settings;
if(typeof data56 !== "string"){
const err141 = {instancePath:instancePath+"/endpoints/" + i3+"/settings",schemaPath:"#/properties/endpoints/items/properties/settings/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.settings.type,parentSchema:schema11.properties.endpoints.items.properties.settings,data:data56};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
if(data49.jwt !== undefined){
let data57 = data49.jwt;
if(data57 && typeof data57 == "object" && !Array.isArray(data57)){
for(const key13 in data57){
if(!((((key13 === "jwks") || (key13 === "secret")) || (key13 === "audience")) || (key13 === "algorithms"))){
const err142 = {instancePath:instancePath+"/endpoints/" + i3+"/jwt",schemaPath:"#/properties/endpoints/items/properties/jwt/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.endpoints.items.properties.jwt,data:data57};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
if(data57.jwks !== undefined){
let data58 = data57.jwks;
if(typeof data58 !== "string"){
const err143 = {instancePath:instancePath+"/endpoints/" + i3+"/jwt/jwks",schemaPath:"#/properties/endpoints/items/properties/jwt/properties/jwks/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.jwt.properties.jwks.type,parentSchema:schema11.properties.endpoints.items.properties.jwt.properties.jwks,data:data58};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
if(data57.secret !== undefined){
let data59 = data57.secret;
if(typeof data59 !== "string"){
const err144 = {instancePath:instancePath+"/endpoints/" + i3+"/jwt/secret",schemaPath:"#/properties/endpoints/items/properties/jwt/properties/secret/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.jwt.properties.secret.type,parentSchema:schema11.properties.endpoints.items.properties.jwt.properties.secret,data:data59};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
}
if(data57.audience !== undefined){
let data60 = data57.audience;
if(typeof data60 !== "string"){
const err145 = {instancePath:instancePath+"/endpoints/" + i3+"/jwt/audience",schemaPath:"#/properties/endpoints/items/properties/jwt/properties/audience/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.jwt.properties.audience.type,parentSchema:schema11.properties.endpoints.items.properties.jwt.properties.audience,data:data60};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
}
if(data57.algorithms !== undefined){
let data61 = data57.algorithms;
if(Array.isArray(data61)){
const len4 = data61.length;
for(let i4=0; i4<len4; i4++){
let data62 = data61[i4];
if(typeof data62 !== "string"){
const err146 = {instancePath:instancePath+"/endpoints/" + i3+"/jwt/algorithms/" + i4,schemaPath:"#/properties/endpoints/items/properties/jwt/properties/algorithms/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.jwt.properties.algorithms.items.type,parentSchema:schema11.properties.endpoints.items.properties.jwt.properties.algorithms.items,data:data62};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
}
}
else {
const err147 = {instancePath:instancePath+"/endpoints/" + i3+"/jwt/algorithms",schemaPath:"#/properties/endpoints/items/properties/jwt/properties/algorithms/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.endpoints.items.properties.jwt.properties.algorithms.type,parentSchema:schema11.properties.endpoints.items.properties.jwt.properties.algorithms,data:data61};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
}
}
else {
const err148 = {instancePath:instancePath+"/endpoints/" + i3+"/jwt",schemaPath:"#/properties/endpoints/items/properties/jwt/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.endpoints.items.properties.jwt.type,parentSchema:schema11.properties.endpoints.items.properties.jwt,data:data57};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
}
if(data49.options !== undefined){
let data63 = data49.options;
if(data63 && typeof data63 == "object" && !Array.isArray(data63)){
for(const key14 in data63){
if(!(func2.call(schema11.properties.endpoints.items.properties.options.properties, key14))){
const err149 = {instancePath:instancePath+"/endpoints/" + i3+"/options",schemaPath:"#/properties/endpoints/items/properties/options/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.endpoints.items.properties.options,data:data63};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
}
if(data63.publicOrigin !== undefined){
let data64 = data63.publicOrigin;
if(typeof data64 === "string"){
if(!pattern11.test(data64)){
const err150 = {instancePath:instancePath+"/endpoints/" + i3+"/options/publicOrigin",schemaPath:"#/properties/endpoints/items/properties/options/properties/publicOrigin/pattern",keyword:"pattern",params:{pattern: "^https?://[^/?#\\\\@\\s]+$"},message:"must match pattern \""+"^https?://[^/?#\\\\@\\s]+$"+"\"",schema:"^https?://[^/?#\\\\@\\s]+$",parentSchema:schema11.properties.endpoints.items.properties.options.properties.publicOrigin,data:data64};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
}
else {
const err151 = {instancePath:instancePath+"/endpoints/" + i3+"/options/publicOrigin",schemaPath:"#/properties/endpoints/items/properties/options/properties/publicOrigin/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.options.properties.publicOrigin.type,parentSchema:schema11.properties.endpoints.items.properties.options.properties.publicOrigin,data:data64};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
}
if(data63.defaultMode !== undefined){
let data65 = data63.defaultMode;
if(typeof data65 !== "string"){
const err152 = {instancePath:instancePath+"/endpoints/" + i3+"/options/defaultMode",schemaPath:"#/properties/endpoints/items/properties/options/properties/defaultMode/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.options.properties.defaultMode.type,parentSchema:schema11.properties.endpoints.items.properties.options.properties.defaultMode,data:data65};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
if(!((data65 === "parallel") || (data65 === "serial"))){
const err153 = {instancePath:instancePath+"/endpoints/" + i3+"/options/defaultMode",schemaPath:"#/properties/endpoints/items/properties/options/properties/defaultMode/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.options.properties.defaultMode.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.endpoints.items.properties.options.properties.defaultMode.enum,parentSchema:schema11.properties.endpoints.items.properties.options.properties.defaultMode,data:data65};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
}
if(data63.headers !== undefined){
let data66 = data63.headers;
if(typeof data66 !== "boolean"){
const err154 = {instancePath:instancePath+"/endpoints/" + i3+"/options/headers",schemaPath:"#/properties/endpoints/items/properties/options/properties/headers/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.endpoints.items.properties.options.properties.headers.type,parentSchema:schema11.properties.endpoints.items.properties.options.properties.headers,data:data66};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
}
if(data63.strict !== undefined){
let data67 = data63.strict;
if(typeof data67 !== "boolean"){
const err155 = {instancePath:instancePath+"/endpoints/" + i3+"/options/strict",schemaPath:"#/properties/endpoints/items/properties/options/properties/strict/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.endpoints.items.properties.options.properties.strict.type,parentSchema:schema11.properties.endpoints.items.properties.options.properties.strict,data:data67};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
}
if(data63.version !== undefined){
let data68 = data63.version;
if(typeof data68 !== "string"){
const err156 = {instancePath:instancePath+"/endpoints/" + i3+"/options/version",schemaPath:"#/properties/endpoints/items/properties/options/properties/version/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.options.properties.version.type,parentSchema:schema11.properties.endpoints.items.properties.options.properties.version,data:data68};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
if(data63.lineEnds !== undefined){
let data69 = data63.lineEnds;
if(typeof data69 !== "string"){
const err157 = {instancePath:instancePath+"/endpoints/" + i3+"/options/lineEnds",schemaPath:"#/properties/endpoints/items/properties/options/properties/lineEnds/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.options.properties.lineEnds.type,parentSchema:schema11.properties.endpoints.items.properties.options.properties.lineEnds,data:data69};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
if(!((data69 === "lf") || (data69 === "crlf"))){
const err158 = {instancePath:instancePath+"/endpoints/" + i3+"/options/lineEnds",schemaPath:"#/properties/endpoints/items/properties/options/properties/lineEnds/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.options.properties.lineEnds.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.endpoints.items.properties.options.properties.lineEnds.enum,parentSchema:schema11.properties.endpoints.items.properties.options.properties.lineEnds,data:data69};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
}
if(data63.partHeaders !== undefined){
let data70 = data63.partHeaders;
if(typeof data70 !== "boolean"){
const err159 = {instancePath:instancePath+"/endpoints/" + i3+"/options/partHeaders",schemaPath:"#/properties/endpoints/items/properties/options/properties/partHeaders/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.endpoints.items.properties.options.properties.partHeaders.type,parentSchema:schema11.properties.endpoints.items.properties.options.properties.partHeaders,data:data70};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
}
if(data63.paths !== undefined){
let data71 = data63.paths;
if(typeof data71 !== "string"){
const err160 = {instancePath:instancePath+"/endpoints/" + i3+"/options/paths",schemaPath:"#/properties/endpoints/items/properties/options/properties/paths/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.options.properties.paths.type,parentSchema:schema11.properties.endpoints.items.properties.options.properties.paths,data:data71};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
if(!((data71 === "ocapi") || (data71 === "any"))){
const err161 = {instancePath:instancePath+"/endpoints/" + i3+"/options/paths",schemaPath:"#/properties/endpoints/items/properties/options/properties/paths/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.options.properties.paths.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.endpoints.items.properties.options.properties.paths.enum,parentSchema:schema11.properties.endpoints.items.properties.options.properties.paths,data:data71};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
}
if(data63.preflightAge !== undefined){
let data72 = data63.preflightAge;
if(!((typeof data72 == "number") && (!(data72 % 1) && !isNaN(data72)))){
const err162 = {instancePath:instancePath+"/endpoints/" + i3+"/options/preflightAge",schemaPath:"#/properties/endpoints/items/properties/options/properties/preflightAge/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.endpoints.items.properties.options.properties.preflightAge.type,parentSchema:schema11.properties.endpoints.items.properties.options.properties.preflightAge,data:data72};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
if(typeof data72 == "number"){
if(data72 < 0 || isNaN(data72)){
const err163 = {instancePath:instancePath+"/endpoints/" + i3+"/options/preflightAge",schemaPath:"#/properties/endpoints/items/properties/options/properties/preflightAge/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema11.properties.endpoints.items.properties.options.properties.preflightAge,data:data72};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
}
}
}
else {
const err164 = {instancePath:instancePath+"/endpoints/" + i3+"/options",schemaPath:"#/properties/endpoints/items/properties/options/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.endpoints.items.properties.options.type,parentSchema:schema11.properties.endpoints.items.properties.options,data:data63};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
}
if(data49.limits !== undefined){
let data73 = data49.limits;
if(data73 && typeof data73 == "object" && !Array.isArray(data73)){
for(const key15 in data73){
if(!(func2.call(schema11.properties.endpoints.items.properties.limits.properties, key15))){
const err165 = {instancePath:instancePath+"/endpoints/" + i3+"/limits",schemaPath:"#/properties/endpoints/items/properties/limits/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key15},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.endpoints.items.properties.limits,data:data73};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
}
if(data73.parts !== undefined){
let data74 = data73.parts;
if(!((typeof data74 == "number") && (!(data74 % 1) && !isNaN(data74)))){
const err166 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/parts",schemaPath:"#/properties/endpoints/items/properties/limits/properties/parts/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.endpoints.items.properties.limits.properties.parts.type,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.parts,data:data74};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
if(typeof data74 == "number"){
if(data74 < 1 || isNaN(data74)){
const err167 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/parts",schemaPath:"#/properties/endpoints/items/properties/limits/properties/parts/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.parts,data:data74};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
}
}
if(data73.batchBytes !== undefined){
let data75 = data73.batchBytes;
const _errs204 = errors;
let valid36 = false;
const _errs205 = errors;
if(!((typeof data75 == "number") && (!(data75 % 1) && !isNaN(data75)))){
const err168 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchBytes/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.endpoints.items.properties.limits.properties.batchBytes.anyOf[0].type,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.batchBytes.anyOf[0],data:data75};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
if(typeof data75 == "number"){
if(data75 < 1 || isNaN(data75)){
const err169 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchBytes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.batchBytes.anyOf[0],data:data75};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
}
var _valid9 = _errs205 === errors;
valid36 = valid36 || _valid9;
if(!valid36){
const _errs207 = errors;
if(typeof data75 === "string"){
if(!pattern12.test(data75)){
const err170 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchBytes/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$",parentSchema:schema11.properties.endpoints.items.properties.limits.properties.batchBytes.anyOf[1],data:data75};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
}
else {
const err171 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchBytes/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.limits.properties.batchBytes.anyOf[1].type,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.batchBytes.anyOf[1],data:data75};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
var _valid9 = _errs207 === errors;
valid36 = valid36 || _valid9;
}
if(!valid36){
const err172 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchBytes/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.endpoints.items.properties.limits.properties.batchBytes.anyOf,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.batchBytes,data:data75};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
else {
errors = _errs204;
if(vErrors !== null){
if(_errs204){
vErrors.length = _errs204;
}
else {
vErrors = null;
}
}
}
}
if(data73.jsonDepth !== undefined){
let data76 = data73.jsonDepth;
if(!((typeof data76 == "number") && (!(data76 % 1) && !isNaN(data76)))){
const err173 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/jsonDepth",schemaPath:"#/properties/endpoints/items/properties/limits/properties/jsonDepth/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.endpoints.items.properties.limits.properties.jsonDepth.type,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.jsonDepth,data:data76};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
if(typeof data76 == "number"){
if(data76 < 1 || isNaN(data76)){
const err174 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/jsonDepth",schemaPath:"#/properties/endpoints/items/properties/limits/properties/jsonDepth/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.jsonDepth,data:data76};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
}
}
if(data73.urlBytes !== undefined){
let data77 = data73.urlBytes;
const _errs212 = errors;
let valid37 = false;
const _errs213 = errors;
if(!((typeof data77 == "number") && (!(data77 % 1) && !isNaN(data77)))){
const err175 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/urlBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/urlBytes/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.endpoints.items.properties.limits.properties.urlBytes.anyOf[0].type,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.urlBytes.anyOf[0],data:data77};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
if(typeof data77 == "number"){
if(data77 < 1 || isNaN(data77)){
const err176 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/urlBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/urlBytes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.urlBytes.anyOf[0],data:data77};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
}
var _valid10 = _errs213 === errors;
valid37 = valid37 || _valid10;
if(!valid37){
const _errs215 = errors;
if(typeof data77 === "string"){
if(!pattern12.test(data77)){
const err177 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/urlBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/urlBytes/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$",parentSchema:schema11.properties.endpoints.items.properties.limits.properties.urlBytes.anyOf[1],data:data77};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
}
else {
const err178 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/urlBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/urlBytes/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.limits.properties.urlBytes.anyOf[1].type,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.urlBytes.anyOf[1],data:data77};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
var _valid10 = _errs215 === errors;
valid37 = valid37 || _valid10;
}
if(!valid37){
const err179 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/urlBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/urlBytes/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.endpoints.items.properties.limits.properties.urlBytes.anyOf,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.urlBytes,data:data77};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
else {
errors = _errs212;
if(vErrors !== null){
if(_errs212){
vErrors.length = _errs212;
}
else {
vErrors = null;
}
}
}
}
if(data73.headerFields !== undefined){
let data78 = data73.headerFields;
if(!((typeof data78 == "number") && (!(data78 % 1) && !isNaN(data78)))){
const err180 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/headerFields",schemaPath:"#/properties/endpoints/items/properties/limits/properties/headerFields/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.endpoints.items.properties.limits.properties.headerFields.type,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.headerFields,data:data78};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
if(typeof data78 == "number"){
if(data78 < 1 || isNaN(data78)){
const err181 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/headerFields",schemaPath:"#/properties/endpoints/items/properties/limits/properties/headerFields/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.headerFields,data:data78};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
}
}
if(data73.headerBytes !== undefined){
let data79 = data73.headerBytes;
const _errs220 = errors;
let valid38 = false;
const _errs221 = errors;
if(!((typeof data79 == "number") && (!(data79 % 1) && !isNaN(data79)))){
const err182 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/headerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/headerBytes/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.endpoints.items.properties.limits.properties.headerBytes.anyOf[0].type,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.headerBytes.anyOf[0],data:data79};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
if(typeof data79 == "number"){
if(data79 < 1 || isNaN(data79)){
const err183 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/headerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/headerBytes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.headerBytes.anyOf[0],data:data79};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
}
var _valid11 = _errs221 === errors;
valid38 = valid38 || _valid11;
if(!valid38){
const _errs223 = errors;
if(typeof data79 === "string"){
if(!pattern12.test(data79)){
const err184 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/headerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/headerBytes/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$",parentSchema:schema11.properties.endpoints.items.properties.limits.properties.headerBytes.anyOf[1],data:data79};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
}
else {
const err185 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/headerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/headerBytes/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.limits.properties.headerBytes.anyOf[1].type,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.headerBytes.anyOf[1],data:data79};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
var _valid11 = _errs223 === errors;
valid38 = valid38 || _valid11;
}
if(!valid38){
const err186 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/headerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/headerBytes/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.endpoints.items.properties.limits.properties.headerBytes.anyOf,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.headerBytes,data:data79};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
else {
errors = _errs220;
if(vErrors !== null){
if(_errs220){
vErrors.length = _errs220;
}
else {
vErrors = null;
}
}
}
}
if(data73.partBytes !== undefined){
let data80 = data73.partBytes;
const _errs226 = errors;
let valid39 = false;
const _errs227 = errors;
if(!((typeof data80 == "number") && (!(data80 % 1) && !isNaN(data80)))){
const err187 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/partBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/partBytes/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.endpoints.items.properties.limits.properties.partBytes.anyOf[0].type,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.partBytes.anyOf[0],data:data80};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
if(typeof data80 == "number"){
if(data80 < 1 || isNaN(data80)){
const err188 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/partBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/partBytes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.partBytes.anyOf[0],data:data80};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
}
var _valid12 = _errs227 === errors;
valid39 = valid39 || _valid12;
if(!valid39){
const _errs229 = errors;
if(typeof data80 === "string"){
if(!pattern12.test(data80)){
const err189 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/partBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/partBytes/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$",parentSchema:schema11.properties.endpoints.items.properties.limits.properties.partBytes.anyOf[1],data:data80};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
}
else {
const err190 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/partBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/partBytes/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.limits.properties.partBytes.anyOf[1].type,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.partBytes.anyOf[1],data:data80};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
var _valid12 = _errs229 === errors;
valid39 = valid39 || _valid12;
}
if(!valid39){
const err191 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/partBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/partBytes/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.endpoints.items.properties.limits.properties.partBytes.anyOf,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.partBytes,data:data80};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
else {
errors = _errs226;
if(vErrors !== null){
if(_errs226){
vErrors.length = _errs226;
}
else {
vErrors = null;
}
}
}
}
if(data73.answerBytes !== undefined){
let data81 = data73.answerBytes;
const _errs232 = errors;
let valid40 = false;
const _errs233 = errors;
if(!((typeof data81 == "number") && (!(data81 % 1) && !isNaN(data81)))){
const err192 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/answerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/answerBytes/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.endpoints.items.properties.limits.properties.answerBytes.anyOf[0].type,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.answerBytes.anyOf[0],data:data81};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
if(typeof data81 == "number"){
if(data81 < 1 || isNaN(data81)){
const err193 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/answerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/answerBytes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.answerBytes.anyOf[0],data:data81};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
}
var _valid13 = _errs233 === errors;
valid40 = valid40 || _valid13;
if(!valid40){
const _errs235 = errors;
if(typeof data81 === "string"){
if(!pattern12.test(data81)){
const err194 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/answerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/answerBytes/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$",parentSchema:schema11.properties.endpoints.items.properties.limits.properties.answerBytes.anyOf[1],data:data81};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
}
else {
const err195 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/answerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/answerBytes/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.limits.properties.answerBytes.anyOf[1].type,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.answerBytes.anyOf[1],data:data81};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
var _valid13 = _errs235 === errors;
valid40 = valid40 || _valid13;
}
if(!valid40){
const err196 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/answerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/answerBytes/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.endpoints.items.properties.limits.properties.answerBytes.anyOf,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.answerBytes,data:data81};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
else {
errors = _errs232;
if(vErrors !== null){
if(_errs232){
vErrors.length = _errs232;
}
else {
vErrors = null;
}
}
}
}
if(data73.batchAnswerBytes !== undefined){
let data82 = data73.batchAnswerBytes;
const _errs238 = errors;
let valid41 = false;
const _errs239 = errors;
if(!((typeof data82 == "number") && (!(data82 % 1) && !isNaN(data82)))){
const err197 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchAnswerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchAnswerBytes/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.endpoints.items.properties.limits.properties.batchAnswerBytes.anyOf[0].type,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.batchAnswerBytes.anyOf[0],data:data82};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
if(typeof data82 == "number"){
if(data82 < 1 || isNaN(data82)){
const err198 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchAnswerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchAnswerBytes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.batchAnswerBytes.anyOf[0],data:data82};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
}
var _valid14 = _errs239 === errors;
valid41 = valid41 || _valid14;
if(!valid41){
const _errs241 = errors;
if(typeof data82 === "string"){
if(!pattern12.test(data82)){
const err199 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchAnswerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchAnswerBytes/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$",parentSchema:schema11.properties.endpoints.items.properties.limits.properties.batchAnswerBytes.anyOf[1],data:data82};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
}
else {
const err200 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchAnswerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchAnswerBytes/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.limits.properties.batchAnswerBytes.anyOf[1].type,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.batchAnswerBytes.anyOf[1],data:data82};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
var _valid14 = _errs241 === errors;
valid41 = valid41 || _valid14;
}
if(!valid41){
const err201 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchAnswerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchAnswerBytes/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.endpoints.items.properties.limits.properties.batchAnswerBytes.anyOf,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.batchAnswerBytes,data:data82};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
else {
errors = _errs238;
if(vErrors !== null){
if(_errs238){
vErrors.length = _errs238;
}
else {
vErrors = null;
}
}
}
}
if(data73.referenceBytes !== undefined){
let data83 = data73.referenceBytes;
const _errs244 = errors;
let valid42 = false;
const _errs245 = errors;
if(!((typeof data83 == "number") && (!(data83 % 1) && !isNaN(data83)))){
const err202 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/referenceBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/referenceBytes/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.endpoints.items.properties.limits.properties.referenceBytes.anyOf[0].type,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.referenceBytes.anyOf[0],data:data83};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
if(typeof data83 == "number"){
if(data83 < 1 || isNaN(data83)){
const err203 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/referenceBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/referenceBytes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.referenceBytes.anyOf[0],data:data83};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
}
var _valid15 = _errs245 === errors;
valid42 = valid42 || _valid15;
if(!valid42){
const _errs247 = errors;
if(typeof data83 === "string"){
if(!pattern12.test(data83)){
const err204 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/referenceBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/referenceBytes/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$",parentSchema:schema11.properties.endpoints.items.properties.limits.properties.referenceBytes.anyOf[1],data:data83};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
}
else {
const err205 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/referenceBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/referenceBytes/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.limits.properties.referenceBytes.anyOf[1].type,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.referenceBytes.anyOf[1],data:data83};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
var _valid15 = _errs247 === errors;
valid42 = valid42 || _valid15;
}
if(!valid42){
const err206 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/referenceBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/referenceBytes/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.endpoints.items.properties.limits.properties.referenceBytes.anyOf,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.referenceBytes,data:data83};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
else {
errors = _errs244;
if(vErrors !== null){
if(_errs244){
vErrors.length = _errs244;
}
else {
vErrors = null;
}
}
}
}
if(data73.readTime !== undefined){
let data84 = data73.readTime;
const _errs250 = errors;
let valid43 = false;
const _errs251 = errors;
if(!((typeof data84 == "number") && (!(data84 % 1) && !isNaN(data84)))){
const err207 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/readTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/readTime/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.endpoints.items.properties.limits.properties.readTime.anyOf[0].type,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.readTime.anyOf[0],data:data84};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
if(typeof data84 == "number"){
if(data84 < 1 || isNaN(data84)){
const err208 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/readTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/readTime/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.readTime.anyOf[0],data:data84};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
}
var _valid16 = _errs251 === errors;
valid43 = valid43 || _valid16;
if(!valid43){
const _errs253 = errors;
if(typeof data84 === "string"){
if(!pattern1.test(data84)){
const err209 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/readTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/readTime/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(ms|s|m)$",parentSchema:schema11.properties.endpoints.items.properties.limits.properties.readTime.anyOf[1],data:data84};
if(vErrors === null){
vErrors = [err209];
}
else {
vErrors.push(err209);
}
errors++;
}
}
else {
const err210 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/readTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/readTime/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.limits.properties.readTime.anyOf[1].type,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.readTime.anyOf[1],data:data84};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
var _valid16 = _errs253 === errors;
valid43 = valid43 || _valid16;
}
if(!valid43){
const err211 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/readTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/readTime/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.endpoints.items.properties.limits.properties.readTime.anyOf,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.readTime,data:data84};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
else {
errors = _errs250;
if(vErrors !== null){
if(_errs250){
vErrors.length = _errs250;
}
else {
vErrors = null;
}
}
}
}
if(data73.partTime !== undefined){
let data85 = data73.partTime;
const _errs256 = errors;
let valid44 = false;
const _errs257 = errors;
if(!((typeof data85 == "number") && (!(data85 % 1) && !isNaN(data85)))){
const err212 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/partTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/partTime/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.endpoints.items.properties.limits.properties.partTime.anyOf[0].type,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.partTime.anyOf[0],data:data85};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
if(typeof data85 == "number"){
if(data85 < 1 || isNaN(data85)){
const err213 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/partTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/partTime/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.partTime.anyOf[0],data:data85};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
}
var _valid17 = _errs257 === errors;
valid44 = valid44 || _valid17;
if(!valid44){
const _errs259 = errors;
if(typeof data85 === "string"){
if(!pattern1.test(data85)){
const err214 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/partTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/partTime/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(ms|s|m)$",parentSchema:schema11.properties.endpoints.items.properties.limits.properties.partTime.anyOf[1],data:data85};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
}
else {
const err215 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/partTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/partTime/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.limits.properties.partTime.anyOf[1].type,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.partTime.anyOf[1],data:data85};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
var _valid17 = _errs259 === errors;
valid44 = valid44 || _valid17;
}
if(!valid44){
const err216 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/partTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/partTime/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.endpoints.items.properties.limits.properties.partTime.anyOf,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.partTime,data:data85};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
}
else {
errors = _errs256;
if(vErrors !== null){
if(_errs256){
vErrors.length = _errs256;
}
else {
vErrors = null;
}
}
}
}
if(data73.batchTime !== undefined){
let data86 = data73.batchTime;
const _errs262 = errors;
let valid45 = false;
const _errs263 = errors;
if(!((typeof data86 == "number") && (!(data86 % 1) && !isNaN(data86)))){
const err217 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchTime/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.endpoints.items.properties.limits.properties.batchTime.anyOf[0].type,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.batchTime.anyOf[0],data:data86};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
if(typeof data86 == "number"){
if(data86 < 1 || isNaN(data86)){
const err218 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchTime/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.batchTime.anyOf[0],data:data86};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
}
var _valid18 = _errs263 === errors;
valid45 = valid45 || _valid18;
if(!valid45){
const _errs265 = errors;
if(typeof data86 === "string"){
if(!pattern1.test(data86)){
const err219 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchTime/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(ms|s|m)$",parentSchema:schema11.properties.endpoints.items.properties.limits.properties.batchTime.anyOf[1],data:data86};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
}
else {
const err220 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchTime/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.limits.properties.batchTime.anyOf[1].type,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.batchTime.anyOf[1],data:data86};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
var _valid18 = _errs265 === errors;
valid45 = valid45 || _valid18;
}
if(!valid45){
const err221 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchTime/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.endpoints.items.properties.limits.properties.batchTime.anyOf,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.batchTime,data:data86};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
else {
errors = _errs262;
if(vErrors !== null){
if(_errs262){
vErrors.length = _errs262;
}
else {
vErrors = null;
}
}
}
}
if(data73.partsAtOnce !== undefined){
let data87 = data73.partsAtOnce;
if(!((typeof data87 == "number") && (!(data87 % 1) && !isNaN(data87)))){
const err222 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/partsAtOnce",schemaPath:"#/properties/endpoints/items/properties/limits/properties/partsAtOnce/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.endpoints.items.properties.limits.properties.partsAtOnce.type,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.partsAtOnce,data:data87};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
if(typeof data87 == "number"){
if(data87 < 1 || isNaN(data87)){
const err223 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/partsAtOnce",schemaPath:"#/properties/endpoints/items/properties/limits/properties/partsAtOnce/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.endpoints.items.properties.limits.properties.partsAtOnce,data:data87};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
}
}
}
else {
const err224 = {instancePath:instancePath+"/endpoints/" + i3+"/limits",schemaPath:"#/properties/endpoints/items/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.endpoints.items.properties.limits.type,parentSchema:schema11.properties.endpoints.items.properties.limits,data:data73};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
}
if(data49.rateLimit !== undefined){
let data88 = data49.rateLimit;
if(data88 && typeof data88 == "object" && !Array.isArray(data88)){
for(const key16 in data88){
if(!((((key16 === "batches") || (key16 === "inFlight")) || (key16 === "parts")) || (key16 === "onLimit"))){
const err225 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit",schemaPath:"#/properties/endpoints/items/properties/rateLimit/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.endpoints.items.properties.rateLimit,data:data88};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
}
}
if(data88.batches !== undefined){
let data89 = data88.batches;
const _errs273 = errors;
let valid47 = false;
const _errs274 = errors;
if(typeof data89 !== "string"){
const err226 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/batches",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/batches/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.rateLimit.properties.batches.anyOf[0].type,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.batches.anyOf[0],data:data89};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
if(!(((((data89 === "A") || (data89 === "B")) || (data89 === "C")) || (data89 === "D")) || (data89 === "E"))){
const err227 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/batches",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/batches/anyOf/0/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.rateLimit.properties.batches.anyOf[0].enum},message:"must be equal to one of the allowed values",schema:schema11.properties.endpoints.items.properties.rateLimit.properties.batches.anyOf[0].enum,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.batches.anyOf[0],data:data89};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
var _valid19 = _errs274 === errors;
valid47 = valid47 || _valid19;
if(!valid47){
const _errs276 = errors;
if(data89 && typeof data89 == "object" && !Array.isArray(data89)){
if(data89.burst === undefined){
const err228 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/batches",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/batches/anyOf/1/required",keyword:"required",params:{missingProperty: "burst"},message:"must have required property '"+"burst"+"'",schema:schema11.properties.endpoints.items.properties.rateLimit.properties.batches.anyOf[1].required,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.batches.anyOf[1],data:data89};
if(vErrors === null){
vErrors = [err228];
}
else {
vErrors.push(err228);
}
errors++;
}
if(data89.steady === undefined){
const err229 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/batches",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/batches/anyOf/1/required",keyword:"required",params:{missingProperty: "steady"},message:"must have required property '"+"steady"+"'",schema:schema11.properties.endpoints.items.properties.rateLimit.properties.batches.anyOf[1].required,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.batches.anyOf[1],data:data89};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
for(const key17 in data89){
if(!((key17 === "burst") || (key17 === "steady"))){
const err230 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/batches",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/batches/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key17},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.batches.anyOf[1],data:data89};
if(vErrors === null){
vErrors = [err230];
}
else {
vErrors.push(err230);
}
errors++;
}
}
if(data89.burst !== undefined){
let data90 = data89.burst;
if(!((typeof data90 == "number") && (!(data90 % 1) && !isNaN(data90)))){
const err231 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/batches/burst",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/batches/anyOf/1/properties/burst/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.endpoints.items.properties.rateLimit.properties.batches.anyOf[1].properties.burst.type,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.batches.anyOf[1].properties.burst,data:data90};
if(vErrors === null){
vErrors = [err231];
}
else {
vErrors.push(err231);
}
errors++;
}
if(typeof data90 == "number"){
if(data90 < 1 || isNaN(data90)){
const err232 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/batches/burst",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/batches/anyOf/1/properties/burst/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.batches.anyOf[1].properties.burst,data:data90};
if(vErrors === null){
vErrors = [err232];
}
else {
vErrors.push(err232);
}
errors++;
}
}
}
if(data89.steady !== undefined){
let data91 = data89.steady;
if(!((typeof data91 == "number") && (!(data91 % 1) && !isNaN(data91)))){
const err233 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/batches/steady",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/batches/anyOf/1/properties/steady/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.endpoints.items.properties.rateLimit.properties.batches.anyOf[1].properties.steady.type,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.batches.anyOf[1].properties.steady,data:data91};
if(vErrors === null){
vErrors = [err233];
}
else {
vErrors.push(err233);
}
errors++;
}
if(typeof data91 == "number"){
if(data91 < 1 || isNaN(data91)){
const err234 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/batches/steady",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/batches/anyOf/1/properties/steady/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.batches.anyOf[1].properties.steady,data:data91};
if(vErrors === null){
vErrors = [err234];
}
else {
vErrors.push(err234);
}
errors++;
}
}
}
}
else {
const err235 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/batches",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/batches/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.endpoints.items.properties.rateLimit.properties.batches.anyOf[1].type,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.batches.anyOf[1],data:data89};
if(vErrors === null){
vErrors = [err235];
}
else {
vErrors.push(err235);
}
errors++;
}
var _valid19 = _errs276 === errors;
valid47 = valid47 || _valid19;
}
if(!valid47){
const err236 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/batches",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/batches/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.endpoints.items.properties.rateLimit.properties.batches.anyOf,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.batches,data:data89};
if(vErrors === null){
vErrors = [err236];
}
else {
vErrors.push(err236);
}
errors++;
}
else {
errors = _errs273;
if(vErrors !== null){
if(_errs273){
vErrors.length = _errs273;
}
else {
vErrors = null;
}
}
}
}
if(data88.inFlight !== undefined){
let data92 = data88.inFlight;
if(!((typeof data92 == "number") && (!(data92 % 1) && !isNaN(data92)))){
const err237 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/inFlight",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/inFlight/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.endpoints.items.properties.rateLimit.properties.inFlight.type,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.inFlight,data:data92};
if(vErrors === null){
vErrors = [err237];
}
else {
vErrors.push(err237);
}
errors++;
}
if(typeof data92 == "number"){
if(data92 < 1 || isNaN(data92)){
const err238 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/inFlight",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/inFlight/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.inFlight,data:data92};
if(vErrors === null){
vErrors = [err238];
}
else {
vErrors.push(err238);
}
errors++;
}
}
}
if(data88.parts !== undefined){
let data93 = data88.parts;
if(Array.isArray(data93)){
const len5 = data93.length;
for(let i5=0; i5<len5; i5++){
let data94 = data93[i5];
if(data94 && typeof data94 == "object" && !Array.isArray(data94)){
if(data94.match === undefined){
const err239 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5,schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/required",keyword:"required",params:{missingProperty: "match"},message:"must have required property '"+"match"+"'",schema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.required,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items,data:data94};
if(vErrors === null){
vErrors = [err239];
}
else {
vErrors.push(err239);
}
errors++;
}
if(data94.rate === undefined){
const err240 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5,schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/required",keyword:"required",params:{missingProperty: "rate"},message:"must have required property '"+"rate"+"'",schema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.required,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items,data:data94};
if(vErrors === null){
vErrors = [err240];
}
else {
vErrors.push(err240);
}
errors++;
}
for(const key18 in data94){
if(!((key18 === "match") || (key18 === "rate"))){
const err241 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5,schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key18},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items,data:data94};
if(vErrors === null){
vErrors = [err241];
}
else {
vErrors.push(err241);
}
errors++;
}
}
if(data94.match !== undefined){
let data95 = data94.match;
if(typeof data95 !== "string"){
const err242 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5+"/match",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/properties/match/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.properties.match.type,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.properties.match,data:data95};
if(vErrors === null){
vErrors = [err242];
}
else {
vErrors.push(err242);
}
errors++;
}
}
if(data94.rate !== undefined){
let data96 = data94.rate;
const _errs293 = errors;
let valid52 = false;
const _errs294 = errors;
if(typeof data96 !== "string"){
const err243 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5+"/rate",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/properties/rate/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.properties.rate.anyOf[0].type,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.properties.rate.anyOf[0],data:data96};
if(vErrors === null){
vErrors = [err243];
}
else {
vErrors.push(err243);
}
errors++;
}
if(!(((((data96 === "A") || (data96 === "B")) || (data96 === "C")) || (data96 === "D")) || (data96 === "E"))){
const err244 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5+"/rate",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/properties/rate/anyOf/0/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.properties.rate.anyOf[0].enum},message:"must be equal to one of the allowed values",schema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.properties.rate.anyOf[0].enum,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.properties.rate.anyOf[0],data:data96};
if(vErrors === null){
vErrors = [err244];
}
else {
vErrors.push(err244);
}
errors++;
}
var _valid20 = _errs294 === errors;
valid52 = valid52 || _valid20;
if(!valid52){
const _errs296 = errors;
if(data96 && typeof data96 == "object" && !Array.isArray(data96)){
if(data96.burst === undefined){
const err245 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5+"/rate",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/properties/rate/anyOf/1/required",keyword:"required",params:{missingProperty: "burst"},message:"must have required property '"+"burst"+"'",schema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.properties.rate.anyOf[1].required,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.properties.rate.anyOf[1],data:data96};
if(vErrors === null){
vErrors = [err245];
}
else {
vErrors.push(err245);
}
errors++;
}
if(data96.steady === undefined){
const err246 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5+"/rate",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/properties/rate/anyOf/1/required",keyword:"required",params:{missingProperty: "steady"},message:"must have required property '"+"steady"+"'",schema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.properties.rate.anyOf[1].required,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.properties.rate.anyOf[1],data:data96};
if(vErrors === null){
vErrors = [err246];
}
else {
vErrors.push(err246);
}
errors++;
}
for(const key19 in data96){
if(!((key19 === "burst") || (key19 === "steady"))){
const err247 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5+"/rate",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/properties/rate/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key19},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.properties.rate.anyOf[1],data:data96};
if(vErrors === null){
vErrors = [err247];
}
else {
vErrors.push(err247);
}
errors++;
}
}
if(data96.burst !== undefined){
let data97 = data96.burst;
if(!((typeof data97 == "number") && (!(data97 % 1) && !isNaN(data97)))){
const err248 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5+"/rate/burst",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/properties/rate/anyOf/1/properties/burst/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.properties.rate.anyOf[1].properties.burst.type,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.properties.rate.anyOf[1].properties.burst,data:data97};
if(vErrors === null){
vErrors = [err248];
}
else {
vErrors.push(err248);
}
errors++;
}
if(typeof data97 == "number"){
if(data97 < 1 || isNaN(data97)){
const err249 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5+"/rate/burst",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/properties/rate/anyOf/1/properties/burst/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.properties.rate.anyOf[1].properties.burst,data:data97};
if(vErrors === null){
vErrors = [err249];
}
else {
vErrors.push(err249);
}
errors++;
}
}
}
if(data96.steady !== undefined){
let data98 = data96.steady;
if(!((typeof data98 == "number") && (!(data98 % 1) && !isNaN(data98)))){
const err250 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5+"/rate/steady",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/properties/rate/anyOf/1/properties/steady/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.properties.rate.anyOf[1].properties.steady.type,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.properties.rate.anyOf[1].properties.steady,data:data98};
if(vErrors === null){
vErrors = [err250];
}
else {
vErrors.push(err250);
}
errors++;
}
if(typeof data98 == "number"){
if(data98 < 1 || isNaN(data98)){
const err251 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5+"/rate/steady",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/properties/rate/anyOf/1/properties/steady/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.properties.rate.anyOf[1].properties.steady,data:data98};
if(vErrors === null){
vErrors = [err251];
}
else {
vErrors.push(err251);
}
errors++;
}
}
}
}
else {
const err252 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5+"/rate",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/properties/rate/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.properties.rate.anyOf[1].type,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.properties.rate.anyOf[1],data:data96};
if(vErrors === null){
vErrors = [err252];
}
else {
vErrors.push(err252);
}
errors++;
}
var _valid20 = _errs296 === errors;
valid52 = valid52 || _valid20;
}
if(!valid52){
const err253 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5+"/rate",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/properties/rate/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.properties.rate.anyOf,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.properties.rate,data:data96};
if(vErrors === null){
vErrors = [err253];
}
else {
vErrors.push(err253);
}
errors++;
}
else {
errors = _errs293;
if(vErrors !== null){
if(_errs293){
vErrors.length = _errs293;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err254 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5,schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.type,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items,data:data94};
if(vErrors === null){
vErrors = [err254];
}
else {
vErrors.push(err254);
}
errors++;
}
}
}
else {
const err255 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts.type,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.parts,data:data93};
if(vErrors === null){
vErrors = [err255];
}
else {
vErrors.push(err255);
}
errors++;
}
}
if(data88.onLimit !== undefined){
let data99 = data88.onLimit;
if(typeof data99 !== "string"){
const err256 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/onLimit",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/onLimit/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.rateLimit.properties.onLimit.type,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.onLimit,data:data99};
if(vErrors === null){
vErrors = [err256];
}
else {
vErrors.push(err256);
}
errors++;
}
if(!(((data99 === "reject") || (data99 === "reserve")) || (data99 === "pace"))){
const err257 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/onLimit",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/onLimit/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.rateLimit.properties.onLimit.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.endpoints.items.properties.rateLimit.properties.onLimit.enum,parentSchema:schema11.properties.endpoints.items.properties.rateLimit.properties.onLimit,data:data99};
if(vErrors === null){
vErrors = [err257];
}
else {
vErrors.push(err257);
}
errors++;
}
}
}
else {
const err258 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit",schemaPath:"#/properties/endpoints/items/properties/rateLimit/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.endpoints.items.properties.rateLimit.type,parentSchema:schema11.properties.endpoints.items.properties.rateLimit,data:data88};
if(vErrors === null){
vErrors = [err258];
}
else {
vErrors.push(err258);
}
errors++;
}
}
if(data49.identity !== undefined){
let data100 = data49.identity;
if(typeof data100 !== "string"){
const err259 = {instancePath:instancePath+"/endpoints/" + i3+"/identity",schemaPath:"#/properties/endpoints/items/properties/identity/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.identity.type,parentSchema:schema11.properties.endpoints.items.properties.identity,data:data100};
if(vErrors === null){
vErrors = [err259];
}
else {
vErrors.push(err259);
}
errors++;
}
if(!((data100 === "required") || (data100 === "optional"))){
const err260 = {instancePath:instancePath+"/endpoints/" + i3+"/identity",schemaPath:"#/properties/endpoints/items/properties/identity/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.identity.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.endpoints.items.properties.identity.enum,parentSchema:schema11.properties.endpoints.items.properties.identity,data:data100};
if(vErrors === null){
vErrors = [err260];
}
else {
vErrors.push(err260);
}
errors++;
}
}
if(data49.identityHeaders !== undefined){
let data101 = data49.identityHeaders;
if(Array.isArray(data101)){
const len6 = data101.length;
for(let i6=0; i6<len6; i6++){
let data102 = data101[i6];
if(typeof data102 === "string"){
if(func4(data102) < 1){
const err261 = {instancePath:instancePath+"/endpoints/" + i3+"/identityHeaders/" + i6,schemaPath:"#/properties/endpoints/items/properties/identityHeaders/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.endpoints.items.properties.identityHeaders.items,data:data102};
if(vErrors === null){
vErrors = [err261];
}
else {
vErrors.push(err261);
}
errors++;
}
}
else {
const err262 = {instancePath:instancePath+"/endpoints/" + i3+"/identityHeaders/" + i6,schemaPath:"#/properties/endpoints/items/properties/identityHeaders/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.identityHeaders.items.type,parentSchema:schema11.properties.endpoints.items.properties.identityHeaders.items,data:data102};
if(vErrors === null){
vErrors = [err262];
}
else {
vErrors.push(err262);
}
errors++;
}
}
}
else {
const err263 = {instancePath:instancePath+"/endpoints/" + i3+"/identityHeaders",schemaPath:"#/properties/endpoints/items/properties/identityHeaders/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.endpoints.items.properties.identityHeaders.type,parentSchema:schema11.properties.endpoints.items.properties.identityHeaders,data:data101};
if(vErrors === null){
vErrors = [err263];
}
else {
vErrors.push(err263);
}
errors++;
}
}
if(data49.inheritHeaders !== undefined){
let data103 = data49.inheritHeaders;
if(Array.isArray(data103)){
const len7 = data103.length;
for(let i7=0; i7<len7; i7++){
let data104 = data103[i7];
if(typeof data104 === "string"){
if(func4(data104) < 1){
const err264 = {instancePath:instancePath+"/endpoints/" + i3+"/inheritHeaders/" + i7,schemaPath:"#/properties/endpoints/items/properties/inheritHeaders/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.endpoints.items.properties.inheritHeaders.items,data:data104};
if(vErrors === null){
vErrors = [err264];
}
else {
vErrors.push(err264);
}
errors++;
}
}
else {
const err265 = {instancePath:instancePath+"/endpoints/" + i3+"/inheritHeaders/" + i7,schemaPath:"#/properties/endpoints/items/properties/inheritHeaders/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.inheritHeaders.items.type,parentSchema:schema11.properties.endpoints.items.properties.inheritHeaders.items,data:data104};
if(vErrors === null){
vErrors = [err265];
}
else {
vErrors.push(err265);
}
errors++;
}
}
}
else {
const err266 = {instancePath:instancePath+"/endpoints/" + i3+"/inheritHeaders",schemaPath:"#/properties/endpoints/items/properties/inheritHeaders/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.endpoints.items.properties.inheritHeaders.type,parentSchema:schema11.properties.endpoints.items.properties.inheritHeaders,data:data103};
if(vErrors === null){
vErrors = [err266];
}
else {
vErrors.push(err266);
}
errors++;
}
}
if(data49.partHeaders !== undefined){
let data105 = data49.partHeaders;
if(Array.isArray(data105)){
const len8 = data105.length;
for(let i8=0; i8<len8; i8++){
let data106 = data105[i8];
if(typeof data106 === "string"){
if(func4(data106) < 1){
const err267 = {instancePath:instancePath+"/endpoints/" + i3+"/partHeaders/" + i8,schemaPath:"#/properties/endpoints/items/properties/partHeaders/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.endpoints.items.properties.partHeaders.items,data:data106};
if(vErrors === null){
vErrors = [err267];
}
else {
vErrors.push(err267);
}
errors++;
}
}
else {
const err268 = {instancePath:instancePath+"/endpoints/" + i3+"/partHeaders/" + i8,schemaPath:"#/properties/endpoints/items/properties/partHeaders/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.partHeaders.items.type,parentSchema:schema11.properties.endpoints.items.properties.partHeaders.items,data:data106};
if(vErrors === null){
vErrors = [err268];
}
else {
vErrors.push(err268);
}
errors++;
}
}
}
else {
const err269 = {instancePath:instancePath+"/endpoints/" + i3+"/partHeaders",schemaPath:"#/properties/endpoints/items/properties/partHeaders/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.endpoints.items.properties.partHeaders.type,parentSchema:schema11.properties.endpoints.items.properties.partHeaders,data:data105};
if(vErrors === null){
vErrors = [err269];
}
else {
vErrors.push(err269);
}
errors++;
}
}
if(data49.reservedHeaders !== undefined){
let data107 = data49.reservedHeaders;
if(Array.isArray(data107)){
const len9 = data107.length;
for(let i9=0; i9<len9; i9++){
let data108 = data107[i9];
if(typeof data108 === "string"){
if(func4(data108) < 1){
const err270 = {instancePath:instancePath+"/endpoints/" + i3+"/reservedHeaders/" + i9,schemaPath:"#/properties/endpoints/items/properties/reservedHeaders/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.endpoints.items.properties.reservedHeaders.items,data:data108};
if(vErrors === null){
vErrors = [err270];
}
else {
vErrors.push(err270);
}
errors++;
}
}
else {
const err271 = {instancePath:instancePath+"/endpoints/" + i3+"/reservedHeaders/" + i9,schemaPath:"#/properties/endpoints/items/properties/reservedHeaders/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.reservedHeaders.items.type,parentSchema:schema11.properties.endpoints.items.properties.reservedHeaders.items,data:data108};
if(vErrors === null){
vErrors = [err271];
}
else {
vErrors.push(err271);
}
errors++;
}
}
}
else {
const err272 = {instancePath:instancePath+"/endpoints/" + i3+"/reservedHeaders",schemaPath:"#/properties/endpoints/items/properties/reservedHeaders/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.endpoints.items.properties.reservedHeaders.type,parentSchema:schema11.properties.endpoints.items.properties.reservedHeaders,data:data107};
if(vErrors === null){
vErrors = [err272];
}
else {
vErrors.push(err272);
}
errors++;
}
}
if(data49.setHeaders !== undefined){
let data109 = data49.setHeaders;
if(data109 && typeof data109 == "object" && !Array.isArray(data109)){
for(const key20 in data109){
if(pattern0.test(key20)){
let data110 = data109[key20];
if(typeof data110 !== "string"){
const err273 = {instancePath:instancePath+"/endpoints/" + i3+"/setHeaders/" + key20.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/endpoints/items/properties/setHeaders/patternProperties/%5E.*%24/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.setHeaders.patternProperties["^.*$"].type,parentSchema:schema11.properties.endpoints.items.properties.setHeaders.patternProperties["^.*$"],data:data110};
if(vErrors === null){
vErrors = [err273];
}
else {
vErrors.push(err273);
}
errors++;
}
}
}
}
else {
const err274 = {instancePath:instancePath+"/endpoints/" + i3+"/setHeaders",schemaPath:"#/properties/endpoints/items/properties/setHeaders/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.endpoints.items.properties.setHeaders.type,parentSchema:schema11.properties.endpoints.items.properties.setHeaders,data:data109};
if(vErrors === null){
vErrors = [err274];
}
else {
vErrors.push(err274);
}
errors++;
}
}
if(data49.rules !== undefined){
let data111 = data49.rules;
if(Array.isArray(data111)){
const len10 = data111.length;
for(let i10=0; i10<len10; i10++){
let data112 = data111[i10];
if(data112 && typeof data112 == "object" && !Array.isArray(data112)){
if(Object.keys(data112).length > 1){
const err275 = {instancePath:instancePath+"/endpoints/" + i3+"/rules/" + i10,schemaPath:"#/properties/endpoints/items/properties/rules/items/maxProperties",keyword:"maxProperties",params:{limit: 1},message:"must NOT have more than 1 properties",schema:1,parentSchema:schema11.properties.endpoints.items.properties.rules.items,data:data112};
if(vErrors === null){
vErrors = [err275];
}
else {
vErrors.push(err275);
}
errors++;
}
if(Object.keys(data112).length < 1){
const err276 = {instancePath:instancePath+"/endpoints/" + i3+"/rules/" + i10,schemaPath:"#/properties/endpoints/items/properties/rules/items/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema11.properties.endpoints.items.properties.rules.items,data:data112};
if(vErrors === null){
vErrors = [err276];
}
else {
vErrors.push(err276);
}
errors++;
}
for(const key21 in data112){
if(!((key21 === "allow") || (key21 === "deny"))){
const err277 = {instancePath:instancePath+"/endpoints/" + i3+"/rules/" + i10,schemaPath:"#/properties/endpoints/items/properties/rules/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key21},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.endpoints.items.properties.rules.items,data:data112};
if(vErrors === null){
vErrors = [err277];
}
else {
vErrors.push(err277);
}
errors++;
}
}
if(data112.allow !== undefined){
let data113 = data112.allow;
if(typeof data113 !== "string"){
const err278 = {instancePath:instancePath+"/endpoints/" + i3+"/rules/" + i10+"/allow",schemaPath:"#/properties/endpoints/items/properties/rules/items/properties/allow/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.rules.items.properties.allow.type,parentSchema:schema11.properties.endpoints.items.properties.rules.items.properties.allow,data:data113};
if(vErrors === null){
vErrors = [err278];
}
else {
vErrors.push(err278);
}
errors++;
}
}
if(data112.deny !== undefined){
let data114 = data112.deny;
if(typeof data114 !== "string"){
const err279 = {instancePath:instancePath+"/endpoints/" + i3+"/rules/" + i10+"/deny",schemaPath:"#/properties/endpoints/items/properties/rules/items/properties/deny/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.rules.items.properties.deny.type,parentSchema:schema11.properties.endpoints.items.properties.rules.items.properties.deny,data:data114};
if(vErrors === null){
vErrors = [err279];
}
else {
vErrors.push(err279);
}
errors++;
}
}
}
else {
const err280 = {instancePath:instancePath+"/endpoints/" + i3+"/rules/" + i10,schemaPath:"#/properties/endpoints/items/properties/rules/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.endpoints.items.properties.rules.items.type,parentSchema:schema11.properties.endpoints.items.properties.rules.items,data:data112};
if(vErrors === null){
vErrors = [err280];
}
else {
vErrors.push(err280);
}
errors++;
}
}
}
else {
const err281 = {instancePath:instancePath+"/endpoints/" + i3+"/rules",schemaPath:"#/properties/endpoints/items/properties/rules/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.endpoints.items.properties.rules.type,parentSchema:schema11.properties.endpoints.items.properties.rules,data:data111};
if(vErrors === null){
vErrors = [err281];
}
else {
vErrors.push(err281);
}
errors++;
}
}
if(data49.readOnly !== undefined){
let data115 = data49.readOnly;
if(typeof data115 !== "boolean"){
const err282 = {instancePath:instancePath+"/endpoints/" + i3+"/readOnly",schemaPath:"#/properties/endpoints/items/properties/readOnly/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.endpoints.items.properties.readOnly.type,parentSchema:schema11.properties.endpoints.items.properties.readOnly,data:data115};
if(vErrors === null){
vErrors = [err282];
}
else {
vErrors.push(err282);
}
errors++;
}
}
if(data49.caller !== undefined){
let data116 = data49.caller;
if(Array.isArray(data116)){
if(data116.length < 1){
const err283 = {instancePath:instancePath+"/endpoints/" + i3+"/caller",schemaPath:"#/properties/endpoints/items/properties/caller/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema11.properties.endpoints.items.properties.caller,data:data116};
if(vErrors === null){
vErrors = [err283];
}
else {
vErrors.push(err283);
}
errors++;
}
const len11 = data116.length;
for(let i11=0; i11<len11; i11++){
let data117 = data116[i11];
const _errs341 = errors;
let valid68 = false;
const _errs342 = errors;
if(typeof data117 !== "string"){
const err284 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11,schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.caller.items.anyOf[0].type,parentSchema:schema11.properties.endpoints.items.properties.caller.items.anyOf[0],data:data117};
if(vErrors === null){
vErrors = [err284];
}
else {
vErrors.push(err284);
}
errors++;
}
if(!((((data117 === "identity") || (data117 === "bearer")) || (data117 === "clientId")) || (data117 === "address"))){
const err285 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11,schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf/0/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.caller.items.anyOf[0].enum},message:"must be equal to one of the allowed values",schema:schema11.properties.endpoints.items.properties.caller.items.anyOf[0].enum,parentSchema:schema11.properties.endpoints.items.properties.caller.items.anyOf[0],data:data117};
if(vErrors === null){
vErrors = [err285];
}
else {
vErrors.push(err285);
}
errors++;
}
var _valid21 = _errs342 === errors;
valid68 = valid68 || _valid21;
if(!valid68){
const _errs344 = errors;
if(data117 && typeof data117 == "object" && !Array.isArray(data117)){
if(data117.jwtClaim === undefined){
const err286 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11,schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf/1/required",keyword:"required",params:{missingProperty: "jwtClaim"},message:"must have required property '"+"jwtClaim"+"'",schema:schema11.properties.endpoints.items.properties.caller.items.anyOf[1].required,parentSchema:schema11.properties.endpoints.items.properties.caller.items.anyOf[1],data:data117};
if(vErrors === null){
vErrors = [err286];
}
else {
vErrors.push(err286);
}
errors++;
}
for(const key22 in data117){
if(!(key22 === "jwtClaim")){
const err287 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11,schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key22},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.endpoints.items.properties.caller.items.anyOf[1],data:data117};
if(vErrors === null){
vErrors = [err287];
}
else {
vErrors.push(err287);
}
errors++;
}
}
if(data117.jwtClaim !== undefined){
let data118 = data117.jwtClaim;
if(typeof data118 === "string"){
if(func4(data118) < 1){
const err288 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11+"/jwtClaim",schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf/1/properties/jwtClaim/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.endpoints.items.properties.caller.items.anyOf[1].properties.jwtClaim,data:data118};
if(vErrors === null){
vErrors = [err288];
}
else {
vErrors.push(err288);
}
errors++;
}
}
else {
const err289 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11+"/jwtClaim",schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf/1/properties/jwtClaim/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.caller.items.anyOf[1].properties.jwtClaim.type,parentSchema:schema11.properties.endpoints.items.properties.caller.items.anyOf[1].properties.jwtClaim,data:data118};
if(vErrors === null){
vErrors = [err289];
}
else {
vErrors.push(err289);
}
errors++;
}
}
}
else {
const err290 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11,schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.endpoints.items.properties.caller.items.anyOf[1].type,parentSchema:schema11.properties.endpoints.items.properties.caller.items.anyOf[1],data:data117};
if(vErrors === null){
vErrors = [err290];
}
else {
vErrors.push(err290);
}
errors++;
}
var _valid21 = _errs344 === errors;
valid68 = valid68 || _valid21;
if(!valid68){
const _errs349 = errors;
if(data117 && typeof data117 == "object" && !Array.isArray(data117)){
if(data117.header === undefined){
const err291 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11,schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf/2/required",keyword:"required",params:{missingProperty: "header"},message:"must have required property '"+"header"+"'",schema:schema11.properties.endpoints.items.properties.caller.items.anyOf[2].required,parentSchema:schema11.properties.endpoints.items.properties.caller.items.anyOf[2],data:data117};
if(vErrors === null){
vErrors = [err291];
}
else {
vErrors.push(err291);
}
errors++;
}
for(const key23 in data117){
if(!(key23 === "header")){
const err292 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11,schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf/2/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key23},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.endpoints.items.properties.caller.items.anyOf[2],data:data117};
if(vErrors === null){
vErrors = [err292];
}
else {
vErrors.push(err292);
}
errors++;
}
}
if(data117.header !== undefined){
let data119 = data117.header;
if(typeof data119 === "string"){
if(func4(data119) < 1){
const err293 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11+"/header",schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf/2/properties/header/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.endpoints.items.properties.caller.items.anyOf[2].properties.header,data:data119};
if(vErrors === null){
vErrors = [err293];
}
else {
vErrors.push(err293);
}
errors++;
}
}
else {
const err294 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11+"/header",schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf/2/properties/header/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.caller.items.anyOf[2].properties.header.type,parentSchema:schema11.properties.endpoints.items.properties.caller.items.anyOf[2].properties.header,data:data119};
if(vErrors === null){
vErrors = [err294];
}
else {
vErrors.push(err294);
}
errors++;
}
}
}
else {
const err295 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11,schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf/2/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.endpoints.items.properties.caller.items.anyOf[2].type,parentSchema:schema11.properties.endpoints.items.properties.caller.items.anyOf[2],data:data117};
if(vErrors === null){
vErrors = [err295];
}
else {
vErrors.push(err295);
}
errors++;
}
var _valid21 = _errs349 === errors;
valid68 = valid68 || _valid21;
}
}
if(!valid68){
const err296 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11,schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.endpoints.items.properties.caller.items.anyOf,parentSchema:schema11.properties.endpoints.items.properties.caller.items,data:data117};
if(vErrors === null){
vErrors = [err296];
}
else {
vErrors.push(err296);
}
errors++;
}
else {
errors = _errs341;
if(vErrors !== null){
if(_errs341){
vErrors.length = _errs341;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err297 = {instancePath:instancePath+"/endpoints/" + i3+"/caller",schemaPath:"#/properties/endpoints/items/properties/caller/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.endpoints.items.properties.caller.type,parentSchema:schema11.properties.endpoints.items.properties.caller,data:data116};
if(vErrors === null){
vErrors = [err297];
}
else {
vErrors.push(err297);
}
errors++;
}
}
if(data49.verify !== undefined){
let data120 = data49.verify;
if(data120 && typeof data120 == "object" && !Array.isArray(data120)){
for(const key24 in data120){
if(!((((((((key24 === "jwks") || (key24 === "secret")) || (key24 === "issuer")) || (key24 === "audience")) || (key24 === "algorithms")) || (key24 === "clockTolerance")) || (key24 === "requiredClaims")) || (key24 === "requiredScopes"))){
const err298 = {instancePath:instancePath+"/endpoints/" + i3+"/verify",schemaPath:"#/properties/endpoints/items/properties/verify/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key24},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.endpoints.items.properties.verify,data:data120};
if(vErrors === null){
vErrors = [err298];
}
else {
vErrors.push(err298);
}
errors++;
}
}
if(data120.jwks !== undefined){
let data121 = data120.jwks;
if(typeof data121 === "string"){
if(func4(data121) < 1){
const err299 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/jwks",schemaPath:"#/properties/endpoints/items/properties/verify/properties/jwks/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.jwks,data:data121};
if(vErrors === null){
vErrors = [err299];
}
else {
vErrors.push(err299);
}
errors++;
}
}
else {
const err300 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/jwks",schemaPath:"#/properties/endpoints/items/properties/verify/properties/jwks/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.verify.properties.jwks.type,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.jwks,data:data121};
if(vErrors === null){
vErrors = [err300];
}
else {
vErrors.push(err300);
}
errors++;
}
}
if(data120.secret !== undefined){
let data122 = data120.secret;
if(typeof data122 === "string"){
if(func4(data122) < 1){
const err301 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/secret",schemaPath:"#/properties/endpoints/items/properties/verify/properties/secret/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.secret,data:data122};
if(vErrors === null){
vErrors = [err301];
}
else {
vErrors.push(err301);
}
errors++;
}
}
else {
const err302 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/secret",schemaPath:"#/properties/endpoints/items/properties/verify/properties/secret/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.verify.properties.secret.type,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.secret,data:data122};
if(vErrors === null){
vErrors = [err302];
}
else {
vErrors.push(err302);
}
errors++;
}
}
if(data120.issuer !== undefined){
let data123 = data120.issuer;
const _errs362 = errors;
let valid72 = false;
const _errs363 = errors;
if(typeof data123 === "string"){
if(func4(data123) < 1){
const err303 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/issuer",schemaPath:"#/properties/endpoints/items/properties/verify/properties/issuer/anyOf/0/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.issuer.anyOf[0],data:data123};
if(vErrors === null){
vErrors = [err303];
}
else {
vErrors.push(err303);
}
errors++;
}
}
else {
const err304 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/issuer",schemaPath:"#/properties/endpoints/items/properties/verify/properties/issuer/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.verify.properties.issuer.anyOf[0].type,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.issuer.anyOf[0],data:data123};
if(vErrors === null){
vErrors = [err304];
}
else {
vErrors.push(err304);
}
errors++;
}
var _valid22 = _errs363 === errors;
valid72 = valid72 || _valid22;
if(!valid72){
const _errs365 = errors;
if(Array.isArray(data123)){
if(data123.length < 1){
const err305 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/issuer",schemaPath:"#/properties/endpoints/items/properties/verify/properties/issuer/anyOf/1/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.issuer.anyOf[1],data:data123};
if(vErrors === null){
vErrors = [err305];
}
else {
vErrors.push(err305);
}
errors++;
}
const len12 = data123.length;
for(let i12=0; i12<len12; i12++){
let data124 = data123[i12];
if(typeof data124 === "string"){
if(func4(data124) < 1){
const err306 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/issuer/" + i12,schemaPath:"#/properties/endpoints/items/properties/verify/properties/issuer/anyOf/1/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.issuer.anyOf[1].items,data:data124};
if(vErrors === null){
vErrors = [err306];
}
else {
vErrors.push(err306);
}
errors++;
}
}
else {
const err307 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/issuer/" + i12,schemaPath:"#/properties/endpoints/items/properties/verify/properties/issuer/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.verify.properties.issuer.anyOf[1].items.type,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.issuer.anyOf[1].items,data:data124};
if(vErrors === null){
vErrors = [err307];
}
else {
vErrors.push(err307);
}
errors++;
}
}
}
else {
const err308 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/issuer",schemaPath:"#/properties/endpoints/items/properties/verify/properties/issuer/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.endpoints.items.properties.verify.properties.issuer.anyOf[1].type,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.issuer.anyOf[1],data:data123};
if(vErrors === null){
vErrors = [err308];
}
else {
vErrors.push(err308);
}
errors++;
}
var _valid22 = _errs365 === errors;
valid72 = valid72 || _valid22;
}
if(!valid72){
const err309 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/issuer",schemaPath:"#/properties/endpoints/items/properties/verify/properties/issuer/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.endpoints.items.properties.verify.properties.issuer.anyOf,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.issuer,data:data123};
if(vErrors === null){
vErrors = [err309];
}
else {
vErrors.push(err309);
}
errors++;
}
else {
errors = _errs362;
if(vErrors !== null){
if(_errs362){
vErrors.length = _errs362;
}
else {
vErrors = null;
}
}
}
}
if(data120.audience !== undefined){
let data125 = data120.audience;
const _errs370 = errors;
let valid75 = false;
const _errs371 = errors;
if(typeof data125 === "string"){
if(func4(data125) < 1){
const err310 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/audience",schemaPath:"#/properties/endpoints/items/properties/verify/properties/audience/anyOf/0/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.audience.anyOf[0],data:data125};
if(vErrors === null){
vErrors = [err310];
}
else {
vErrors.push(err310);
}
errors++;
}
}
else {
const err311 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/audience",schemaPath:"#/properties/endpoints/items/properties/verify/properties/audience/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.verify.properties.audience.anyOf[0].type,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.audience.anyOf[0],data:data125};
if(vErrors === null){
vErrors = [err311];
}
else {
vErrors.push(err311);
}
errors++;
}
var _valid23 = _errs371 === errors;
valid75 = valid75 || _valid23;
if(!valid75){
const _errs373 = errors;
if(Array.isArray(data125)){
if(data125.length < 1){
const err312 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/audience",schemaPath:"#/properties/endpoints/items/properties/verify/properties/audience/anyOf/1/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.audience.anyOf[1],data:data125};
if(vErrors === null){
vErrors = [err312];
}
else {
vErrors.push(err312);
}
errors++;
}
const len13 = data125.length;
for(let i13=0; i13<len13; i13++){
let data126 = data125[i13];
if(typeof data126 === "string"){
if(func4(data126) < 1){
const err313 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/audience/" + i13,schemaPath:"#/properties/endpoints/items/properties/verify/properties/audience/anyOf/1/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.audience.anyOf[1].items,data:data126};
if(vErrors === null){
vErrors = [err313];
}
else {
vErrors.push(err313);
}
errors++;
}
}
else {
const err314 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/audience/" + i13,schemaPath:"#/properties/endpoints/items/properties/verify/properties/audience/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.verify.properties.audience.anyOf[1].items.type,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.audience.anyOf[1].items,data:data126};
if(vErrors === null){
vErrors = [err314];
}
else {
vErrors.push(err314);
}
errors++;
}
}
}
else {
const err315 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/audience",schemaPath:"#/properties/endpoints/items/properties/verify/properties/audience/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.endpoints.items.properties.verify.properties.audience.anyOf[1].type,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.audience.anyOf[1],data:data125};
if(vErrors === null){
vErrors = [err315];
}
else {
vErrors.push(err315);
}
errors++;
}
var _valid23 = _errs373 === errors;
valid75 = valid75 || _valid23;
}
if(!valid75){
const err316 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/audience",schemaPath:"#/properties/endpoints/items/properties/verify/properties/audience/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.endpoints.items.properties.verify.properties.audience.anyOf,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.audience,data:data125};
if(vErrors === null){
vErrors = [err316];
}
else {
vErrors.push(err316);
}
errors++;
}
else {
errors = _errs370;
if(vErrors !== null){
if(_errs370){
vErrors.length = _errs370;
}
else {
vErrors = null;
}
}
}
}
if(data120.algorithms !== undefined){
let data127 = data120.algorithms;
if(Array.isArray(data127)){
if(data127.length < 1){
const err317 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/algorithms",schemaPath:"#/properties/endpoints/items/properties/verify/properties/algorithms/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.algorithms,data:data127};
if(vErrors === null){
vErrors = [err317];
}
else {
vErrors.push(err317);
}
errors++;
}
const len14 = data127.length;
for(let i14=0; i14<len14; i14++){
let data128 = data127[i14];
if(typeof data128 !== "string"){
const err318 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/algorithms/" + i14,schemaPath:"#/properties/endpoints/items/properties/verify/properties/algorithms/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.verify.properties.algorithms.items.type,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.algorithms.items,data:data128};
if(vErrors === null){
vErrors = [err318];
}
else {
vErrors.push(err318);
}
errors++;
}
if(!(((((((((((((data128 === "RS256") || (data128 === "RS384")) || (data128 === "RS512")) || (data128 === "PS256")) || (data128 === "PS384")) || (data128 === "PS512")) || (data128 === "ES256")) || (data128 === "ES384")) || (data128 === "ES512")) || (data128 === "EdDSA")) || (data128 === "HS256")) || (data128 === "HS384")) || (data128 === "HS512"))){
const err319 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/algorithms/" + i14,schemaPath:"#/properties/endpoints/items/properties/verify/properties/algorithms/items/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.verify.properties.algorithms.items.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.endpoints.items.properties.verify.properties.algorithms.items.enum,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.algorithms.items,data:data128};
if(vErrors === null){
vErrors = [err319];
}
else {
vErrors.push(err319);
}
errors++;
}
}
}
else {
const err320 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/algorithms",schemaPath:"#/properties/endpoints/items/properties/verify/properties/algorithms/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.endpoints.items.properties.verify.properties.algorithms.type,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.algorithms,data:data127};
if(vErrors === null){
vErrors = [err320];
}
else {
vErrors.push(err320);
}
errors++;
}
}
if(data120.clockTolerance !== undefined){
let data129 = data120.clockTolerance;
const _errs382 = errors;
let valid80 = false;
const _errs383 = errors;
if(!((typeof data129 == "number") && (!(data129 % 1) && !isNaN(data129)))){
const err321 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/clockTolerance",schemaPath:"#/properties/endpoints/items/properties/verify/properties/clockTolerance/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.endpoints.items.properties.verify.properties.clockTolerance.anyOf[0].type,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.clockTolerance.anyOf[0],data:data129};
if(vErrors === null){
vErrors = [err321];
}
else {
vErrors.push(err321);
}
errors++;
}
if(typeof data129 == "number"){
if(data129 < 1 || isNaN(data129)){
const err322 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/clockTolerance",schemaPath:"#/properties/endpoints/items/properties/verify/properties/clockTolerance/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.clockTolerance.anyOf[0],data:data129};
if(vErrors === null){
vErrors = [err322];
}
else {
vErrors.push(err322);
}
errors++;
}
}
var _valid24 = _errs383 === errors;
valid80 = valid80 || _valid24;
if(!valid80){
const _errs385 = errors;
if(typeof data129 === "string"){
if(!pattern1.test(data129)){
const err323 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/clockTolerance",schemaPath:"#/properties/endpoints/items/properties/verify/properties/clockTolerance/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(ms|s|m)$",parentSchema:schema11.properties.endpoints.items.properties.verify.properties.clockTolerance.anyOf[1],data:data129};
if(vErrors === null){
vErrors = [err323];
}
else {
vErrors.push(err323);
}
errors++;
}
}
else {
const err324 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/clockTolerance",schemaPath:"#/properties/endpoints/items/properties/verify/properties/clockTolerance/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.verify.properties.clockTolerance.anyOf[1].type,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.clockTolerance.anyOf[1],data:data129};
if(vErrors === null){
vErrors = [err324];
}
else {
vErrors.push(err324);
}
errors++;
}
var _valid24 = _errs385 === errors;
valid80 = valid80 || _valid24;
}
if(!valid80){
const err325 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/clockTolerance",schemaPath:"#/properties/endpoints/items/properties/verify/properties/clockTolerance/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.endpoints.items.properties.verify.properties.clockTolerance.anyOf,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.clockTolerance,data:data129};
if(vErrors === null){
vErrors = [err325];
}
else {
vErrors.push(err325);
}
errors++;
}
else {
errors = _errs382;
if(vErrors !== null){
if(_errs382){
vErrors.length = _errs382;
}
else {
vErrors = null;
}
}
}
}
if(data120.requiredClaims !== undefined){
let data130 = data120.requiredClaims;
if(Array.isArray(data130)){
const len15 = data130.length;
for(let i15=0; i15<len15; i15++){
let data131 = data130[i15];
if(typeof data131 === "string"){
if(func4(data131) < 1){
const err326 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/requiredClaims/" + i15,schemaPath:"#/properties/endpoints/items/properties/verify/properties/requiredClaims/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.requiredClaims.items,data:data131};
if(vErrors === null){
vErrors = [err326];
}
else {
vErrors.push(err326);
}
errors++;
}
}
else {
const err327 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/requiredClaims/" + i15,schemaPath:"#/properties/endpoints/items/properties/verify/properties/requiredClaims/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.verify.properties.requiredClaims.items.type,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.requiredClaims.items,data:data131};
if(vErrors === null){
vErrors = [err327];
}
else {
vErrors.push(err327);
}
errors++;
}
}
}
else {
const err328 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/requiredClaims",schemaPath:"#/properties/endpoints/items/properties/verify/properties/requiredClaims/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.endpoints.items.properties.verify.properties.requiredClaims.type,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.requiredClaims,data:data130};
if(vErrors === null){
vErrors = [err328];
}
else {
vErrors.push(err328);
}
errors++;
}
}
if(data120.requiredScopes !== undefined){
let data132 = data120.requiredScopes;
if(Array.isArray(data132)){
const len16 = data132.length;
for(let i16=0; i16<len16; i16++){
let data133 = data132[i16];
if(typeof data133 === "string"){
if(func4(data133) < 1){
const err329 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/requiredScopes/" + i16,schemaPath:"#/properties/endpoints/items/properties/verify/properties/requiredScopes/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.requiredScopes.items,data:data133};
if(vErrors === null){
vErrors = [err329];
}
else {
vErrors.push(err329);
}
errors++;
}
}
else {
const err330 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/requiredScopes/" + i16,schemaPath:"#/properties/endpoints/items/properties/verify/properties/requiredScopes/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.verify.properties.requiredScopes.items.type,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.requiredScopes.items,data:data133};
if(vErrors === null){
vErrors = [err330];
}
else {
vErrors.push(err330);
}
errors++;
}
}
}
else {
const err331 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/requiredScopes",schemaPath:"#/properties/endpoints/items/properties/verify/properties/requiredScopes/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.endpoints.items.properties.verify.properties.requiredScopes.type,parentSchema:schema11.properties.endpoints.items.properties.verify.properties.requiredScopes,data:data132};
if(vErrors === null){
vErrors = [err331];
}
else {
vErrors.push(err331);
}
errors++;
}
}
}
else {
const err332 = {instancePath:instancePath+"/endpoints/" + i3+"/verify",schemaPath:"#/properties/endpoints/items/properties/verify/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.endpoints.items.properties.verify.type,parentSchema:schema11.properties.endpoints.items.properties.verify,data:data120};
if(vErrors === null){
vErrors = [err332];
}
else {
vErrors.push(err332);
}
errors++;
}
}
if(data49.policies !== undefined){
let data134 = data49.policies;
if(Array.isArray(data134)){
const len17 = data134.length;
for(let i17=0; i17<len17; i17++){
let data135 = data134[i17];
if(data135 && typeof data135 == "object" && !Array.isArray(data135)){
if(data135.module === undefined){
const err333 = {instancePath:instancePath+"/endpoints/" + i3+"/policies/" + i17,schemaPath:"#/properties/endpoints/items/properties/policies/items/required",keyword:"required",params:{missingProperty: "module"},message:"must have required property '"+"module"+"'",schema:schema11.properties.endpoints.items.properties.policies.items.required,parentSchema:schema11.properties.endpoints.items.properties.policies.items,data:data135};
if(vErrors === null){
vErrors = [err333];
}
else {
vErrors.push(err333);
}
errors++;
}
for(const key25 in data135){
if(!((key25 === "module") || (key25 === "options"))){
const err334 = {instancePath:instancePath+"/endpoints/" + i3+"/policies/" + i17,schemaPath:"#/properties/endpoints/items/properties/policies/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key25},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.endpoints.items.properties.policies.items,data:data135};
if(vErrors === null){
vErrors = [err334];
}
else {
vErrors.push(err334);
}
errors++;
}
}
if(data135.module !== undefined){
let data136 = data135.module;
if(typeof data136 === "string"){
if(func4(data136) < 1){
const err335 = {instancePath:instancePath+"/endpoints/" + i3+"/policies/" + i17+"/module",schemaPath:"#/properties/endpoints/items/properties/policies/items/properties/module/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.endpoints.items.properties.policies.items.properties.module,data:data136};
if(vErrors === null){
vErrors = [err335];
}
else {
vErrors.push(err335);
}
errors++;
}
}
else {
const err336 = {instancePath:instancePath+"/endpoints/" + i3+"/policies/" + i17+"/module",schemaPath:"#/properties/endpoints/items/properties/policies/items/properties/module/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.policies.items.properties.module.type,parentSchema:schema11.properties.endpoints.items.properties.policies.items.properties.module,data:data136};
if(vErrors === null){
vErrors = [err336];
}
else {
vErrors.push(err336);
}
errors++;
}
}
if(data135.options !== undefined){
let data137 = data135.options;
if(!(data137 && typeof data137 == "object" && !Array.isArray(data137))){
const err337 = {instancePath:instancePath+"/endpoints/" + i3+"/policies/" + i17+"/options",schemaPath:"#/properties/endpoints/items/properties/policies/items/properties/options/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.endpoints.items.properties.policies.items.properties.options.type,parentSchema:schema11.properties.endpoints.items.properties.policies.items.properties.options,data:data137};
if(vErrors === null){
vErrors = [err337];
}
else {
vErrors.push(err337);
}
errors++;
}
}
}
else {
const err338 = {instancePath:instancePath+"/endpoints/" + i3+"/policies/" + i17,schemaPath:"#/properties/endpoints/items/properties/policies/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.endpoints.items.properties.policies.items.type,parentSchema:schema11.properties.endpoints.items.properties.policies.items,data:data135};
if(vErrors === null){
vErrors = [err338];
}
else {
vErrors.push(err338);
}
errors++;
}
}
}
else {
const err339 = {instancePath:instancePath+"/endpoints/" + i3+"/policies",schemaPath:"#/properties/endpoints/items/properties/policies/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.endpoints.items.properties.policies.type,parentSchema:schema11.properties.endpoints.items.properties.policies,data:data134};
if(vErrors === null){
vErrors = [err339];
}
else {
vErrors.push(err339);
}
errors++;
}
}
if(data49.allowedOrigins !== undefined){
let data138 = data49.allowedOrigins;
if(Array.isArray(data138)){
const len18 = data138.length;
for(let i18=0; i18<len18; i18++){
let data139 = data138[i18];
if(typeof data139 === "string"){
if(func4(data139) < 1){
const err340 = {instancePath:instancePath+"/endpoints/" + i3+"/allowedOrigins/" + i18,schemaPath:"#/properties/endpoints/items/properties/allowedOrigins/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.endpoints.items.properties.allowedOrigins.items,data:data139};
if(vErrors === null){
vErrors = [err340];
}
else {
vErrors.push(err340);
}
errors++;
}
}
else {
const err341 = {instancePath:instancePath+"/endpoints/" + i3+"/allowedOrigins/" + i18,schemaPath:"#/properties/endpoints/items/properties/allowedOrigins/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.allowedOrigins.items.type,parentSchema:schema11.properties.endpoints.items.properties.allowedOrigins.items,data:data139};
if(vErrors === null){
vErrors = [err341];
}
else {
vErrors.push(err341);
}
errors++;
}
}
}
else {
const err342 = {instancePath:instancePath+"/endpoints/" + i3+"/allowedOrigins",schemaPath:"#/properties/endpoints/items/properties/allowedOrigins/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.endpoints.items.properties.allowedOrigins.type,parentSchema:schema11.properties.endpoints.items.properties.allowedOrigins,data:data138};
if(vErrors === null){
vErrors = [err342];
}
else {
vErrors.push(err342);
}
errors++;
}
}
if(data49.cors !== undefined){
let data140 = data49.cors;
if(data140 && typeof data140 == "object" && !Array.isArray(data140)){
if(data140.origins === undefined){
const err343 = {instancePath:instancePath+"/endpoints/" + i3+"/cors",schemaPath:"#/properties/endpoints/items/properties/cors/required",keyword:"required",params:{missingProperty: "origins"},message:"must have required property '"+"origins"+"'",schema:schema11.properties.endpoints.items.properties.cors.required,parentSchema:schema11.properties.endpoints.items.properties.cors,data:data140};
if(vErrors === null){
vErrors = [err343];
}
else {
vErrors.push(err343);
}
errors++;
}
for(const key26 in data140){
if(!(((((key26 === "origins") || (key26 === "credentials")) || (key26 === "maxAge")) || (key26 === "allowedHeaders")) || (key26 === "exposedHeaders"))){
const err344 = {instancePath:instancePath+"/endpoints/" + i3+"/cors",schemaPath:"#/properties/endpoints/items/properties/cors/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key26},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.endpoints.items.properties.cors,data:data140};
if(vErrors === null){
vErrors = [err344];
}
else {
vErrors.push(err344);
}
errors++;
}
}
if(data140.origins !== undefined){
let data141 = data140.origins;
if(Array.isArray(data141)){
if(data141.length < 1){
const err345 = {instancePath:instancePath+"/endpoints/" + i3+"/cors/origins",schemaPath:"#/properties/endpoints/items/properties/cors/properties/origins/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema11.properties.endpoints.items.properties.cors.properties.origins,data:data141};
if(vErrors === null){
vErrors = [err345];
}
else {
vErrors.push(err345);
}
errors++;
}
const len19 = data141.length;
for(let i19=0; i19<len19; i19++){
let data142 = data141[i19];
if(typeof data142 !== "string"){
const err346 = {instancePath:instancePath+"/endpoints/" + i3+"/cors/origins/" + i19,schemaPath:"#/properties/endpoints/items/properties/cors/properties/origins/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.cors.properties.origins.items.type,parentSchema:schema11.properties.endpoints.items.properties.cors.properties.origins.items,data:data142};
if(vErrors === null){
vErrors = [err346];
}
else {
vErrors.push(err346);
}
errors++;
}
}
}
else {
const err347 = {instancePath:instancePath+"/endpoints/" + i3+"/cors/origins",schemaPath:"#/properties/endpoints/items/properties/cors/properties/origins/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.endpoints.items.properties.cors.properties.origins.type,parentSchema:schema11.properties.endpoints.items.properties.cors.properties.origins,data:data141};
if(vErrors === null){
vErrors = [err347];
}
else {
vErrors.push(err347);
}
errors++;
}
}
if(data140.credentials !== undefined){
let data143 = data140.credentials;
if(typeof data143 !== "boolean"){
const err348 = {instancePath:instancePath+"/endpoints/" + i3+"/cors/credentials",schemaPath:"#/properties/endpoints/items/properties/cors/properties/credentials/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.endpoints.items.properties.cors.properties.credentials.type,parentSchema:schema11.properties.endpoints.items.properties.cors.properties.credentials,data:data143};
if(vErrors === null){
vErrors = [err348];
}
else {
vErrors.push(err348);
}
errors++;
}
}
if(data140.maxAge !== undefined){
let data144 = data140.maxAge;
if(!((typeof data144 == "number") && (!(data144 % 1) && !isNaN(data144)))){
const err349 = {instancePath:instancePath+"/endpoints/" + i3+"/cors/maxAge",schemaPath:"#/properties/endpoints/items/properties/cors/properties/maxAge/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.endpoints.items.properties.cors.properties.maxAge.type,parentSchema:schema11.properties.endpoints.items.properties.cors.properties.maxAge,data:data144};
if(vErrors === null){
vErrors = [err349];
}
else {
vErrors.push(err349);
}
errors++;
}
if(typeof data144 == "number"){
if(data144 < 0 || isNaN(data144)){
const err350 = {instancePath:instancePath+"/endpoints/" + i3+"/cors/maxAge",schemaPath:"#/properties/endpoints/items/properties/cors/properties/maxAge/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema11.properties.endpoints.items.properties.cors.properties.maxAge,data:data144};
if(vErrors === null){
vErrors = [err350];
}
else {
vErrors.push(err350);
}
errors++;
}
}
}
if(data140.allowedHeaders !== undefined){
let data145 = data140.allowedHeaders;
if(Array.isArray(data145)){
const len20 = data145.length;
for(let i20=0; i20<len20; i20++){
let data146 = data145[i20];
if(typeof data146 === "string"){
if(!pattern24.test(data146)){
const err351 = {instancePath:instancePath+"/endpoints/" + i3+"/cors/allowedHeaders/" + i20,schemaPath:"#/properties/endpoints/items/properties/cors/properties/allowedHeaders/items/pattern",keyword:"pattern",params:{pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"},message:"must match pattern \""+"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"+"\"",schema:"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$",parentSchema:schema11.properties.endpoints.items.properties.cors.properties.allowedHeaders.items,data:data146};
if(vErrors === null){
vErrors = [err351];
}
else {
vErrors.push(err351);
}
errors++;
}
}
else {
const err352 = {instancePath:instancePath+"/endpoints/" + i3+"/cors/allowedHeaders/" + i20,schemaPath:"#/properties/endpoints/items/properties/cors/properties/allowedHeaders/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.cors.properties.allowedHeaders.items.type,parentSchema:schema11.properties.endpoints.items.properties.cors.properties.allowedHeaders.items,data:data146};
if(vErrors === null){
vErrors = [err352];
}
else {
vErrors.push(err352);
}
errors++;
}
}
}
else {
const err353 = {instancePath:instancePath+"/endpoints/" + i3+"/cors/allowedHeaders",schemaPath:"#/properties/endpoints/items/properties/cors/properties/allowedHeaders/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.endpoints.items.properties.cors.properties.allowedHeaders.type,parentSchema:schema11.properties.endpoints.items.properties.cors.properties.allowedHeaders,data:data145};
if(vErrors === null){
vErrors = [err353];
}
else {
vErrors.push(err353);
}
errors++;
}
}
if(data140.exposedHeaders !== undefined){
let data147 = data140.exposedHeaders;
if(Array.isArray(data147)){
const len21 = data147.length;
for(let i21=0; i21<len21; i21++){
let data148 = data147[i21];
if(typeof data148 === "string"){
if(!pattern24.test(data148)){
const err354 = {instancePath:instancePath+"/endpoints/" + i3+"/cors/exposedHeaders/" + i21,schemaPath:"#/properties/endpoints/items/properties/cors/properties/exposedHeaders/items/pattern",keyword:"pattern",params:{pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"},message:"must match pattern \""+"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"+"\"",schema:"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$",parentSchema:schema11.properties.endpoints.items.properties.cors.properties.exposedHeaders.items,data:data148};
if(vErrors === null){
vErrors = [err354];
}
else {
vErrors.push(err354);
}
errors++;
}
}
else {
const err355 = {instancePath:instancePath+"/endpoints/" + i3+"/cors/exposedHeaders/" + i21,schemaPath:"#/properties/endpoints/items/properties/cors/properties/exposedHeaders/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.cors.properties.exposedHeaders.items.type,parentSchema:schema11.properties.endpoints.items.properties.cors.properties.exposedHeaders.items,data:data148};
if(vErrors === null){
vErrors = [err355];
}
else {
vErrors.push(err355);
}
errors++;
}
}
}
else {
const err356 = {instancePath:instancePath+"/endpoints/" + i3+"/cors/exposedHeaders",schemaPath:"#/properties/endpoints/items/properties/cors/properties/exposedHeaders/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.endpoints.items.properties.cors.properties.exposedHeaders.type,parentSchema:schema11.properties.endpoints.items.properties.cors.properties.exposedHeaders,data:data147};
if(vErrors === null){
vErrors = [err356];
}
else {
vErrors.push(err356);
}
errors++;
}
}
}
else {
const err357 = {instancePath:instancePath+"/endpoints/" + i3+"/cors",schemaPath:"#/properties/endpoints/items/properties/cors/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.endpoints.items.properties.cors.type,parentSchema:schema11.properties.endpoints.items.properties.cors,data:data140};
if(vErrors === null){
vErrors = [err357];
}
else {
vErrors.push(err357);
}
errors++;
}
}
if(data49.onUnknown !== undefined){
let data149 = data49.onUnknown;
if(typeof data149 !== "string"){
const err358 = {instancePath:instancePath+"/endpoints/" + i3+"/onUnknown",schemaPath:"#/properties/endpoints/items/properties/onUnknown/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.onUnknown.type,parentSchema:schema11.properties.endpoints.items.properties.onUnknown,data:data149};
if(vErrors === null){
vErrors = [err358];
}
else {
vErrors.push(err358);
}
errors++;
}
if(!((data149 === "continue") || (data149 === "stop"))){
const err359 = {instancePath:instancePath+"/endpoints/" + i3+"/onUnknown",schemaPath:"#/properties/endpoints/items/properties/onUnknown/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.onUnknown.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.endpoints.items.properties.onUnknown.enum,parentSchema:schema11.properties.endpoints.items.properties.onUnknown,data:data149};
if(vErrors === null){
vErrors = [err359];
}
else {
vErrors.push(err359);
}
errors++;
}
}
if(data49.groups !== undefined){
let data150 = data49.groups;
if(typeof data150 !== "string"){
const err360 = {instancePath:instancePath+"/endpoints/" + i3+"/groups",schemaPath:"#/properties/endpoints/items/properties/groups/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.groups.type,parentSchema:schema11.properties.endpoints.items.properties.groups,data:data150};
if(vErrors === null){
vErrors = [err360];
}
else {
vErrors.push(err360);
}
errors++;
}
if(!((data150 === "refuse") || (data150 === "in-order"))){
const err361 = {instancePath:instancePath+"/endpoints/" + i3+"/groups",schemaPath:"#/properties/endpoints/items/properties/groups/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.groups.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.endpoints.items.properties.groups.enum,parentSchema:schema11.properties.endpoints.items.properties.groups,data:data150};
if(vErrors === null){
vErrors = [err361];
}
else {
vErrors.push(err361);
}
errors++;
}
}
if(data49.streaming !== undefined){
let data151 = data49.streaming;
if(typeof data151 !== "string"){
const err362 = {instancePath:instancePath+"/endpoints/" + i3+"/streaming",schemaPath:"#/properties/endpoints/items/properties/streaming/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.streaming.type,parentSchema:schema11.properties.endpoints.items.properties.streaming,data:data151};
if(vErrors === null){
vErrors = [err362];
}
else {
vErrors.push(err362);
}
errors++;
}
if(!(((data151 === "asked") || (data151 === "always")) || (data151 === "never"))){
const err363 = {instancePath:instancePath+"/endpoints/" + i3+"/streaming",schemaPath:"#/properties/endpoints/items/properties/streaming/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.streaming.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.endpoints.items.properties.streaming.enum,parentSchema:schema11.properties.endpoints.items.properties.streaming,data:data151};
if(vErrors === null){
vErrors = [err363];
}
else {
vErrors.push(err363);
}
errors++;
}
}
if(data49.encodedSlash !== undefined){
let data152 = data49.encodedSlash;
if(typeof data152 !== "string"){
const err364 = {instancePath:instancePath+"/endpoints/" + i3+"/encodedSlash",schemaPath:"#/properties/endpoints/items/properties/encodedSlash/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.endpoints.items.properties.encodedSlash.type,parentSchema:schema11.properties.endpoints.items.properties.encodedSlash,data:data152};
if(vErrors === null){
vErrors = [err364];
}
else {
vErrors.push(err364);
}
errors++;
}
if(!((data152 === "allow") || (data152 === "refuse"))){
const err365 = {instancePath:instancePath+"/endpoints/" + i3+"/encodedSlash",schemaPath:"#/properties/endpoints/items/properties/encodedSlash/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.encodedSlash.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.endpoints.items.properties.encodedSlash.enum,parentSchema:schema11.properties.endpoints.items.properties.encodedSlash,data:data152};
if(vErrors === null){
vErrors = [err365];
}
else {
vErrors.push(err365);
}
errors++;
}
}
}
else {
const err366 = {instancePath:instancePath+"/endpoints/" + i3,schemaPath:"#/properties/endpoints/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.endpoints.items.type,parentSchema:schema11.properties.endpoints.items,data:data49};
if(vErrors === null){
vErrors = [err366];
}
else {
vErrors.push(err366);
}
errors++;
}
}
}
else {
const err367 = {instancePath:instancePath+"/endpoints",schemaPath:"#/properties/endpoints/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.endpoints.type,parentSchema:schema11.properties.endpoints,data:data48};
if(vErrors === null){
vErrors = [err367];
}
else {
vErrors.push(err367);
}
errors++;
}
}
if(data.tls !== undefined){
let data153 = data.tls;
if(data153 && typeof data153 == "object" && !Array.isArray(data153)){
if(data153.cert === undefined){
const err368 = {instancePath:instancePath+"/tls",schemaPath:"#/properties/tls/required",keyword:"required",params:{missingProperty: "cert"},message:"must have required property '"+"cert"+"'",schema:schema11.properties.tls.required,parentSchema:schema11.properties.tls,data:data153};
if(vErrors === null){
vErrors = [err368];
}
else {
vErrors.push(err368);
}
errors++;
}
if(data153.key === undefined){
const err369 = {instancePath:instancePath+"/tls",schemaPath:"#/properties/tls/required",keyword:"required",params:{missingProperty: "key"},message:"must have required property '"+"key"+"'",schema:schema11.properties.tls.required,parentSchema:schema11.properties.tls,data:data153};
if(vErrors === null){
vErrors = [err369];
}
else {
vErrors.push(err369);
}
errors++;
}
for(const key27 in data153){
if(!(((((((key27 === "cert") || (key27 === "key")) || (key27 === "passphrase")) || (key27 === "ca")) || (key27 === "requestClientCert")) || (key27 === "minVersion")) || (key27 === "hsts"))){
const err370 = {instancePath:instancePath+"/tls",schemaPath:"#/properties/tls/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key27},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.tls,data:data153};
if(vErrors === null){
vErrors = [err370];
}
else {
vErrors.push(err370);
}
errors++;
}
}
if(data153.cert !== undefined){
let data154 = data153.cert;
if(typeof data154 === "string"){
if(func4(data154) < 1){
const err371 = {instancePath:instancePath+"/tls/cert",schemaPath:"#/properties/tls/properties/cert/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.tls.properties.cert,data:data154};
if(vErrors === null){
vErrors = [err371];
}
else {
vErrors.push(err371);
}
errors++;
}
}
else {
const err372 = {instancePath:instancePath+"/tls/cert",schemaPath:"#/properties/tls/properties/cert/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.tls.properties.cert.type,parentSchema:schema11.properties.tls.properties.cert,data:data154};
if(vErrors === null){
vErrors = [err372];
}
else {
vErrors.push(err372);
}
errors++;
}
}
if(data153.key !== undefined){
let data155 = data153.key;
if(typeof data155 === "string"){
if(func4(data155) < 1){
const err373 = {instancePath:instancePath+"/tls/key",schemaPath:"#/properties/tls/properties/key/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.tls.properties.key,data:data155};
if(vErrors === null){
vErrors = [err373];
}
else {
vErrors.push(err373);
}
errors++;
}
}
else {
const err374 = {instancePath:instancePath+"/tls/key",schemaPath:"#/properties/tls/properties/key/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.tls.properties.key.type,parentSchema:schema11.properties.tls.properties.key,data:data155};
if(vErrors === null){
vErrors = [err374];
}
else {
vErrors.push(err374);
}
errors++;
}
}
if(data153.passphrase !== undefined){
let data156 = data153.passphrase;
if(typeof data156 !== "string"){
const err375 = {instancePath:instancePath+"/tls/passphrase",schemaPath:"#/properties/tls/properties/passphrase/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.tls.properties.passphrase.type,parentSchema:schema11.properties.tls.properties.passphrase,data:data156};
if(vErrors === null){
vErrors = [err375];
}
else {
vErrors.push(err375);
}
errors++;
}
}
if(data153.ca !== undefined){
let data157 = data153.ca;
if(typeof data157 === "string"){
if(func4(data157) < 1){
const err376 = {instancePath:instancePath+"/tls/ca",schemaPath:"#/properties/tls/properties/ca/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.tls.properties.ca,data:data157};
if(vErrors === null){
vErrors = [err376];
}
else {
vErrors.push(err376);
}
errors++;
}
}
else {
const err377 = {instancePath:instancePath+"/tls/ca",schemaPath:"#/properties/tls/properties/ca/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.tls.properties.ca.type,parentSchema:schema11.properties.tls.properties.ca,data:data157};
if(vErrors === null){
vErrors = [err377];
}
else {
vErrors.push(err377);
}
errors++;
}
}
if(data153.requestClientCert !== undefined){
let data158 = data153.requestClientCert;
if(typeof data158 !== "string"){
const err378 = {instancePath:instancePath+"/tls/requestClientCert",schemaPath:"#/properties/tls/properties/requestClientCert/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.tls.properties.requestClientCert.type,parentSchema:schema11.properties.tls.properties.requestClientCert,data:data158};
if(vErrors === null){
vErrors = [err378];
}
else {
vErrors.push(err378);
}
errors++;
}
if(!((data158 === "required") || (data158 === "optional"))){
const err379 = {instancePath:instancePath+"/tls/requestClientCert",schemaPath:"#/properties/tls/properties/requestClientCert/enum",keyword:"enum",params:{allowedValues: schema11.properties.tls.properties.requestClientCert.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.tls.properties.requestClientCert.enum,parentSchema:schema11.properties.tls.properties.requestClientCert,data:data158};
if(vErrors === null){
vErrors = [err379];
}
else {
vErrors.push(err379);
}
errors++;
}
}
if(data153.minVersion !== undefined){
let data159 = data153.minVersion;
if(typeof data159 !== "string"){
const err380 = {instancePath:instancePath+"/tls/minVersion",schemaPath:"#/properties/tls/properties/minVersion/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.tls.properties.minVersion.type,parentSchema:schema11.properties.tls.properties.minVersion,data:data159};
if(vErrors === null){
vErrors = [err380];
}
else {
vErrors.push(err380);
}
errors++;
}
if(!((data159 === "TLSv1.2") || (data159 === "TLSv1.3"))){
const err381 = {instancePath:instancePath+"/tls/minVersion",schemaPath:"#/properties/tls/properties/minVersion/enum",keyword:"enum",params:{allowedValues: schema11.properties.tls.properties.minVersion.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.tls.properties.minVersion.enum,parentSchema:schema11.properties.tls.properties.minVersion,data:data159};
if(vErrors === null){
vErrors = [err381];
}
else {
vErrors.push(err381);
}
errors++;
}
}
if(data153.hsts !== undefined){
let data160 = data153.hsts;
const _errs451 = errors;
let valid98 = false;
const _errs452 = errors;
if(!((typeof data160 == "number") && (!(data160 % 1) && !isNaN(data160)))){
const err382 = {instancePath:instancePath+"/tls/hsts",schemaPath:"#/properties/tls/properties/hsts/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.tls.properties.hsts.anyOf[0].type,parentSchema:schema11.properties.tls.properties.hsts.anyOf[0],data:data160};
if(vErrors === null){
vErrors = [err382];
}
else {
vErrors.push(err382);
}
errors++;
}
if(typeof data160 == "number"){
if(data160 < 0 || isNaN(data160)){
const err383 = {instancePath:instancePath+"/tls/hsts",schemaPath:"#/properties/tls/properties/hsts/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema11.properties.tls.properties.hsts.anyOf[0],data:data160};
if(vErrors === null){
vErrors = [err383];
}
else {
vErrors.push(err383);
}
errors++;
}
}
var _valid25 = _errs452 === errors;
valid98 = valid98 || _valid25;
if(!valid98){
const _errs454 = errors;
if(typeof data160 !== "boolean"){
const err384 = {instancePath:instancePath+"/tls/hsts",schemaPath:"#/properties/tls/properties/hsts/anyOf/1/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.tls.properties.hsts.anyOf[1].type,parentSchema:schema11.properties.tls.properties.hsts.anyOf[1],data:data160};
if(vErrors === null){
vErrors = [err384];
}
else {
vErrors.push(err384);
}
errors++;
}
if(false !== data160){
const err385 = {instancePath:instancePath+"/tls/hsts",schemaPath:"#/properties/tls/properties/hsts/anyOf/1/const",keyword:"const",params:{allowedValue: false},message:"must be equal to constant",schema:false,parentSchema:schema11.properties.tls.properties.hsts.anyOf[1],data:data160};
if(vErrors === null){
vErrors = [err385];
}
else {
vErrors.push(err385);
}
errors++;
}
var _valid25 = _errs454 === errors;
valid98 = valid98 || _valid25;
}
if(!valid98){
const err386 = {instancePath:instancePath+"/tls/hsts",schemaPath:"#/properties/tls/properties/hsts/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.tls.properties.hsts.anyOf,parentSchema:schema11.properties.tls.properties.hsts,data:data160};
if(vErrors === null){
vErrors = [err386];
}
else {
vErrors.push(err386);
}
errors++;
}
else {
errors = _errs451;
if(vErrors !== null){
if(_errs451){
vErrors.length = _errs451;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err387 = {instancePath:instancePath+"/tls",schemaPath:"#/properties/tls/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.tls.type,parentSchema:schema11.properties.tls,data:data153};
if(vErrors === null){
vErrors = [err387];
}
else {
vErrors.push(err387);
}
errors++;
}
}
if(data.workers !== undefined){
let data161 = data.workers;
if(!((typeof data161 == "number") && (!(data161 % 1) && !isNaN(data161)))){
const err388 = {instancePath:instancePath+"/workers",schemaPath:"#/properties/workers/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.workers.type,parentSchema:schema11.properties.workers,data:data161};
if(vErrors === null){
vErrors = [err388];
}
else {
vErrors.push(err388);
}
errors++;
}
if(typeof data161 == "number"){
if(data161 > 64 || isNaN(data161)){
const err389 = {instancePath:instancePath+"/workers",schemaPath:"#/properties/workers/maximum",keyword:"maximum",params:{comparison: "<=", limit: 64},message:"must be <= 64",schema:64,parentSchema:schema11.properties.workers,data:data161};
if(vErrors === null){
vErrors = [err389];
}
else {
vErrors.push(err389);
}
errors++;
}
if(data161 < 1 || isNaN(data161)){
const err390 = {instancePath:instancePath+"/workers",schemaPath:"#/properties/workers/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.workers,data:data161};
if(vErrors === null){
vErrors = [err390];
}
else {
vErrors.push(err390);
}
errors++;
}
}
}
if(data.connections !== undefined){
let data162 = data.connections;
if(data162 && typeof data162 == "object" && !Array.isArray(data162)){
for(const key28 in data162){
if(!((((key28 === "most") || (key28 === "idleTime")) || (key28 === "headTime")) || (key28 === "headBytes"))){
const err391 = {instancePath:instancePath+"/connections",schemaPath:"#/properties/connections/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key28},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.connections,data:data162};
if(vErrors === null){
vErrors = [err391];
}
else {
vErrors.push(err391);
}
errors++;
}
}
if(data162.most !== undefined){
let data163 = data162.most;
if(!((typeof data163 == "number") && (!(data163 % 1) && !isNaN(data163)))){
const err392 = {instancePath:instancePath+"/connections/most",schemaPath:"#/properties/connections/properties/most/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.connections.properties.most.type,parentSchema:schema11.properties.connections.properties.most,data:data163};
if(vErrors === null){
vErrors = [err392];
}
else {
vErrors.push(err392);
}
errors++;
}
if(typeof data163 == "number"){
if(data163 < 1 || isNaN(data163)){
const err393 = {instancePath:instancePath+"/connections/most",schemaPath:"#/properties/connections/properties/most/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.connections.properties.most,data:data163};
if(vErrors === null){
vErrors = [err393];
}
else {
vErrors.push(err393);
}
errors++;
}
}
}
if(data162.idleTime !== undefined){
let data164 = data162.idleTime;
const _errs464 = errors;
let valid100 = false;
const _errs465 = errors;
if(!((typeof data164 == "number") && (!(data164 % 1) && !isNaN(data164)))){
const err394 = {instancePath:instancePath+"/connections/idleTime",schemaPath:"#/properties/connections/properties/idleTime/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.connections.properties.idleTime.anyOf[0].type,parentSchema:schema11.properties.connections.properties.idleTime.anyOf[0],data:data164};
if(vErrors === null){
vErrors = [err394];
}
else {
vErrors.push(err394);
}
errors++;
}
if(typeof data164 == "number"){
if(data164 < 1 || isNaN(data164)){
const err395 = {instancePath:instancePath+"/connections/idleTime",schemaPath:"#/properties/connections/properties/idleTime/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.connections.properties.idleTime.anyOf[0],data:data164};
if(vErrors === null){
vErrors = [err395];
}
else {
vErrors.push(err395);
}
errors++;
}
}
var _valid26 = _errs465 === errors;
valid100 = valid100 || _valid26;
if(!valid100){
const _errs467 = errors;
if(typeof data164 === "string"){
if(!pattern1.test(data164)){
const err396 = {instancePath:instancePath+"/connections/idleTime",schemaPath:"#/properties/connections/properties/idleTime/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(ms|s|m)$",parentSchema:schema11.properties.connections.properties.idleTime.anyOf[1],data:data164};
if(vErrors === null){
vErrors = [err396];
}
else {
vErrors.push(err396);
}
errors++;
}
}
else {
const err397 = {instancePath:instancePath+"/connections/idleTime",schemaPath:"#/properties/connections/properties/idleTime/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.connections.properties.idleTime.anyOf[1].type,parentSchema:schema11.properties.connections.properties.idleTime.anyOf[1],data:data164};
if(vErrors === null){
vErrors = [err397];
}
else {
vErrors.push(err397);
}
errors++;
}
var _valid26 = _errs467 === errors;
valid100 = valid100 || _valid26;
}
if(!valid100){
const err398 = {instancePath:instancePath+"/connections/idleTime",schemaPath:"#/properties/connections/properties/idleTime/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.connections.properties.idleTime.anyOf,parentSchema:schema11.properties.connections.properties.idleTime,data:data164};
if(vErrors === null){
vErrors = [err398];
}
else {
vErrors.push(err398);
}
errors++;
}
else {
errors = _errs464;
if(vErrors !== null){
if(_errs464){
vErrors.length = _errs464;
}
else {
vErrors = null;
}
}
}
}
if(data162.headTime !== undefined){
let data165 = data162.headTime;
const _errs470 = errors;
let valid101 = false;
const _errs471 = errors;
if(!((typeof data165 == "number") && (!(data165 % 1) && !isNaN(data165)))){
const err399 = {instancePath:instancePath+"/connections/headTime",schemaPath:"#/properties/connections/properties/headTime/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.connections.properties.headTime.anyOf[0].type,parentSchema:schema11.properties.connections.properties.headTime.anyOf[0],data:data165};
if(vErrors === null){
vErrors = [err399];
}
else {
vErrors.push(err399);
}
errors++;
}
if(typeof data165 == "number"){
if(data165 < 1 || isNaN(data165)){
const err400 = {instancePath:instancePath+"/connections/headTime",schemaPath:"#/properties/connections/properties/headTime/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.connections.properties.headTime.anyOf[0],data:data165};
if(vErrors === null){
vErrors = [err400];
}
else {
vErrors.push(err400);
}
errors++;
}
}
var _valid27 = _errs471 === errors;
valid101 = valid101 || _valid27;
if(!valid101){
const _errs473 = errors;
if(typeof data165 === "string"){
if(!pattern1.test(data165)){
const err401 = {instancePath:instancePath+"/connections/headTime",schemaPath:"#/properties/connections/properties/headTime/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(ms|s|m)$",parentSchema:schema11.properties.connections.properties.headTime.anyOf[1],data:data165};
if(vErrors === null){
vErrors = [err401];
}
else {
vErrors.push(err401);
}
errors++;
}
}
else {
const err402 = {instancePath:instancePath+"/connections/headTime",schemaPath:"#/properties/connections/properties/headTime/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.connections.properties.headTime.anyOf[1].type,parentSchema:schema11.properties.connections.properties.headTime.anyOf[1],data:data165};
if(vErrors === null){
vErrors = [err402];
}
else {
vErrors.push(err402);
}
errors++;
}
var _valid27 = _errs473 === errors;
valid101 = valid101 || _valid27;
}
if(!valid101){
const err403 = {instancePath:instancePath+"/connections/headTime",schemaPath:"#/properties/connections/properties/headTime/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.connections.properties.headTime.anyOf,parentSchema:schema11.properties.connections.properties.headTime,data:data165};
if(vErrors === null){
vErrors = [err403];
}
else {
vErrors.push(err403);
}
errors++;
}
else {
errors = _errs470;
if(vErrors !== null){
if(_errs470){
vErrors.length = _errs470;
}
else {
vErrors = null;
}
}
}
}
if(data162.headBytes !== undefined){
let data166 = data162.headBytes;
const _errs476 = errors;
let valid102 = false;
const _errs477 = errors;
if(!((typeof data166 == "number") && (!(data166 % 1) && !isNaN(data166)))){
const err404 = {instancePath:instancePath+"/connections/headBytes",schemaPath:"#/properties/connections/properties/headBytes/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.connections.properties.headBytes.anyOf[0].type,parentSchema:schema11.properties.connections.properties.headBytes.anyOf[0],data:data166};
if(vErrors === null){
vErrors = [err404];
}
else {
vErrors.push(err404);
}
errors++;
}
if(typeof data166 == "number"){
if(data166 < 1 || isNaN(data166)){
const err405 = {instancePath:instancePath+"/connections/headBytes",schemaPath:"#/properties/connections/properties/headBytes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.connections.properties.headBytes.anyOf[0],data:data166};
if(vErrors === null){
vErrors = [err405];
}
else {
vErrors.push(err405);
}
errors++;
}
}
var _valid28 = _errs477 === errors;
valid102 = valid102 || _valid28;
if(!valid102){
const _errs479 = errors;
if(typeof data166 === "string"){
if(!pattern12.test(data166)){
const err406 = {instancePath:instancePath+"/connections/headBytes",schemaPath:"#/properties/connections/properties/headBytes/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$",parentSchema:schema11.properties.connections.properties.headBytes.anyOf[1],data:data166};
if(vErrors === null){
vErrors = [err406];
}
else {
vErrors.push(err406);
}
errors++;
}
}
else {
const err407 = {instancePath:instancePath+"/connections/headBytes",schemaPath:"#/properties/connections/properties/headBytes/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.connections.properties.headBytes.anyOf[1].type,parentSchema:schema11.properties.connections.properties.headBytes.anyOf[1],data:data166};
if(vErrors === null){
vErrors = [err407];
}
else {
vErrors.push(err407);
}
errors++;
}
var _valid28 = _errs479 === errors;
valid102 = valid102 || _valid28;
}
if(!valid102){
const err408 = {instancePath:instancePath+"/connections/headBytes",schemaPath:"#/properties/connections/properties/headBytes/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.connections.properties.headBytes.anyOf,parentSchema:schema11.properties.connections.properties.headBytes,data:data166};
if(vErrors === null){
vErrors = [err408];
}
else {
vErrors.push(err408);
}
errors++;
}
else {
errors = _errs476;
if(vErrors !== null){
if(_errs476){
vErrors.length = _errs476;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err409 = {instancePath:instancePath+"/connections",schemaPath:"#/properties/connections/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.connections.type,parentSchema:schema11.properties.connections,data:data162};
if(vErrors === null){
vErrors = [err409];
}
else {
vErrors.push(err409);
}
errors++;
}
}
if(data.forward !== undefined){
let data167 = data.forward;
if(typeof data167 !== "string"){
const err410 = {instancePath:instancePath+"/forward",schemaPath:"#/properties/forward/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.forward.type,parentSchema:schema11.properties.forward,data:data167};
if(vErrors === null){
vErrors = [err410];
}
else {
vErrors.push(err410);
}
errors++;
}
}
if(data.forwardIdleTime !== undefined){
let data168 = data.forwardIdleTime;
const _errs484 = errors;
let valid103 = false;
const _errs485 = errors;
if(!((typeof data168 == "number") && (!(data168 % 1) && !isNaN(data168)))){
const err411 = {instancePath:instancePath+"/forwardIdleTime",schemaPath:"#/properties/forwardIdleTime/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.forwardIdleTime.anyOf[0].type,parentSchema:schema11.properties.forwardIdleTime.anyOf[0],data:data168};
if(vErrors === null){
vErrors = [err411];
}
else {
vErrors.push(err411);
}
errors++;
}
if(typeof data168 == "number"){
if(data168 < 1 || isNaN(data168)){
const err412 = {instancePath:instancePath+"/forwardIdleTime",schemaPath:"#/properties/forwardIdleTime/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.forwardIdleTime.anyOf[0],data:data168};
if(vErrors === null){
vErrors = [err412];
}
else {
vErrors.push(err412);
}
errors++;
}
}
var _valid29 = _errs485 === errors;
valid103 = valid103 || _valid29;
if(!valid103){
const _errs487 = errors;
if(typeof data168 === "string"){
if(!pattern1.test(data168)){
const err413 = {instancePath:instancePath+"/forwardIdleTime",schemaPath:"#/properties/forwardIdleTime/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(ms|s|m)$",parentSchema:schema11.properties.forwardIdleTime.anyOf[1],data:data168};
if(vErrors === null){
vErrors = [err413];
}
else {
vErrors.push(err413);
}
errors++;
}
}
else {
const err414 = {instancePath:instancePath+"/forwardIdleTime",schemaPath:"#/properties/forwardIdleTime/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.forwardIdleTime.anyOf[1].type,parentSchema:schema11.properties.forwardIdleTime.anyOf[1],data:data168};
if(vErrors === null){
vErrors = [err414];
}
else {
vErrors.push(err414);
}
errors++;
}
var _valid29 = _errs487 === errors;
valid103 = valid103 || _valid29;
}
if(!valid103){
const err415 = {instancePath:instancePath+"/forwardIdleTime",schemaPath:"#/properties/forwardIdleTime/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.forwardIdleTime.anyOf,parentSchema:schema11.properties.forwardIdleTime,data:data168};
if(vErrors === null){
vErrors = [err415];
}
else {
vErrors.push(err415);
}
errors++;
}
else {
errors = _errs484;
if(vErrors !== null){
if(_errs484){
vErrors.length = _errs484;
}
else {
vErrors = null;
}
}
}
}
if(data.trustedProxies !== undefined){
let data169 = data.trustedProxies;
if(Array.isArray(data169)){
const len22 = data169.length;
for(let i22=0; i22<len22; i22++){
let data170 = data169[i22];
if(typeof data170 === "string"){
if(func4(data170) < 1){
const err416 = {instancePath:instancePath+"/trustedProxies/" + i22,schemaPath:"#/properties/trustedProxies/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.trustedProxies.items,data:data170};
if(vErrors === null){
vErrors = [err416];
}
else {
vErrors.push(err416);
}
errors++;
}
}
else {
const err417 = {instancePath:instancePath+"/trustedProxies/" + i22,schemaPath:"#/properties/trustedProxies/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.trustedProxies.items.type,parentSchema:schema11.properties.trustedProxies.items,data:data170};
if(vErrors === null){
vErrors = [err417];
}
else {
vErrors.push(err417);
}
errors++;
}
}
}
else {
const err418 = {instancePath:instancePath+"/trustedProxies",schemaPath:"#/properties/trustedProxies/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.trustedProxies.type,parentSchema:schema11.properties.trustedProxies,data:data169};
if(vErrors === null){
vErrors = [err418];
}
else {
vErrors.push(err418);
}
errors++;
}
}
if(data.stateStore !== undefined){
let data171 = data.stateStore;
if((typeof data171 !== "string") && (!(data171 && typeof data171 == "object" && !Array.isArray(data171)))){
const err419 = {instancePath:instancePath+"/stateStore",schemaPath:"#/properties/stateStore/type",keyword:"type",params:{type: schema11.properties.stateStore.type},message:"must be string,object",schema:schema11.properties.stateStore.type,parentSchema:schema11.properties.stateStore,data:data171};
if(vErrors === null){
vErrors = [err419];
}
else {
vErrors.push(err419);
}
errors++;
}
if(data171 && typeof data171 == "object" && !Array.isArray(data171)){
if(data171.url === undefined){
const err420 = {instancePath:instancePath+"/stateStore",schemaPath:"#/properties/stateStore/required",keyword:"required",params:{missingProperty: "url"},message:"must have required property '"+"url"+"'",schema:schema11.properties.stateStore.required,parentSchema:schema11.properties.stateStore,data:data171};
if(vErrors === null){
vErrors = [err420];
}
else {
vErrors.push(err420);
}
errors++;
}
for(const key29 in data171){
if(!(((((key29 === "url") || (key29 === "keyPrefix")) || (key29 === "onFailure")) || (key29 === "connectTimeout")) || (key29 === "commandTimeout"))){
const err421 = {instancePath:instancePath+"/stateStore",schemaPath:"#/properties/stateStore/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key29},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.stateStore,data:data171};
if(vErrors === null){
vErrors = [err421];
}
else {
vErrors.push(err421);
}
errors++;
}
}
if(data171.url !== undefined){
let data172 = data171.url;
if(typeof data172 !== "string"){
const err422 = {instancePath:instancePath+"/stateStore/url",schemaPath:"#/properties/stateStore/properties/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.stateStore.properties.url.type,parentSchema:schema11.properties.stateStore.properties.url,data:data172};
if(vErrors === null){
vErrors = [err422];
}
else {
vErrors.push(err422);
}
errors++;
}
}
if(data171.keyPrefix !== undefined){
let data173 = data171.keyPrefix;
if(typeof data173 !== "string"){
const err423 = {instancePath:instancePath+"/stateStore/keyPrefix",schemaPath:"#/properties/stateStore/properties/keyPrefix/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.stateStore.properties.keyPrefix.type,parentSchema:schema11.properties.stateStore.properties.keyPrefix,data:data173};
if(vErrors === null){
vErrors = [err423];
}
else {
vErrors.push(err423);
}
errors++;
}
}
if(data171.onFailure !== undefined){
let data174 = data171.onFailure;
if(typeof data174 !== "string"){
const err424 = {instancePath:instancePath+"/stateStore/onFailure",schemaPath:"#/properties/stateStore/properties/onFailure/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.stateStore.properties.onFailure.type,parentSchema:schema11.properties.stateStore.properties.onFailure,data:data174};
if(vErrors === null){
vErrors = [err424];
}
else {
vErrors.push(err424);
}
errors++;
}
if(!((data174 === "closed") || (data174 === "open"))){
const err425 = {instancePath:instancePath+"/stateStore/onFailure",schemaPath:"#/properties/stateStore/properties/onFailure/enum",keyword:"enum",params:{allowedValues: schema11.properties.stateStore.properties.onFailure.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.stateStore.properties.onFailure.enum,parentSchema:schema11.properties.stateStore.properties.onFailure,data:data174};
if(vErrors === null){
vErrors = [err425];
}
else {
vErrors.push(err425);
}
errors++;
}
}
if(data171.connectTimeout !== undefined){
let data175 = data171.connectTimeout;
const _errs503 = errors;
let valid107 = false;
const _errs504 = errors;
if(!((typeof data175 == "number") && (!(data175 % 1) && !isNaN(data175)))){
const err426 = {instancePath:instancePath+"/stateStore/connectTimeout",schemaPath:"#/properties/stateStore/properties/connectTimeout/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.stateStore.properties.connectTimeout.anyOf[0].type,parentSchema:schema11.properties.stateStore.properties.connectTimeout.anyOf[0],data:data175};
if(vErrors === null){
vErrors = [err426];
}
else {
vErrors.push(err426);
}
errors++;
}
if(typeof data175 == "number"){
if(data175 < 1 || isNaN(data175)){
const err427 = {instancePath:instancePath+"/stateStore/connectTimeout",schemaPath:"#/properties/stateStore/properties/connectTimeout/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.stateStore.properties.connectTimeout.anyOf[0],data:data175};
if(vErrors === null){
vErrors = [err427];
}
else {
vErrors.push(err427);
}
errors++;
}
}
var _valid30 = _errs504 === errors;
valid107 = valid107 || _valid30;
if(!valid107){
const _errs506 = errors;
if(typeof data175 === "string"){
if(!pattern1.test(data175)){
const err428 = {instancePath:instancePath+"/stateStore/connectTimeout",schemaPath:"#/properties/stateStore/properties/connectTimeout/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(ms|s|m)$",parentSchema:schema11.properties.stateStore.properties.connectTimeout.anyOf[1],data:data175};
if(vErrors === null){
vErrors = [err428];
}
else {
vErrors.push(err428);
}
errors++;
}
}
else {
const err429 = {instancePath:instancePath+"/stateStore/connectTimeout",schemaPath:"#/properties/stateStore/properties/connectTimeout/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.stateStore.properties.connectTimeout.anyOf[1].type,parentSchema:schema11.properties.stateStore.properties.connectTimeout.anyOf[1],data:data175};
if(vErrors === null){
vErrors = [err429];
}
else {
vErrors.push(err429);
}
errors++;
}
var _valid30 = _errs506 === errors;
valid107 = valid107 || _valid30;
}
if(!valid107){
const err430 = {instancePath:instancePath+"/stateStore/connectTimeout",schemaPath:"#/properties/stateStore/properties/connectTimeout/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.stateStore.properties.connectTimeout.anyOf,parentSchema:schema11.properties.stateStore.properties.connectTimeout,data:data175};
if(vErrors === null){
vErrors = [err430];
}
else {
vErrors.push(err430);
}
errors++;
}
else {
errors = _errs503;
if(vErrors !== null){
if(_errs503){
vErrors.length = _errs503;
}
else {
vErrors = null;
}
}
}
}
if(data171.commandTimeout !== undefined){
let data176 = data171.commandTimeout;
const _errs509 = errors;
let valid108 = false;
const _errs510 = errors;
if(!((typeof data176 == "number") && (!(data176 % 1) && !isNaN(data176)))){
const err431 = {instancePath:instancePath+"/stateStore/commandTimeout",schemaPath:"#/properties/stateStore/properties/commandTimeout/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.stateStore.properties.commandTimeout.anyOf[0].type,parentSchema:schema11.properties.stateStore.properties.commandTimeout.anyOf[0],data:data176};
if(vErrors === null){
vErrors = [err431];
}
else {
vErrors.push(err431);
}
errors++;
}
if(typeof data176 == "number"){
if(data176 < 1 || isNaN(data176)){
const err432 = {instancePath:instancePath+"/stateStore/commandTimeout",schemaPath:"#/properties/stateStore/properties/commandTimeout/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.stateStore.properties.commandTimeout.anyOf[0],data:data176};
if(vErrors === null){
vErrors = [err432];
}
else {
vErrors.push(err432);
}
errors++;
}
}
var _valid31 = _errs510 === errors;
valid108 = valid108 || _valid31;
if(!valid108){
const _errs512 = errors;
if(typeof data176 === "string"){
if(!pattern1.test(data176)){
const err433 = {instancePath:instancePath+"/stateStore/commandTimeout",schemaPath:"#/properties/stateStore/properties/commandTimeout/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(ms|s|m)$",parentSchema:schema11.properties.stateStore.properties.commandTimeout.anyOf[1],data:data176};
if(vErrors === null){
vErrors = [err433];
}
else {
vErrors.push(err433);
}
errors++;
}
}
else {
const err434 = {instancePath:instancePath+"/stateStore/commandTimeout",schemaPath:"#/properties/stateStore/properties/commandTimeout/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.stateStore.properties.commandTimeout.anyOf[1].type,parentSchema:schema11.properties.stateStore.properties.commandTimeout.anyOf[1],data:data176};
if(vErrors === null){
vErrors = [err434];
}
else {
vErrors.push(err434);
}
errors++;
}
var _valid31 = _errs512 === errors;
valid108 = valid108 || _valid31;
}
if(!valid108){
const err435 = {instancePath:instancePath+"/stateStore/commandTimeout",schemaPath:"#/properties/stateStore/properties/commandTimeout/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.stateStore.properties.commandTimeout.anyOf,parentSchema:schema11.properties.stateStore.properties.commandTimeout,data:data176};
if(vErrors === null){
vErrors = [err435];
}
else {
vErrors.push(err435);
}
errors++;
}
else {
errors = _errs509;
if(vErrors !== null){
if(_errs509){
vErrors.length = _errs509;
}
else {
vErrors = null;
}
}
}
}
}
}
if(data.metrics !== undefined){
let data177 = data.metrics;
if(typeof data177 === "string"){
if(!pattern8.test(data177)){
const err436 = {instancePath:instancePath+"/metrics",schemaPath:"#/properties/metrics/pattern",keyword:"pattern",params:{pattern: "^/[^?#\\s]*$"},message:"must match pattern \""+"^/[^?#\\s]*$"+"\"",schema:"^/[^?#\\s]*$",parentSchema:schema11.properties.metrics,data:data177};
if(vErrors === null){
vErrors = [err436];
}
else {
vErrors.push(err436);
}
errors++;
}
}
else {
const err437 = {instancePath:instancePath+"/metrics",schemaPath:"#/properties/metrics/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.metrics.type,parentSchema:schema11.properties.metrics,data:data177};
if(vErrors === null){
vErrors = [err437];
}
else {
vErrors.push(err437);
}
errors++;
}
}
if(data.tracing !== undefined){
let data178 = data.tracing;
if(data178 && typeof data178 == "object" && !Array.isArray(data178)){
for(const key30 in data178){
if(!(((((key30 === "exporter") || (key30 === "endpoint")) || (key30 === "serviceName")) || (key30 === "sampling")) || (key30 === "headers"))){
const err438 = {instancePath:instancePath+"/tracing",schemaPath:"#/properties/tracing/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key30},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.tracing,data:data178};
if(vErrors === null){
vErrors = [err438];
}
else {
vErrors.push(err438);
}
errors++;
}
}
if(data178.exporter !== undefined){
let data179 = data178.exporter;
if(typeof data179 !== "string"){
const err439 = {instancePath:instancePath+"/tracing/exporter",schemaPath:"#/properties/tracing/properties/exporter/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.tracing.properties.exporter.type,parentSchema:schema11.properties.tracing.properties.exporter,data:data179};
if(vErrors === null){
vErrors = [err439];
}
else {
vErrors.push(err439);
}
errors++;
}
if(!(data179 === "otlp")){
const err440 = {instancePath:instancePath+"/tracing/exporter",schemaPath:"#/properties/tracing/properties/exporter/enum",keyword:"enum",params:{allowedValues: schema11.properties.tracing.properties.exporter.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.tracing.properties.exporter.enum,parentSchema:schema11.properties.tracing.properties.exporter,data:data179};
if(vErrors === null){
vErrors = [err440];
}
else {
vErrors.push(err440);
}
errors++;
}
}
if(data178.endpoint !== undefined){
let data180 = data178.endpoint;
if(typeof data180 !== "string"){
const err441 = {instancePath:instancePath+"/tracing/endpoint",schemaPath:"#/properties/tracing/properties/endpoint/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.tracing.properties.endpoint.type,parentSchema:schema11.properties.tracing.properties.endpoint,data:data180};
if(vErrors === null){
vErrors = [err441];
}
else {
vErrors.push(err441);
}
errors++;
}
}
if(data178.serviceName !== undefined){
let data181 = data178.serviceName;
if(typeof data181 === "string"){
if(func4(data181) < 1){
const err442 = {instancePath:instancePath+"/tracing/serviceName",schemaPath:"#/properties/tracing/properties/serviceName/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.tracing.properties.serviceName,data:data181};
if(vErrors === null){
vErrors = [err442];
}
else {
vErrors.push(err442);
}
errors++;
}
}
else {
const err443 = {instancePath:instancePath+"/tracing/serviceName",schemaPath:"#/properties/tracing/properties/serviceName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.tracing.properties.serviceName.type,parentSchema:schema11.properties.tracing.properties.serviceName,data:data181};
if(vErrors === null){
vErrors = [err443];
}
else {
vErrors.push(err443);
}
errors++;
}
}
if(data178.sampling !== undefined){
let data182 = data178.sampling;
if(typeof data182 == "number"){
if(data182 > 1 || isNaN(data182)){
const err444 = {instancePath:instancePath+"/tracing/sampling",schemaPath:"#/properties/tracing/properties/sampling/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1},message:"must be <= 1",schema:1,parentSchema:schema11.properties.tracing.properties.sampling,data:data182};
if(vErrors === null){
vErrors = [err444];
}
else {
vErrors.push(err444);
}
errors++;
}
if(data182 < 0 || isNaN(data182)){
const err445 = {instancePath:instancePath+"/tracing/sampling",schemaPath:"#/properties/tracing/properties/sampling/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema11.properties.tracing.properties.sampling,data:data182};
if(vErrors === null){
vErrors = [err445];
}
else {
vErrors.push(err445);
}
errors++;
}
}
else {
const err446 = {instancePath:instancePath+"/tracing/sampling",schemaPath:"#/properties/tracing/properties/sampling/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema11.properties.tracing.properties.sampling.type,parentSchema:schema11.properties.tracing.properties.sampling,data:data182};
if(vErrors === null){
vErrors = [err446];
}
else {
vErrors.push(err446);
}
errors++;
}
}
if(data178.headers !== undefined){
let data183 = data178.headers;
if(data183 && typeof data183 == "object" && !Array.isArray(data183)){
for(const key31 in data183){
if(pattern0.test(key31)){
let data184 = data183[key31];
if(typeof data184 !== "string"){
const err447 = {instancePath:instancePath+"/tracing/headers/" + key31.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/tracing/properties/headers/patternProperties/%5E.*%24/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.tracing.properties.headers.patternProperties["^.*$"].type,parentSchema:schema11.properties.tracing.properties.headers.patternProperties["^.*$"],data:data184};
if(vErrors === null){
vErrors = [err447];
}
else {
vErrors.push(err447);
}
errors++;
}
}
}
}
else {
const err448 = {instancePath:instancePath+"/tracing/headers",schemaPath:"#/properties/tracing/properties/headers/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.tracing.properties.headers.type,parentSchema:schema11.properties.tracing.properties.headers,data:data183};
if(vErrors === null){
vErrors = [err448];
}
else {
vErrors.push(err448);
}
errors++;
}
}
}
else {
const err449 = {instancePath:instancePath+"/tracing",schemaPath:"#/properties/tracing/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.tracing.type,parentSchema:schema11.properties.tracing,data:data178};
if(vErrors === null){
vErrors = [err449];
}
else {
vErrors.push(err449);
}
errors++;
}
}
if(data.compression !== undefined){
let data185 = data.compression;
if(data185 && typeof data185 == "object" && !Array.isArray(data185)){
for(const key32 in data185){
if(!((key32 === "threshold") || (key32 === "codings"))){
const err450 = {instancePath:instancePath+"/compression",schemaPath:"#/properties/compression/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key32},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.compression,data:data185};
if(vErrors === null){
vErrors = [err450];
}
else {
vErrors.push(err450);
}
errors++;
}
}
if(data185.threshold !== undefined){
let data186 = data185.threshold;
const _errs535 = errors;
let valid112 = false;
const _errs536 = errors;
if(!((typeof data186 == "number") && (!(data186 % 1) && !isNaN(data186)))){
const err451 = {instancePath:instancePath+"/compression/threshold",schemaPath:"#/properties/compression/properties/threshold/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.compression.properties.threshold.anyOf[0].type,parentSchema:schema11.properties.compression.properties.threshold.anyOf[0],data:data186};
if(vErrors === null){
vErrors = [err451];
}
else {
vErrors.push(err451);
}
errors++;
}
if(typeof data186 == "number"){
if(data186 < 1 || isNaN(data186)){
const err452 = {instancePath:instancePath+"/compression/threshold",schemaPath:"#/properties/compression/properties/threshold/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.compression.properties.threshold.anyOf[0],data:data186};
if(vErrors === null){
vErrors = [err452];
}
else {
vErrors.push(err452);
}
errors++;
}
}
var _valid32 = _errs536 === errors;
valid112 = valid112 || _valid32;
if(!valid112){
const _errs538 = errors;
if(typeof data186 === "string"){
if(!pattern12.test(data186)){
const err453 = {instancePath:instancePath+"/compression/threshold",schemaPath:"#/properties/compression/properties/threshold/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$",parentSchema:schema11.properties.compression.properties.threshold.anyOf[1],data:data186};
if(vErrors === null){
vErrors = [err453];
}
else {
vErrors.push(err453);
}
errors++;
}
}
else {
const err454 = {instancePath:instancePath+"/compression/threshold",schemaPath:"#/properties/compression/properties/threshold/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.compression.properties.threshold.anyOf[1].type,parentSchema:schema11.properties.compression.properties.threshold.anyOf[1],data:data186};
if(vErrors === null){
vErrors = [err454];
}
else {
vErrors.push(err454);
}
errors++;
}
var _valid32 = _errs538 === errors;
valid112 = valid112 || _valid32;
}
if(!valid112){
const err455 = {instancePath:instancePath+"/compression/threshold",schemaPath:"#/properties/compression/properties/threshold/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.compression.properties.threshold.anyOf,parentSchema:schema11.properties.compression.properties.threshold,data:data186};
if(vErrors === null){
vErrors = [err455];
}
else {
vErrors.push(err455);
}
errors++;
}
else {
errors = _errs535;
if(vErrors !== null){
if(_errs535){
vErrors.length = _errs535;
}
else {
vErrors = null;
}
}
}
}
if(data185.codings !== undefined){
let data187 = data185.codings;
if(Array.isArray(data187)){
if(data187.length < 1){
const err456 = {instancePath:instancePath+"/compression/codings",schemaPath:"#/properties/compression/properties/codings/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema11.properties.compression.properties.codings,data:data187};
if(vErrors === null){
vErrors = [err456];
}
else {
vErrors.push(err456);
}
errors++;
}
const len23 = data187.length;
for(let i23=0; i23<len23; i23++){
let data188 = data187[i23];
if(typeof data188 !== "string"){
const err457 = {instancePath:instancePath+"/compression/codings/" + i23,schemaPath:"#/properties/compression/properties/codings/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.compression.properties.codings.items.type,parentSchema:schema11.properties.compression.properties.codings.items,data:data188};
if(vErrors === null){
vErrors = [err457];
}
else {
vErrors.push(err457);
}
errors++;
}
if(!(((data188 === "zstd") || (data188 === "br")) || (data188 === "gzip"))){
const err458 = {instancePath:instancePath+"/compression/codings/" + i23,schemaPath:"#/properties/compression/properties/codings/items/enum",keyword:"enum",params:{allowedValues: schema11.properties.compression.properties.codings.items.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.compression.properties.codings.items.enum,parentSchema:schema11.properties.compression.properties.codings.items,data:data188};
if(vErrors === null){
vErrors = [err458];
}
else {
vErrors.push(err458);
}
errors++;
}
}
let i24 = data187.length;
let j0;
if(i24 > 1){
const indices0 = {};
for(;i24--;){
let item0 = data187[i24];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err459 = {instancePath:instancePath+"/compression/codings",schemaPath:"#/properties/compression/properties/codings/uniqueItems",keyword:"uniqueItems",params:{i: i24, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i24+" are identical)",schema:true,parentSchema:schema11.properties.compression.properties.codings,data:data187};
if(vErrors === null){
vErrors = [err459];
}
else {
vErrors.push(err459);
}
errors++;
break;
}
indices0[item0] = i24;
}
}
}
else {
const err460 = {instancePath:instancePath+"/compression/codings",schemaPath:"#/properties/compression/properties/codings/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.compression.properties.codings.type,parentSchema:schema11.properties.compression.properties.codings,data:data187};
if(vErrors === null){
vErrors = [err460];
}
else {
vErrors.push(err460);
}
errors++;
}
}
}
else {
const err461 = {instancePath:instancePath+"/compression",schemaPath:"#/properties/compression/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.compression.type,parentSchema:schema11.properties.compression,data:data185};
if(vErrors === null){
vErrors = [err461];
}
else {
vErrors.push(err461);
}
errors++;
}
}
if(data.health !== undefined){
let data189 = data.health;
if((!(data189 && typeof data189 == "object" && !Array.isArray(data189))) && (typeof data189 !== "boolean")){
const err462 = {instancePath:instancePath+"/health",schemaPath:"#/properties/health/type",keyword:"type",params:{type: schema11.properties.health.type},message:"must be object,boolean",schema:schema11.properties.health.type,parentSchema:schema11.properties.health,data:data189};
if(vErrors === null){
vErrors = [err462];
}
else {
vErrors.push(err462);
}
errors++;
}
const _errs546 = errors;
const _errs547 = errors;
if(true !== data189){
const err463 = {};
if(vErrors === null){
vErrors = [err463];
}
else {
vErrors.push(err463);
}
errors++;
}
var valid116 = _errs547 === errors;
if(valid116){
const err464 = {instancePath:instancePath+"/health",schemaPath:"#/properties/health/not",keyword:"not",params:{},message:"must NOT be valid",schema:schema11.properties.health.not,parentSchema:schema11.properties.health,data:data189};
if(vErrors === null){
vErrors = [err464];
}
else {
vErrors.push(err464);
}
errors++;
}
else {
errors = _errs546;
if(vErrors !== null){
if(_errs546){
vErrors.length = _errs546;
}
else {
vErrors = null;
}
}
}
if(data189 && typeof data189 == "object" && !Array.isArray(data189)){
for(const key33 in data189){
if(!(((((key33 === "live") || (key33 === "ready")) || (key33 === "upstreams")) || (key33 === "probeTime")) || (key33 === "cacheTime"))){
const err465 = {instancePath:instancePath+"/health",schemaPath:"#/properties/health/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key33},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.health,data:data189};
if(vErrors === null){
vErrors = [err465];
}
else {
vErrors.push(err465);
}
errors++;
}
}
if(data189.live !== undefined){
let data190 = data189.live;
if(typeof data190 === "string"){
if(!pattern8.test(data190)){
const err466 = {instancePath:instancePath+"/health/live",schemaPath:"#/properties/health/properties/live/pattern",keyword:"pattern",params:{pattern: "^/[^?#\\s]*$"},message:"must match pattern \""+"^/[^?#\\s]*$"+"\"",schema:"^/[^?#\\s]*$",parentSchema:schema11.properties.health.properties.live,data:data190};
if(vErrors === null){
vErrors = [err466];
}
else {
vErrors.push(err466);
}
errors++;
}
}
else {
const err467 = {instancePath:instancePath+"/health/live",schemaPath:"#/properties/health/properties/live/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.health.properties.live.type,parentSchema:schema11.properties.health.properties.live,data:data190};
if(vErrors === null){
vErrors = [err467];
}
else {
vErrors.push(err467);
}
errors++;
}
}
if(data189.ready !== undefined){
let data191 = data189.ready;
if(typeof data191 === "string"){
if(!pattern8.test(data191)){
const err468 = {instancePath:instancePath+"/health/ready",schemaPath:"#/properties/health/properties/ready/pattern",keyword:"pattern",params:{pattern: "^/[^?#\\s]*$"},message:"must match pattern \""+"^/[^?#\\s]*$"+"\"",schema:"^/[^?#\\s]*$",parentSchema:schema11.properties.health.properties.ready,data:data191};
if(vErrors === null){
vErrors = [err468];
}
else {
vErrors.push(err468);
}
errors++;
}
}
else {
const err469 = {instancePath:instancePath+"/health/ready",schemaPath:"#/properties/health/properties/ready/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.health.properties.ready.type,parentSchema:schema11.properties.health.properties.ready,data:data191};
if(vErrors === null){
vErrors = [err469];
}
else {
vErrors.push(err469);
}
errors++;
}
}
if(data189.upstreams !== undefined){
let data192 = data189.upstreams;
if(typeof data192 !== "string"){
const err470 = {instancePath:instancePath+"/health/upstreams",schemaPath:"#/properties/health/properties/upstreams/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.health.properties.upstreams.type,parentSchema:schema11.properties.health.properties.upstreams,data:data192};
if(vErrors === null){
vErrors = [err470];
}
else {
vErrors.push(err470);
}
errors++;
}
if(!(((data192 === "all") || (data192 === "any")) || (data192 === "none"))){
const err471 = {instancePath:instancePath+"/health/upstreams",schemaPath:"#/properties/health/properties/upstreams/enum",keyword:"enum",params:{allowedValues: schema11.properties.health.properties.upstreams.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.health.properties.upstreams.enum,parentSchema:schema11.properties.health.properties.upstreams,data:data192};
if(vErrors === null){
vErrors = [err471];
}
else {
vErrors.push(err471);
}
errors++;
}
}
if(data189.probeTime !== undefined){
let data193 = data189.probeTime;
const _errs556 = errors;
let valid118 = false;
const _errs557 = errors;
if(!((typeof data193 == "number") && (!(data193 % 1) && !isNaN(data193)))){
const err472 = {instancePath:instancePath+"/health/probeTime",schemaPath:"#/properties/health/properties/probeTime/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.health.properties.probeTime.anyOf[0].type,parentSchema:schema11.properties.health.properties.probeTime.anyOf[0],data:data193};
if(vErrors === null){
vErrors = [err472];
}
else {
vErrors.push(err472);
}
errors++;
}
if(typeof data193 == "number"){
if(data193 < 1 || isNaN(data193)){
const err473 = {instancePath:instancePath+"/health/probeTime",schemaPath:"#/properties/health/properties/probeTime/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.health.properties.probeTime.anyOf[0],data:data193};
if(vErrors === null){
vErrors = [err473];
}
else {
vErrors.push(err473);
}
errors++;
}
}
var _valid33 = _errs557 === errors;
valid118 = valid118 || _valid33;
if(!valid118){
const _errs559 = errors;
if(typeof data193 === "string"){
if(!pattern1.test(data193)){
const err474 = {instancePath:instancePath+"/health/probeTime",schemaPath:"#/properties/health/properties/probeTime/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(ms|s|m)$",parentSchema:schema11.properties.health.properties.probeTime.anyOf[1],data:data193};
if(vErrors === null){
vErrors = [err474];
}
else {
vErrors.push(err474);
}
errors++;
}
}
else {
const err475 = {instancePath:instancePath+"/health/probeTime",schemaPath:"#/properties/health/properties/probeTime/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.health.properties.probeTime.anyOf[1].type,parentSchema:schema11.properties.health.properties.probeTime.anyOf[1],data:data193};
if(vErrors === null){
vErrors = [err475];
}
else {
vErrors.push(err475);
}
errors++;
}
var _valid33 = _errs559 === errors;
valid118 = valid118 || _valid33;
}
if(!valid118){
const err476 = {instancePath:instancePath+"/health/probeTime",schemaPath:"#/properties/health/properties/probeTime/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.health.properties.probeTime.anyOf,parentSchema:schema11.properties.health.properties.probeTime,data:data193};
if(vErrors === null){
vErrors = [err476];
}
else {
vErrors.push(err476);
}
errors++;
}
else {
errors = _errs556;
if(vErrors !== null){
if(_errs556){
vErrors.length = _errs556;
}
else {
vErrors = null;
}
}
}
}
if(data189.cacheTime !== undefined){
let data194 = data189.cacheTime;
const _errs562 = errors;
let valid119 = false;
const _errs563 = errors;
if(!((typeof data194 == "number") && (!(data194 % 1) && !isNaN(data194)))){
const err477 = {instancePath:instancePath+"/health/cacheTime",schemaPath:"#/properties/health/properties/cacheTime/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.health.properties.cacheTime.anyOf[0].type,parentSchema:schema11.properties.health.properties.cacheTime.anyOf[0],data:data194};
if(vErrors === null){
vErrors = [err477];
}
else {
vErrors.push(err477);
}
errors++;
}
if(typeof data194 == "number"){
if(data194 < 1 || isNaN(data194)){
const err478 = {instancePath:instancePath+"/health/cacheTime",schemaPath:"#/properties/health/properties/cacheTime/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.health.properties.cacheTime.anyOf[0],data:data194};
if(vErrors === null){
vErrors = [err478];
}
else {
vErrors.push(err478);
}
errors++;
}
}
var _valid34 = _errs563 === errors;
valid119 = valid119 || _valid34;
if(!valid119){
const _errs565 = errors;
if(typeof data194 === "string"){
if(!pattern1.test(data194)){
const err479 = {instancePath:instancePath+"/health/cacheTime",schemaPath:"#/properties/health/properties/cacheTime/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(ms|s|m)$",parentSchema:schema11.properties.health.properties.cacheTime.anyOf[1],data:data194};
if(vErrors === null){
vErrors = [err479];
}
else {
vErrors.push(err479);
}
errors++;
}
}
else {
const err480 = {instancePath:instancePath+"/health/cacheTime",schemaPath:"#/properties/health/properties/cacheTime/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.health.properties.cacheTime.anyOf[1].type,parentSchema:schema11.properties.health.properties.cacheTime.anyOf[1],data:data194};
if(vErrors === null){
vErrors = [err480];
}
else {
vErrors.push(err480);
}
errors++;
}
var _valid34 = _errs565 === errors;
valid119 = valid119 || _valid34;
}
if(!valid119){
const err481 = {instancePath:instancePath+"/health/cacheTime",schemaPath:"#/properties/health/properties/cacheTime/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.health.properties.cacheTime.anyOf,parentSchema:schema11.properties.health.properties.cacheTime,data:data194};
if(vErrors === null){
vErrors = [err481];
}
else {
vErrors.push(err481);
}
errors++;
}
else {
errors = _errs562;
if(vErrors !== null){
if(_errs562){
vErrors.length = _errs562;
}
else {
vErrors = null;
}
}
}
}
}
}
if(data.admin !== undefined){
let data195 = data.admin;
if(typeof data195 !== "string"){
const err482 = {instancePath:instancePath+"/admin",schemaPath:"#/properties/admin/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.admin.type,parentSchema:schema11.properties.admin,data:data195};
if(vErrors === null){
vErrors = [err482];
}
else {
vErrors.push(err482);
}
errors++;
}
}
if(data.openapi !== undefined){
let data196 = data.openapi;
if(typeof data196 === "string"){
if(!pattern8.test(data196)){
const err483 = {instancePath:instancePath+"/openapi",schemaPath:"#/properties/openapi/pattern",keyword:"pattern",params:{pattern: "^/[^?#\\s]*$"},message:"must match pattern \""+"^/[^?#\\s]*$"+"\"",schema:"^/[^?#\\s]*$",parentSchema:schema11.properties.openapi,data:data196};
if(vErrors === null){
vErrors = [err483];
}
else {
vErrors.push(err483);
}
errors++;
}
}
else {
const err484 = {instancePath:instancePath+"/openapi",schemaPath:"#/properties/openapi/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.openapi.type,parentSchema:schema11.properties.openapi,data:data196};
if(vErrors === null){
vErrors = [err484];
}
else {
vErrors.push(err484);
}
errors++;
}
}
if(data.console !== undefined){
let data197 = data.console;
if((typeof data197 !== "boolean") && (!(data197 && typeof data197 == "object" && !Array.isArray(data197)))){
const err485 = {instancePath:instancePath+"/console",schemaPath:"#/properties/console/type",keyword:"type",params:{type: schema11.properties.console.type},message:"must be boolean,object",schema:schema11.properties.console.type,parentSchema:schema11.properties.console,data:data197};
if(vErrors === null){
vErrors = [err485];
}
else {
vErrors.push(err485);
}
errors++;
}
if(data197 && typeof data197 == "object" && !Array.isArray(data197)){
for(const key34 in data197){
if(!(((((key34 === "path") || (key34 === "token")) || (key34 === "batches")) || (key34 === "bytes")) || (key34 === "bodyBytes"))){
const err486 = {instancePath:instancePath+"/console",schemaPath:"#/properties/console/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key34},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.console,data:data197};
if(vErrors === null){
vErrors = [err486];
}
else {
vErrors.push(err486);
}
errors++;
}
}
if(data197.path !== undefined){
let data198 = data197.path;
if(typeof data198 === "string"){
if(!pattern40.test(data198)){
const err487 = {instancePath:instancePath+"/console/path",schemaPath:"#/properties/console/properties/path/pattern",keyword:"pattern",params:{pattern: "^/[^?#\\s]*[^/?#\\s]$"},message:"must match pattern \""+"^/[^?#\\s]*[^/?#\\s]$"+"\"",schema:"^/[^?#\\s]*[^/?#\\s]$",parentSchema:schema11.properties.console.properties.path,data:data198};
if(vErrors === null){
vErrors = [err487];
}
else {
vErrors.push(err487);
}
errors++;
}
}
else {
const err488 = {instancePath:instancePath+"/console/path",schemaPath:"#/properties/console/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.console.properties.path.type,parentSchema:schema11.properties.console.properties.path,data:data198};
if(vErrors === null){
vErrors = [err488];
}
else {
vErrors.push(err488);
}
errors++;
}
}
if(data197.token !== undefined){
let data199 = data197.token;
if(typeof data199 === "string"){
if(func4(data199) < 16){
const err489 = {instancePath:instancePath+"/console/token",schemaPath:"#/properties/console/properties/token/minLength",keyword:"minLength",params:{limit: 16},message:"must NOT have fewer than 16 characters",schema:16,parentSchema:schema11.properties.console.properties.token,data:data199};
if(vErrors === null){
vErrors = [err489];
}
else {
vErrors.push(err489);
}
errors++;
}
if(!pattern41.test(data199)){
const err490 = {instancePath:instancePath+"/console/token",schemaPath:"#/properties/console/properties/token/pattern",keyword:"pattern",params:{pattern: "^[\\w.~+=-]+$"},message:"must match pattern \""+"^[\\w.~+=-]+$"+"\"",schema:"^[\\w.~+=-]+$",parentSchema:schema11.properties.console.properties.token,data:data199};
if(vErrors === null){
vErrors = [err490];
}
else {
vErrors.push(err490);
}
errors++;
}
}
else {
const err491 = {instancePath:instancePath+"/console/token",schemaPath:"#/properties/console/properties/token/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.console.properties.token.type,parentSchema:schema11.properties.console.properties.token,data:data199};
if(vErrors === null){
vErrors = [err491];
}
else {
vErrors.push(err491);
}
errors++;
}
}
if(data197.batches !== undefined){
let data200 = data197.batches;
if(!((typeof data200 == "number") && (!(data200 % 1) && !isNaN(data200)))){
const err492 = {instancePath:instancePath+"/console/batches",schemaPath:"#/properties/console/properties/batches/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.console.properties.batches.type,parentSchema:schema11.properties.console.properties.batches,data:data200};
if(vErrors === null){
vErrors = [err492];
}
else {
vErrors.push(err492);
}
errors++;
}
if(typeof data200 == "number"){
if(data200 < 1 || isNaN(data200)){
const err493 = {instancePath:instancePath+"/console/batches",schemaPath:"#/properties/console/properties/batches/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.console.properties.batches,data:data200};
if(vErrors === null){
vErrors = [err493];
}
else {
vErrors.push(err493);
}
errors++;
}
}
}
if(data197.bytes !== undefined){
let data201 = data197.bytes;
const _errs581 = errors;
let valid121 = false;
const _errs582 = errors;
if(!((typeof data201 == "number") && (!(data201 % 1) && !isNaN(data201)))){
const err494 = {instancePath:instancePath+"/console/bytes",schemaPath:"#/properties/console/properties/bytes/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.console.properties.bytes.anyOf[0].type,parentSchema:schema11.properties.console.properties.bytes.anyOf[0],data:data201};
if(vErrors === null){
vErrors = [err494];
}
else {
vErrors.push(err494);
}
errors++;
}
if(typeof data201 == "number"){
if(data201 < 1 || isNaN(data201)){
const err495 = {instancePath:instancePath+"/console/bytes",schemaPath:"#/properties/console/properties/bytes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.console.properties.bytes.anyOf[0],data:data201};
if(vErrors === null){
vErrors = [err495];
}
else {
vErrors.push(err495);
}
errors++;
}
}
var _valid35 = _errs582 === errors;
valid121 = valid121 || _valid35;
if(!valid121){
const _errs584 = errors;
if(typeof data201 === "string"){
if(!pattern12.test(data201)){
const err496 = {instancePath:instancePath+"/console/bytes",schemaPath:"#/properties/console/properties/bytes/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$",parentSchema:schema11.properties.console.properties.bytes.anyOf[1],data:data201};
if(vErrors === null){
vErrors = [err496];
}
else {
vErrors.push(err496);
}
errors++;
}
}
else {
const err497 = {instancePath:instancePath+"/console/bytes",schemaPath:"#/properties/console/properties/bytes/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.console.properties.bytes.anyOf[1].type,parentSchema:schema11.properties.console.properties.bytes.anyOf[1],data:data201};
if(vErrors === null){
vErrors = [err497];
}
else {
vErrors.push(err497);
}
errors++;
}
var _valid35 = _errs584 === errors;
valid121 = valid121 || _valid35;
}
if(!valid121){
const err498 = {instancePath:instancePath+"/console/bytes",schemaPath:"#/properties/console/properties/bytes/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.console.properties.bytes.anyOf,parentSchema:schema11.properties.console.properties.bytes,data:data201};
if(vErrors === null){
vErrors = [err498];
}
else {
vErrors.push(err498);
}
errors++;
}
else {
errors = _errs581;
if(vErrors !== null){
if(_errs581){
vErrors.length = _errs581;
}
else {
vErrors = null;
}
}
}
}
if(data197.bodyBytes !== undefined){
let data202 = data197.bodyBytes;
const _errs587 = errors;
let valid122 = false;
const _errs588 = errors;
if(!((typeof data202 == "number") && (!(data202 % 1) && !isNaN(data202)))){
const err499 = {instancePath:instancePath+"/console/bodyBytes",schemaPath:"#/properties/console/properties/bodyBytes/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.console.properties.bodyBytes.anyOf[0].type,parentSchema:schema11.properties.console.properties.bodyBytes.anyOf[0],data:data202};
if(vErrors === null){
vErrors = [err499];
}
else {
vErrors.push(err499);
}
errors++;
}
if(typeof data202 == "number"){
if(data202 < 1 || isNaN(data202)){
const err500 = {instancePath:instancePath+"/console/bodyBytes",schemaPath:"#/properties/console/properties/bodyBytes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.console.properties.bodyBytes.anyOf[0],data:data202};
if(vErrors === null){
vErrors = [err500];
}
else {
vErrors.push(err500);
}
errors++;
}
}
var _valid36 = _errs588 === errors;
valid122 = valid122 || _valid36;
if(!valid122){
const _errs590 = errors;
if(typeof data202 === "string"){
if(!pattern12.test(data202)){
const err501 = {instancePath:instancePath+"/console/bodyBytes",schemaPath:"#/properties/console/properties/bodyBytes/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$",parentSchema:schema11.properties.console.properties.bodyBytes.anyOf[1],data:data202};
if(vErrors === null){
vErrors = [err501];
}
else {
vErrors.push(err501);
}
errors++;
}
}
else {
const err502 = {instancePath:instancePath+"/console/bodyBytes",schemaPath:"#/properties/console/properties/bodyBytes/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.console.properties.bodyBytes.anyOf[1].type,parentSchema:schema11.properties.console.properties.bodyBytes.anyOf[1],data:data202};
if(vErrors === null){
vErrors = [err502];
}
else {
vErrors.push(err502);
}
errors++;
}
var _valid36 = _errs590 === errors;
valid122 = valid122 || _valid36;
}
if(!valid122){
const err503 = {instancePath:instancePath+"/console/bodyBytes",schemaPath:"#/properties/console/properties/bodyBytes/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.console.properties.bodyBytes.anyOf,parentSchema:schema11.properties.console.properties.bodyBytes,data:data202};
if(vErrors === null){
vErrors = [err503];
}
else {
vErrors.push(err503);
}
errors++;
}
else {
errors = _errs587;
if(vErrors !== null){
if(_errs587){
vErrors.length = _errs587;
}
else {
vErrors = null;
}
}
}
}
}
}
if(data.budget !== undefined){
let data203 = data.budget;
const _errs593 = errors;
let valid123 = false;
const _errs594 = errors;
if(!((typeof data203 == "number") && (!(data203 % 1) && !isNaN(data203)))){
const err504 = {instancePath:instancePath+"/budget",schemaPath:"#/properties/budget/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.budget.anyOf[0].type,parentSchema:schema11.properties.budget.anyOf[0],data:data203};
if(vErrors === null){
vErrors = [err504];
}
else {
vErrors.push(err504);
}
errors++;
}
if(typeof data203 == "number"){
if(data203 < 1 || isNaN(data203)){
const err505 = {instancePath:instancePath+"/budget",schemaPath:"#/properties/budget/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.budget.anyOf[0],data:data203};
if(vErrors === null){
vErrors = [err505];
}
else {
vErrors.push(err505);
}
errors++;
}
}
var _valid37 = _errs594 === errors;
valid123 = valid123 || _valid37;
if(!valid123){
const _errs596 = errors;
if(typeof data203 === "string"){
if(!pattern12.test(data203)){
const err506 = {instancePath:instancePath+"/budget",schemaPath:"#/properties/budget/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$",parentSchema:schema11.properties.budget.anyOf[1],data:data203};
if(vErrors === null){
vErrors = [err506];
}
else {
vErrors.push(err506);
}
errors++;
}
}
else {
const err507 = {instancePath:instancePath+"/budget",schemaPath:"#/properties/budget/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.budget.anyOf[1].type,parentSchema:schema11.properties.budget.anyOf[1],data:data203};
if(vErrors === null){
vErrors = [err507];
}
else {
vErrors.push(err507);
}
errors++;
}
var _valid37 = _errs596 === errors;
valid123 = valid123 || _valid37;
}
if(!valid123){
const err508 = {instancePath:instancePath+"/budget",schemaPath:"#/properties/budget/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.budget.anyOf,parentSchema:schema11.properties.budget,data:data203};
if(vErrors === null){
vErrors = [err508];
}
else {
vErrors.push(err508);
}
errors++;
}
else {
errors = _errs593;
if(vErrors !== null){
if(_errs593){
vErrors.length = _errs593;
}
else {
vErrors = null;
}
}
}
}
if(data.shutdownTime !== undefined){
let data204 = data.shutdownTime;
const _errs599 = errors;
let valid124 = false;
const _errs600 = errors;
if(!((typeof data204 == "number") && (!(data204 % 1) && !isNaN(data204)))){
const err509 = {instancePath:instancePath+"/shutdownTime",schemaPath:"#/properties/shutdownTime/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.shutdownTime.anyOf[0].type,parentSchema:schema11.properties.shutdownTime.anyOf[0],data:data204};
if(vErrors === null){
vErrors = [err509];
}
else {
vErrors.push(err509);
}
errors++;
}
if(typeof data204 == "number"){
if(data204 < 1 || isNaN(data204)){
const err510 = {instancePath:instancePath+"/shutdownTime",schemaPath:"#/properties/shutdownTime/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.shutdownTime.anyOf[0],data:data204};
if(vErrors === null){
vErrors = [err510];
}
else {
vErrors.push(err510);
}
errors++;
}
}
var _valid38 = _errs600 === errors;
valid124 = valid124 || _valid38;
if(!valid124){
const _errs602 = errors;
if(typeof data204 === "string"){
if(!pattern1.test(data204)){
const err511 = {instancePath:instancePath+"/shutdownTime",schemaPath:"#/properties/shutdownTime/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(ms|s|m)$",parentSchema:schema11.properties.shutdownTime.anyOf[1],data:data204};
if(vErrors === null){
vErrors = [err511];
}
else {
vErrors.push(err511);
}
errors++;
}
}
else {
const err512 = {instancePath:instancePath+"/shutdownTime",schemaPath:"#/properties/shutdownTime/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.shutdownTime.anyOf[1].type,parentSchema:schema11.properties.shutdownTime.anyOf[1],data:data204};
if(vErrors === null){
vErrors = [err512];
}
else {
vErrors.push(err512);
}
errors++;
}
var _valid38 = _errs602 === errors;
valid124 = valid124 || _valid38;
}
if(!valid124){
const err513 = {instancePath:instancePath+"/shutdownTime",schemaPath:"#/properties/shutdownTime/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.shutdownTime.anyOf,parentSchema:schema11.properties.shutdownTime,data:data204};
if(vErrors === null){
vErrors = [err513];
}
else {
vErrors.push(err513);
}
errors++;
}
else {
errors = _errs599;
if(vErrors !== null){
if(_errs599){
vErrors.length = _errs599;
}
else {
vErrors = null;
}
}
}
}
if(data.shutdownDelay !== undefined){
let data205 = data.shutdownDelay;
const _errs605 = errors;
let valid125 = false;
const _errs606 = errors;
if(!((typeof data205 == "number") && (!(data205 % 1) && !isNaN(data205)))){
const err514 = {instancePath:instancePath+"/shutdownDelay",schemaPath:"#/properties/shutdownDelay/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.shutdownDelay.anyOf[0].type,parentSchema:schema11.properties.shutdownDelay.anyOf[0],data:data205};
if(vErrors === null){
vErrors = [err514];
}
else {
vErrors.push(err514);
}
errors++;
}
if(typeof data205 == "number"){
if(data205 < 1 || isNaN(data205)){
const err515 = {instancePath:instancePath+"/shutdownDelay",schemaPath:"#/properties/shutdownDelay/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.shutdownDelay.anyOf[0],data:data205};
if(vErrors === null){
vErrors = [err515];
}
else {
vErrors.push(err515);
}
errors++;
}
}
var _valid39 = _errs606 === errors;
valid125 = valid125 || _valid39;
if(!valid125){
const _errs608 = errors;
if(typeof data205 === "string"){
if(!pattern1.test(data205)){
const err516 = {instancePath:instancePath+"/shutdownDelay",schemaPath:"#/properties/shutdownDelay/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?(ms|s|m)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?(ms|s|m)$",parentSchema:schema11.properties.shutdownDelay.anyOf[1],data:data205};
if(vErrors === null){
vErrors = [err516];
}
else {
vErrors.push(err516);
}
errors++;
}
}
else {
const err517 = {instancePath:instancePath+"/shutdownDelay",schemaPath:"#/properties/shutdownDelay/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.shutdownDelay.anyOf[1].type,parentSchema:schema11.properties.shutdownDelay.anyOf[1],data:data205};
if(vErrors === null){
vErrors = [err517];
}
else {
vErrors.push(err517);
}
errors++;
}
var _valid39 = _errs608 === errors;
valid125 = valid125 || _valid39;
}
if(!valid125){
const err518 = {instancePath:instancePath+"/shutdownDelay",schemaPath:"#/properties/shutdownDelay/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.shutdownDelay.anyOf,parentSchema:schema11.properties.shutdownDelay,data:data205};
if(vErrors === null){
vErrors = [err518];
}
else {
vErrors.push(err518);
}
errors++;
}
else {
errors = _errs605;
if(vErrors !== null){
if(_errs605){
vErrors.length = _errs605;
}
else {
vErrors = null;
}
}
}
}
if(data.logLevel !== undefined){
let data206 = data.logLevel;
if(typeof data206 !== "string"){
const err519 = {instancePath:instancePath+"/logLevel",schemaPath:"#/properties/logLevel/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.logLevel.type,parentSchema:schema11.properties.logLevel,data:data206};
if(vErrors === null){
vErrors = [err519];
}
else {
vErrors.push(err519);
}
errors++;
}
if(!(((((((data206 === "fatal") || (data206 === "error")) || (data206 === "warn")) || (data206 === "info")) || (data206 === "debug")) || (data206 === "trace")) || (data206 === "silent"))){
const err520 = {instancePath:instancePath+"/logLevel",schemaPath:"#/properties/logLevel/enum",keyword:"enum",params:{allowedValues: schema11.properties.logLevel.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.logLevel.enum,parentSchema:schema11.properties.logLevel,data:data206};
if(vErrors === null){
vErrors = [err520];
}
else {
vErrors.push(err520);
}
errors++;
}
}
if(data.logFormat !== undefined){
let data207 = data.logFormat;
if(typeof data207 !== "string"){
const err521 = {instancePath:instancePath+"/logFormat",schemaPath:"#/properties/logFormat/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.logFormat.type,parentSchema:schema11.properties.logFormat,data:data207};
if(vErrors === null){
vErrors = [err521];
}
else {
vErrors.push(err521);
}
errors++;
}
if(!((data207 === "json") || (data207 === "pretty"))){
const err522 = {instancePath:instancePath+"/logFormat",schemaPath:"#/properties/logFormat/enum",keyword:"enum",params:{allowedValues: schema11.properties.logFormat.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.logFormat.enum,parentSchema:schema11.properties.logFormat,data:data207};
if(vErrors === null){
vErrors = [err522];
}
else {
vErrors.push(err522);
}
errors++;
}
}
}
else {
const err523 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.type,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err523];
}
else {
vErrors.push(err523);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}

