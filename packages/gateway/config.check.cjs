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
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.upstreams === undefined) && (missing0 = "upstreams")) || ((data.endpoints === undefined) && (missing0 = "endpoints"))){
validate10.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func2.call(schema11.properties, key0))){
validate10.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.$schema !== undefined){
const _errs2 = errors;
if(typeof data.$schema !== "string"){
validate10.errors = [{instancePath:instancePath+"/$schema",schemaPath:"#/properties/%24schema/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.listen !== undefined){
const _errs4 = errors;
if(typeof data.listen !== "string"){
validate10.errors = [{instancePath:instancePath+"/listen",schemaPath:"#/properties/listen/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.upstreams !== undefined){
let data2 = data.upstreams;
const _errs6 = errors;
if(errors === _errs6){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
var valid1 = true;
for(const key1 in data2){
if(pattern0.test(key1)){
let data3 = data2[key1];
const _errs8 = errors;
if(errors === _errs8){
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
const _errs10 = errors;
for(const key2 in data3){
if(!(func2.call(schema11.properties.upstreams.patternProperties["^.*$"].properties, key2))){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}}];
return false;
break;
}
}
if(_errs10 === errors){
if(data3.url !== undefined){
const _errs11 = errors;
if(typeof data3.url !== "string"){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/url",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/url/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid2 = _errs11 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data3.targets !== undefined){
let data5 = data3.targets;
const _errs13 = errors;
if(errors === _errs13){
if(Array.isArray(data5)){
if(data5.length < 1){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/targets",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/targets/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid3 = true;
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
const _errs15 = errors;
if(typeof data5[i0] !== "string"){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/targets/" + i0,schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/targets/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid3 = _errs15 === errors;
if(!valid3){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/targets",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/targets/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid2 = _errs13 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data3.balance !== undefined){
let data7 = data3.balance;
const _errs17 = errors;
if(typeof data7 !== "string"){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/balance",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/balance/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!((data7 === "least-loaded") || (data7 === "round-robin"))){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/balance",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/balance/enum",keyword:"enum",params:{allowedValues: schema11.properties.upstreams.patternProperties["^.*$"].properties.balance.enum}}];
return false;
}
var valid2 = _errs17 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data3.restTime !== undefined){
let data8 = data3.restTime;
const _errs19 = errors;
const _errs20 = errors;
let valid4 = false;
const _errs21 = errors;
if(!((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8)))){
const err0 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/restTime",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/restTime/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(errors === _errs21){
if(typeof data8 == "number"){
if(data8 < 1 || isNaN(data8)){
const err1 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/restTime",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/restTime/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
var _valid0 = _errs21 === errors;
valid4 = valid4 || _valid0;
if(!valid4){
const _errs23 = errors;
if(errors === _errs23){
if(typeof data8 === "string"){
if(!pattern1.test(data8)){
const err2 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/restTime",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/restTime/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/restTime",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/restTime/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
var _valid0 = _errs23 === errors;
valid4 = valid4 || _valid0;
}
if(!valid4){
const err4 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/restTime",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/restTime/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid2 = _errs19 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data3.connections !== undefined){
let data9 = data3.connections;
const _errs25 = errors;
if(!((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9)))){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/connections",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/connections/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs25){
if(typeof data9 == "number"){
if(data9 < 1 || isNaN(data9)){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/connections",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/connections/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid2 = _errs25 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data3.pipelining !== undefined){
let data10 = data3.pipelining;
const _errs27 = errors;
if(!((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10)))){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/pipelining",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/pipelining/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs27){
if(typeof data10 == "number"){
if(data10 < 1 || isNaN(data10)){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/pipelining",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/pipelining/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid2 = _errs27 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data3.connectTimeout !== undefined){
let data11 = data3.connectTimeout;
const _errs29 = errors;
const _errs30 = errors;
let valid5 = false;
const _errs31 = errors;
if(!((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11)))){
const err5 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/connectTimeout",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/connectTimeout/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(errors === _errs31){
if(typeof data11 == "number"){
if(data11 < 1 || isNaN(data11)){
const err6 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/connectTimeout",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/connectTimeout/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
var _valid1 = _errs31 === errors;
valid5 = valid5 || _valid1;
if(!valid5){
const _errs33 = errors;
if(errors === _errs33){
if(typeof data11 === "string"){
if(!pattern1.test(data11)){
const err7 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/connectTimeout",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/connectTimeout/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/connectTimeout",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/connectTimeout/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
var _valid1 = _errs33 === errors;
valid5 = valid5 || _valid1;
}
if(!valid5){
const err9 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/connectTimeout",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/connectTimeout/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid2 = _errs29 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data3.host !== undefined){
let data12 = data3.host;
const _errs35 = errors;
if(typeof data12 !== "string"){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/host",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/host/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!((data12 === "upstream") || (data12 === "caller"))){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/host",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/host/enum",keyword:"enum",params:{allowedValues: schema11.properties.upstreams.patternProperties["^.*$"].properties.host.enum}}];
return false;
}
var valid2 = _errs35 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data3.tls !== undefined){
let data13 = data3.tls;
const _errs37 = errors;
if(errors === _errs37){
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
const _errs39 = errors;
for(const key3 in data13){
if(!((((((key3 === "ca") || (key3 === "cert")) || (key3 === "key")) || (key3 === "passphrase")) || (key3 === "servername")) || (key3 === "rejectUnauthorized"))){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/tls",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/tls/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}}];
return false;
break;
}
}
if(_errs39 === errors){
if(data13.ca !== undefined){
let data14 = data13.ca;
const _errs40 = errors;
if(errors === _errs40){
if(typeof data14 === "string"){
if(func4(data14) < 1){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/tls/ca",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/tls/properties/ca/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/tls/ca",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/tls/properties/ca/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid6 = _errs40 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data13.cert !== undefined){
let data15 = data13.cert;
const _errs42 = errors;
if(errors === _errs42){
if(typeof data15 === "string"){
if(func4(data15) < 1){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/tls/cert",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/tls/properties/cert/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/tls/cert",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/tls/properties/cert/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid6 = _errs42 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data13.key !== undefined){
let data16 = data13.key;
const _errs44 = errors;
if(errors === _errs44){
if(typeof data16 === "string"){
if(func4(data16) < 1){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/tls/key",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/tls/properties/key/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/tls/key",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/tls/properties/key/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid6 = _errs44 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data13.passphrase !== undefined){
const _errs46 = errors;
if(typeof data13.passphrase !== "string"){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/tls/passphrase",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/tls/properties/passphrase/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid6 = _errs46 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data13.servername !== undefined){
let data18 = data13.servername;
const _errs48 = errors;
if(errors === _errs48){
if(typeof data18 === "string"){
if(func4(data18) < 1){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/tls/servername",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/tls/properties/servername/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/tls/servername",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/tls/properties/servername/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid6 = _errs48 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data13.rejectUnauthorized !== undefined){
const _errs50 = errors;
if(typeof data13.rejectUnauthorized !== "boolean"){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/tls/rejectUnauthorized",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/tls/properties/rejectUnauthorized/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid6 = _errs50 === errors;
}
else {
var valid6 = true;
}
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/tls",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/tls/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid2 = _errs37 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data3.credentials !== undefined){
let data20 = data3.credentials;
const _errs52 = errors;
if(errors === _errs52){
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
let missing1;
if((data20.headers === undefined) && (missing1 = "headers")){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs54 = errors;
for(const key4 in data20){
if(!((key4 === "headers") || (key4 === "on"))){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}}];
return false;
break;
}
}
if(_errs54 === errors){
if(data20.headers !== undefined){
let data21 = data20.headers;
const _errs55 = errors;
if(errors === _errs55){
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
var valid8 = true;
for(const key5 in data21){
if(pattern0.test(key5)){
let data22 = data21[key5];
const _errs57 = errors;
const _errs58 = errors;
let valid9 = false;
const _errs59 = errors;
if(errors === _errs59){
if(typeof data22 === "string"){
if(func4(data22) < 1){
const err10 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials/headers/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/properties/headers/patternProperties/%5E.*%24/anyOf/0/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials/headers/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/properties/headers/patternProperties/%5E.*%24/anyOf/0/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
var _valid2 = _errs59 === errors;
valid9 = valid9 || _valid2;
if(!valid9){
const _errs61 = errors;
if(errors === _errs61){
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
let missing2;
if((data22.file === undefined) && (missing2 = "file")){
const err12 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials/headers/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/properties/headers/patternProperties/%5E.*%24/anyOf/1/required",keyword:"required",params:{missingProperty: missing2}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
else {
const _errs63 = errors;
for(const key6 in data22){
if(!((key6 === "file") || (key6 === "prefix"))){
const err13 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials/headers/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/properties/headers/patternProperties/%5E.*%24/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
break;
}
}
if(_errs63 === errors){
if(data22.file !== undefined){
let data23 = data22.file;
const _errs64 = errors;
if(errors === _errs64){
if(typeof data23 === "string"){
if(func4(data23) < 1){
const err14 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials/headers/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/file",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/properties/headers/patternProperties/%5E.*%24/anyOf/1/properties/file/minLength",keyword:"minLength",params:{limit: 1}};
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
const err15 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials/headers/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/file",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/properties/headers/patternProperties/%5E.*%24/anyOf/1/properties/file/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
var valid10 = _errs64 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data22.prefix !== undefined){
const _errs66 = errors;
if(typeof data22.prefix !== "string"){
const err16 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials/headers/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/prefix",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/properties/headers/patternProperties/%5E.*%24/anyOf/1/properties/prefix/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
var valid10 = _errs66 === errors;
}
else {
var valid10 = true;
}
}
}
}
}
else {
const err17 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials/headers/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/properties/headers/patternProperties/%5E.*%24/anyOf/1/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
var _valid2 = _errs61 === errors;
valid9 = valid9 || _valid2;
}
if(!valid9){
const err18 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials/headers/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/properties/headers/patternProperties/%5E.*%24/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid8 = _errs57 === errors;
if(!valid8){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials/headers",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/properties/headers/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid7 = _errs55 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data20.on !== undefined){
let data25 = data20.on;
const _errs68 = errors;
if(typeof data25 !== "string"){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials/on",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/properties/on/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!((data25 === "parts") || (data25 === "all"))){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials/on",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/properties/on/enum",keyword:"enum",params:{allowedValues: schema11.properties.upstreams.patternProperties["^.*$"].properties.credentials.properties.on.enum}}];
return false;
}
var valid7 = _errs68 === errors;
}
else {
var valid7 = true;
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/credentials",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/credentials/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid2 = _errs52 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data3.partsInFlight !== undefined){
let data26 = data3.partsInFlight;
const _errs70 = errors;
if(!((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26)))){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/partsInFlight",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/partsInFlight/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs70){
if(typeof data26 == "number"){
if(data26 < 1 || isNaN(data26)){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/partsInFlight",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/partsInFlight/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid2 = _errs70 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data3.partsInFlightPerCaller !== undefined){
let data27 = data3.partsInFlightPerCaller;
const _errs72 = errors;
if(!((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27)))){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/partsInFlightPerCaller",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/partsInFlightPerCaller/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs72){
if(typeof data27 == "number"){
if(data27 < 1 || isNaN(data27)){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/partsInFlightPerCaller",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/partsInFlightPerCaller/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid2 = _errs72 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data3.waitingBatches !== undefined){
let data28 = data3.waitingBatches;
const _errs74 = errors;
if(!((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28)))){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/waitingBatches",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/waitingBatches/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs74){
if(typeof data28 == "number"){
if(data28 < 1 || isNaN(data28)){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/waitingBatches",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/waitingBatches/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid2 = _errs74 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data3.waitingParts !== undefined){
let data29 = data3.waitingParts;
const _errs76 = errors;
if(!((typeof data29 == "number") && (!(data29 % 1) && !isNaN(data29)))){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/waitingParts",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/waitingParts/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs76){
if(typeof data29 == "number"){
if(data29 < 1 || isNaN(data29)){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/waitingParts",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/waitingParts/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid2 = _errs76 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data3.retry !== undefined){
let data30 = data3.retry;
const _errs78 = errors;
if(errors === _errs78){
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
const _errs80 = errors;
for(const key7 in data30){
if(!((((key7 === "attempts") || (key7 === "statuses")) || (key7 === "baseDelay")) || (key7 === "maxDelay"))){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7}}];
return false;
break;
}
}
if(_errs80 === errors){
if(data30.attempts !== undefined){
let data31 = data30.attempts;
const _errs81 = errors;
if(!((typeof data31 == "number") && (!(data31 % 1) && !isNaN(data31)))){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/attempts",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/attempts/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs81){
if(typeof data31 == "number"){
if(data31 < 1 || isNaN(data31)){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/attempts",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/attempts/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid11 = _errs81 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data30.statuses !== undefined){
let data32 = data30.statuses;
const _errs83 = errors;
if(errors === _errs83){
if(Array.isArray(data32)){
var valid12 = true;
const len1 = data32.length;
for(let i1=0; i1<len1; i1++){
let data33 = data32[i1];
const _errs85 = errors;
if(!((typeof data33 == "number") && (!(data33 % 1) && !isNaN(data33)))){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/statuses/" + i1,schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/statuses/items/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs85){
if(typeof data33 == "number"){
if(data33 > 599 || isNaN(data33)){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/statuses/" + i1,schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/statuses/items/maximum",keyword:"maximum",params:{comparison: "<=", limit: 599}}];
return false;
}
else {
if(data33 < 400 || isNaN(data33)){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/statuses/" + i1,schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/statuses/items/minimum",keyword:"minimum",params:{comparison: ">=", limit: 400}}];
return false;
}
}
}
}
var valid12 = _errs85 === errors;
if(!valid12){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/statuses",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/statuses/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid11 = _errs83 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data30.baseDelay !== undefined){
let data34 = data30.baseDelay;
const _errs87 = errors;
const _errs88 = errors;
let valid13 = false;
const _errs89 = errors;
if(!((typeof data34 == "number") && (!(data34 % 1) && !isNaN(data34)))){
const err19 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/baseDelay",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/baseDelay/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(errors === _errs89){
if(typeof data34 == "number"){
if(data34 < 1 || isNaN(data34)){
const err20 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/baseDelay",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/baseDelay/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
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
var _valid3 = _errs89 === errors;
valid13 = valid13 || _valid3;
if(!valid13){
const _errs91 = errors;
if(errors === _errs91){
if(typeof data34 === "string"){
if(!pattern1.test(data34)){
const err21 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/baseDelay",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/baseDelay/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/baseDelay",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/baseDelay/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
var _valid3 = _errs91 === errors;
valid13 = valid13 || _valid3;
}
if(!valid13){
const err23 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/baseDelay",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/baseDelay/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid11 = _errs87 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data30.maxDelay !== undefined){
let data35 = data30.maxDelay;
const _errs93 = errors;
const _errs94 = errors;
let valid14 = false;
const _errs95 = errors;
if(!((typeof data35 == "number") && (!(data35 % 1) && !isNaN(data35)))){
const err24 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/maxDelay",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/maxDelay/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(errors === _errs95){
if(typeof data35 == "number"){
if(data35 < 1 || isNaN(data35)){
const err25 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/maxDelay",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/maxDelay/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
var _valid4 = _errs95 === errors;
valid14 = valid14 || _valid4;
if(!valid14){
const _errs97 = errors;
if(errors === _errs97){
if(typeof data35 === "string"){
if(!pattern1.test(data35)){
const err26 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/maxDelay",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/maxDelay/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
else {
const err27 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/maxDelay",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/maxDelay/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
var _valid4 = _errs97 === errors;
valid14 = valid14 || _valid4;
}
if(!valid14){
const err28 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry/maxDelay",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/properties/maxDelay/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid11 = _errs93 === errors;
}
else {
var valid11 = true;
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retry",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/retry/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid2 = _errs78 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data3.breaker !== undefined){
let data36 = data3.breaker;
const _errs99 = errors;
if(errors === _errs99){
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
const _errs101 = errors;
for(const key8 in data36){
if(!((((key8 === "failures") || (key8 === "openTime")) || (key8 === "probes")) || (key8 === "statuses"))){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8}}];
return false;
break;
}
}
if(_errs101 === errors){
if(data36.failures !== undefined){
let data37 = data36.failures;
const _errs102 = errors;
const _errs103 = errors;
let valid16 = false;
const _errs104 = errors;
if(!((typeof data37 == "number") && (!(data37 % 1) && !isNaN(data37)))){
const err29 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(errors === _errs104){
if(typeof data37 == "number"){
if(data37 < 1 || isNaN(data37)){
const err30 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
var _valid5 = _errs104 === errors;
valid16 = valid16 || _valid5;
if(!valid16){
const _errs106 = errors;
if(errors === _errs106){
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
let missing3;
if((((data37.ratio === undefined) && (missing3 = "ratio")) || ((data37.window === undefined) && (missing3 = "window"))) || ((data37.minimum === undefined) && (missing3 = "minimum"))){
const err31 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/required",keyword:"required",params:{missingProperty: missing3}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
else {
const _errs108 = errors;
for(const key9 in data37){
if(!(((key9 === "ratio") || (key9 === "window")) || (key9 === "minimum"))){
const err32 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
break;
}
}
if(_errs108 === errors){
if(data37.ratio !== undefined){
let data38 = data37.ratio;
const _errs109 = errors;
if(errors === _errs109){
if(typeof data38 == "number"){
if(data38 >= 1 || isNaN(data38)){
const err33 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures/ratio",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/properties/ratio/exclusiveMaximum",keyword:"exclusiveMaximum",params:{comparison: "<", limit: 1}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
else {
if(data38 <= 0 || isNaN(data38)){
const err34 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures/ratio",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/properties/ratio/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
else {
const err35 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures/ratio",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/properties/ratio/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
var valid17 = _errs109 === errors;
}
else {
var valid17 = true;
}
if(valid17){
if(data37.window !== undefined){
let data39 = data37.window;
const _errs111 = errors;
const _errs112 = errors;
let valid18 = false;
const _errs113 = errors;
if(!((typeof data39 == "number") && (!(data39 % 1) && !isNaN(data39)))){
const err36 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures/window",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/properties/window/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(errors === _errs113){
if(typeof data39 == "number"){
if(data39 < 1 || isNaN(data39)){
const err37 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures/window",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/properties/window/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
var _valid6 = _errs113 === errors;
valid18 = valid18 || _valid6;
if(!valid18){
const _errs115 = errors;
if(errors === _errs115){
if(typeof data39 === "string"){
if(!pattern1.test(data39)){
const err38 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures/window",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/properties/window/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
else {
const err39 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures/window",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/properties/window/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
var _valid6 = _errs115 === errors;
valid18 = valid18 || _valid6;
}
if(!valid18){
const err40 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures/window",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/properties/window/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
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
var valid17 = _errs111 === errors;
}
else {
var valid17 = true;
}
if(valid17){
if(data37.minimum !== undefined){
let data40 = data37.minimum;
const _errs117 = errors;
if(!((typeof data40 == "number") && (!(data40 % 1) && !isNaN(data40)))){
const err41 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures/minimum",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/properties/minimum/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(errors === _errs117){
if(typeof data40 == "number"){
if(data40 < 1 || isNaN(data40)){
const err42 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures/minimum",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/properties/minimum/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
}
var valid17 = _errs117 === errors;
}
else {
var valid17 = true;
}
}
}
}
}
}
else {
const err43 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf/1/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
var _valid5 = _errs106 === errors;
valid16 = valid16 || _valid5;
}
if(!valid16){
const err44 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/failures",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/failures/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid15 = _errs102 === errors;
}
else {
var valid15 = true;
}
if(valid15){
if(data36.openTime !== undefined){
let data41 = data36.openTime;
const _errs119 = errors;
const _errs120 = errors;
let valid19 = false;
const _errs121 = errors;
if(!((typeof data41 == "number") && (!(data41 % 1) && !isNaN(data41)))){
const err45 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/openTime",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/openTime/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(errors === _errs121){
if(typeof data41 == "number"){
if(data41 < 1 || isNaN(data41)){
const err46 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/openTime",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/openTime/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
}
var _valid7 = _errs121 === errors;
valid19 = valid19 || _valid7;
if(!valid19){
const _errs123 = errors;
if(errors === _errs123){
if(typeof data41 === "string"){
if(!pattern1.test(data41)){
const err47 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/openTime",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/openTime/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
else {
const err48 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/openTime",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/openTime/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
var _valid7 = _errs123 === errors;
valid19 = valid19 || _valid7;
}
if(!valid19){
const err49 = {instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/openTime",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/openTime/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid15 = _errs119 === errors;
}
else {
var valid15 = true;
}
if(valid15){
if(data36.probes !== undefined){
let data42 = data36.probes;
const _errs125 = errors;
if(!((typeof data42 == "number") && (!(data42 % 1) && !isNaN(data42)))){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/probes",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/probes/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs125){
if(typeof data42 == "number"){
if(data42 < 1 || isNaN(data42)){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/probes",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/probes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid15 = _errs125 === errors;
}
else {
var valid15 = true;
}
if(valid15){
if(data36.statuses !== undefined){
let data43 = data36.statuses;
const _errs127 = errors;
if(errors === _errs127){
if(Array.isArray(data43)){
var valid20 = true;
const len2 = data43.length;
for(let i2=0; i2<len2; i2++){
let data44 = data43[i2];
const _errs129 = errors;
if(!((typeof data44 == "number") && (!(data44 % 1) && !isNaN(data44)))){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/statuses/" + i2,schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/statuses/items/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs129){
if(typeof data44 == "number"){
if(data44 > 599 || isNaN(data44)){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/statuses/" + i2,schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/statuses/items/maximum",keyword:"maximum",params:{comparison: "<=", limit: 599}}];
return false;
}
else {
if(data44 < 400 || isNaN(data44)){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/statuses/" + i2,schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/statuses/items/minimum",keyword:"minimum",params:{comparison: ">=", limit: 400}}];
return false;
}
}
}
}
var valid20 = _errs129 === errors;
if(!valid20){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker/statuses",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/properties/statuses/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid15 = _errs127 === errors;
}
else {
var valid15 = true;
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/breaker",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/breaker/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid2 = _errs99 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data3.bulkhead !== undefined){
let data45 = data3.bulkhead;
const _errs131 = errors;
if(errors === _errs131){
if(data45 && typeof data45 == "object" && !Array.isArray(data45)){
const _errs133 = errors;
for(const key10 in data45){
if(!((key10 === "parts") || (key10 === "waiting"))){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/bulkhead",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/bulkhead/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10}}];
return false;
break;
}
}
if(_errs133 === errors){
if(data45.parts !== undefined){
let data46 = data45.parts;
const _errs134 = errors;
if(!((typeof data46 == "number") && (!(data46 % 1) && !isNaN(data46)))){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/bulkhead/parts",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/bulkhead/properties/parts/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs134){
if(typeof data46 == "number"){
if(data46 < 1 || isNaN(data46)){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/bulkhead/parts",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/bulkhead/properties/parts/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid21 = _errs134 === errors;
}
else {
var valid21 = true;
}
if(valid21){
if(data45.waiting !== undefined){
let data47 = data45.waiting;
const _errs136 = errors;
if(!((typeof data47 == "number") && (!(data47 % 1) && !isNaN(data47)))){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/bulkhead/waiting",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/bulkhead/properties/waiting/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs136){
if(typeof data47 == "number"){
if(data47 < 1 || isNaN(data47)){
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/bulkhead/waiting",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/bulkhead/properties/waiting/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid21 = _errs136 === errors;
}
else {
var valid21 = true;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/bulkhead",schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/properties/bulkhead/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid2 = _errs131 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/upstreams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/upstreams/patternProperties/%5E.*%24/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid1 = _errs8 === errors;
if(!valid1){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/upstreams",schemaPath:"#/properties/upstreams/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.endpoints !== undefined){
let data48 = data.endpoints;
const _errs138 = errors;
if(errors === _errs138){
if(Array.isArray(data48)){
if(data48.length < 1){
validate10.errors = [{instancePath:instancePath+"/endpoints",schemaPath:"#/properties/endpoints/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid22 = true;
const len3 = data48.length;
for(let i3=0; i3<len3; i3++){
let data49 = data48[i3];
const _errs140 = errors;
if(errors === _errs140){
if(data49 && typeof data49 == "object" && !Array.isArray(data49)){
let missing4;
if((((data49.path === undefined) && (missing4 = "path")) || ((data49.dialect === undefined) && (missing4 = "dialect"))) || ((data49.upstream === undefined) && (missing4 = "upstream"))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3,schemaPath:"#/properties/endpoints/items/required",keyword:"required",params:{missingProperty: missing4}}];
return false;
}
else {
const _errs142 = errors;
for(const key11 in data49){
if(!(func2.call(schema11.properties.endpoints.items.properties, key11))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3,schemaPath:"#/properties/endpoints/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11}}];
return false;
break;
}
}
if(_errs142 === errors){
if(data49.path !== undefined){
let data50 = data49.path;
const _errs143 = errors;
if(errors === _errs143){
if(typeof data50 === "string"){
if(!pattern8.test(data50)){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/path",schemaPath:"#/properties/endpoints/items/properties/path/pattern",keyword:"pattern",params:{pattern: "^/[^?#\\s]*$"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/path",schemaPath:"#/properties/endpoints/items/properties/path/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid23 = _errs143 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.dialect !== undefined){
let data51 = data49.dialect;
const _errs145 = errors;
if((typeof data51 !== "string") && (!(data51 && typeof data51 == "object" && !Array.isArray(data51)))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/dialect",schemaPath:"#/properties/endpoints/items/properties/dialect/type",keyword:"type",params:{type: schema11.properties.endpoints.items.properties.dialect.type}}];
return false;
}
const _errs147 = errors;
let valid24 = true;
const _errs148 = errors;
if(typeof data51 !== "string"){
const err50 = {};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
const _errs150 = errors;
const _errs151 = errors;
if(typeof data51 === "string"){
if(!pattern9.test(data51)){
const err51 = {};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
var valid25 = _errs151 === errors;
if(valid25){
const err52 = {};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
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
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/dialect",schemaPath:"#/properties/endpoints/items/properties/dialect/then/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.dialect.then.enum}}];
return false;
}
var _valid8 = _errs152 === errors;
valid24 = _valid8;
}
if(!valid24){
const err53 = {instancePath:instancePath+"/endpoints/" + i3+"/dialect",schemaPath:"#/properties/endpoints/items/properties/dialect/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
validate10.errors = vErrors;
return false;
}
if(errors === _errs145){
if(data51 && typeof data51 == "object" && !Array.isArray(data51)){
let missing5;
if((data51.module === undefined) && (missing5 = "module")){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/dialect",schemaPath:"#/properties/endpoints/items/properties/dialect/required",keyword:"required",params:{missingProperty: missing5}}];
return false;
}
else {
const _errs153 = errors;
for(const key12 in data51){
if(!((key12 === "module") || (key12 === "options"))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/dialect",schemaPath:"#/properties/endpoints/items/properties/dialect/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12}}];
return false;
break;
}
}
if(_errs153 === errors){
if(data51.module !== undefined){
let data52 = data51.module;
const _errs154 = errors;
if(errors === _errs154){
if(typeof data52 === "string"){
if(func4(data52) < 1){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/dialect/module",schemaPath:"#/properties/endpoints/items/properties/dialect/properties/module/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/dialect/module",schemaPath:"#/properties/endpoints/items/properties/dialect/properties/module/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid26 = _errs154 === errors;
}
else {
var valid26 = true;
}
if(valid26){
if(data51.options !== undefined){
let data53 = data51.options;
const _errs156 = errors;
if(errors === _errs156){
if(!(data53 && typeof data53 == "object" && !Array.isArray(data53))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/dialect/options",schemaPath:"#/properties/endpoints/items/properties/dialect/properties/options/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid26 = _errs156 === errors;
}
else {
var valid26 = true;
}
}
}
}
}
}
var valid23 = _errs145 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.upstream !== undefined){
const _errs158 = errors;
if(typeof data49.upstream !== "string"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/upstream",schemaPath:"#/properties/endpoints/items/properties/upstream/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid23 = _errs158 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.base !== undefined){
let data55 = data49.base;
const _errs160 = errors;
if(errors === _errs160){
if(typeof data55 === "string"){
if(!pattern8.test(data55)){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/base",schemaPath:"#/properties/endpoints/items/properties/base/pattern",keyword:"pattern",params:{pattern: "^/[^?#\\s]*$"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/base",schemaPath:"#/properties/endpoints/items/properties/base/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid23 = _errs160 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.settings !== undefined){
const _errs162 = errors;
if(typeof data49.settings !== "string"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/settings",schemaPath:"#/properties/endpoints/items/properties/settings/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid23 = _errs162 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.jwt !== undefined){
let data57 = data49.jwt;
const _errs164 = errors;
if(errors === _errs164){
if(data57 && typeof data57 == "object" && !Array.isArray(data57)){
const _errs166 = errors;
for(const key13 in data57){
if(!((((key13 === "jwks") || (key13 === "secret")) || (key13 === "audience")) || (key13 === "algorithms"))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/jwt",schemaPath:"#/properties/endpoints/items/properties/jwt/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13}}];
return false;
break;
}
}
if(_errs166 === errors){
if(data57.jwks !== undefined){
const _errs167 = errors;
if(typeof data57.jwks !== "string"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/jwt/jwks",schemaPath:"#/properties/endpoints/items/properties/jwt/properties/jwks/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid27 = _errs167 === errors;
}
else {
var valid27 = true;
}
if(valid27){
if(data57.secret !== undefined){
const _errs169 = errors;
if(typeof data57.secret !== "string"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/jwt/secret",schemaPath:"#/properties/endpoints/items/properties/jwt/properties/secret/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid27 = _errs169 === errors;
}
else {
var valid27 = true;
}
if(valid27){
if(data57.audience !== undefined){
const _errs171 = errors;
if(typeof data57.audience !== "string"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/jwt/audience",schemaPath:"#/properties/endpoints/items/properties/jwt/properties/audience/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid27 = _errs171 === errors;
}
else {
var valid27 = true;
}
if(valid27){
if(data57.algorithms !== undefined){
let data61 = data57.algorithms;
const _errs173 = errors;
if(errors === _errs173){
if(Array.isArray(data61)){
var valid28 = true;
const len4 = data61.length;
for(let i4=0; i4<len4; i4++){
const _errs175 = errors;
if(typeof data61[i4] !== "string"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/jwt/algorithms/" + i4,schemaPath:"#/properties/endpoints/items/properties/jwt/properties/algorithms/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid28 = _errs175 === errors;
if(!valid28){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/jwt/algorithms",schemaPath:"#/properties/endpoints/items/properties/jwt/properties/algorithms/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid27 = _errs173 === errors;
}
else {
var valid27 = true;
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/jwt",schemaPath:"#/properties/endpoints/items/properties/jwt/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid23 = _errs164 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.options !== undefined){
let data63 = data49.options;
const _errs177 = errors;
if(errors === _errs177){
if(data63 && typeof data63 == "object" && !Array.isArray(data63)){
const _errs179 = errors;
for(const key14 in data63){
if(!(func2.call(schema11.properties.endpoints.items.properties.options.properties, key14))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/options",schemaPath:"#/properties/endpoints/items/properties/options/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14}}];
return false;
break;
}
}
if(_errs179 === errors){
if(data63.publicOrigin !== undefined){
let data64 = data63.publicOrigin;
const _errs180 = errors;
if(errors === _errs180){
if(typeof data64 === "string"){
if(!pattern11.test(data64)){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/options/publicOrigin",schemaPath:"#/properties/endpoints/items/properties/options/properties/publicOrigin/pattern",keyword:"pattern",params:{pattern: "^https?://[^/?#\\\\@\\s]+$"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/options/publicOrigin",schemaPath:"#/properties/endpoints/items/properties/options/properties/publicOrigin/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid29 = _errs180 === errors;
}
else {
var valid29 = true;
}
if(valid29){
if(data63.defaultMode !== undefined){
let data65 = data63.defaultMode;
const _errs182 = errors;
if(typeof data65 !== "string"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/options/defaultMode",schemaPath:"#/properties/endpoints/items/properties/options/properties/defaultMode/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!((data65 === "parallel") || (data65 === "serial"))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/options/defaultMode",schemaPath:"#/properties/endpoints/items/properties/options/properties/defaultMode/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.options.properties.defaultMode.enum}}];
return false;
}
var valid29 = _errs182 === errors;
}
else {
var valid29 = true;
}
if(valid29){
if(data63.headers !== undefined){
const _errs184 = errors;
if(typeof data63.headers !== "boolean"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/options/headers",schemaPath:"#/properties/endpoints/items/properties/options/properties/headers/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid29 = _errs184 === errors;
}
else {
var valid29 = true;
}
if(valid29){
if(data63.strict !== undefined){
const _errs186 = errors;
if(typeof data63.strict !== "boolean"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/options/strict",schemaPath:"#/properties/endpoints/items/properties/options/properties/strict/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid29 = _errs186 === errors;
}
else {
var valid29 = true;
}
if(valid29){
if(data63.version !== undefined){
const _errs188 = errors;
if(typeof data63.version !== "string"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/options/version",schemaPath:"#/properties/endpoints/items/properties/options/properties/version/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid29 = _errs188 === errors;
}
else {
var valid29 = true;
}
if(valid29){
if(data63.lineEnds !== undefined){
let data69 = data63.lineEnds;
const _errs190 = errors;
if(typeof data69 !== "string"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/options/lineEnds",schemaPath:"#/properties/endpoints/items/properties/options/properties/lineEnds/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!((data69 === "lf") || (data69 === "crlf"))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/options/lineEnds",schemaPath:"#/properties/endpoints/items/properties/options/properties/lineEnds/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.options.properties.lineEnds.enum}}];
return false;
}
var valid29 = _errs190 === errors;
}
else {
var valid29 = true;
}
if(valid29){
if(data63.partHeaders !== undefined){
const _errs192 = errors;
if(typeof data63.partHeaders !== "boolean"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/options/partHeaders",schemaPath:"#/properties/endpoints/items/properties/options/properties/partHeaders/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid29 = _errs192 === errors;
}
else {
var valid29 = true;
}
if(valid29){
if(data63.paths !== undefined){
let data71 = data63.paths;
const _errs194 = errors;
if(typeof data71 !== "string"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/options/paths",schemaPath:"#/properties/endpoints/items/properties/options/properties/paths/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!((data71 === "ocapi") || (data71 === "any"))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/options/paths",schemaPath:"#/properties/endpoints/items/properties/options/properties/paths/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.options.properties.paths.enum}}];
return false;
}
var valid29 = _errs194 === errors;
}
else {
var valid29 = true;
}
if(valid29){
if(data63.preflightAge !== undefined){
let data72 = data63.preflightAge;
const _errs196 = errors;
if(!((typeof data72 == "number") && (!(data72 % 1) && !isNaN(data72)))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/options/preflightAge",schemaPath:"#/properties/endpoints/items/properties/options/properties/preflightAge/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs196){
if(typeof data72 == "number"){
if(data72 < 0 || isNaN(data72)){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/options/preflightAge",schemaPath:"#/properties/endpoints/items/properties/options/properties/preflightAge/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid29 = _errs196 === errors;
}
else {
var valid29 = true;
}
}
}
}
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/options",schemaPath:"#/properties/endpoints/items/properties/options/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid23 = _errs177 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.limits !== undefined){
let data73 = data49.limits;
const _errs198 = errors;
if(errors === _errs198){
if(data73 && typeof data73 == "object" && !Array.isArray(data73)){
const _errs200 = errors;
for(const key15 in data73){
if(!(func2.call(schema11.properties.endpoints.items.properties.limits.properties, key15))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/limits",schemaPath:"#/properties/endpoints/items/properties/limits/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key15}}];
return false;
break;
}
}
if(_errs200 === errors){
if(data73.parts !== undefined){
let data74 = data73.parts;
const _errs201 = errors;
if(!((typeof data74 == "number") && (!(data74 % 1) && !isNaN(data74)))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/limits/parts",schemaPath:"#/properties/endpoints/items/properties/limits/properties/parts/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs201){
if(typeof data74 == "number"){
if(data74 < 1 || isNaN(data74)){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/limits/parts",schemaPath:"#/properties/endpoints/items/properties/limits/properties/parts/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid30 = _errs201 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data73.batchBytes !== undefined){
let data75 = data73.batchBytes;
const _errs203 = errors;
const _errs204 = errors;
let valid31 = false;
const _errs205 = errors;
if(!((typeof data75 == "number") && (!(data75 % 1) && !isNaN(data75)))){
const err54 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchBytes/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if(errors === _errs205){
if(typeof data75 == "number"){
if(data75 < 1 || isNaN(data75)){
const err55 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchBytes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
}
var _valid9 = _errs205 === errors;
valid31 = valid31 || _valid9;
if(!valid31){
const _errs207 = errors;
if(errors === _errs207){
if(typeof data75 === "string"){
if(!pattern12.test(data75)){
const err56 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchBytes/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
else {
const err57 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchBytes/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
var _valid9 = _errs207 === errors;
valid31 = valid31 || _valid9;
}
if(!valid31){
const err58 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchBytes/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid30 = _errs203 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data73.jsonDepth !== undefined){
let data76 = data73.jsonDepth;
const _errs209 = errors;
if(!((typeof data76 == "number") && (!(data76 % 1) && !isNaN(data76)))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/limits/jsonDepth",schemaPath:"#/properties/endpoints/items/properties/limits/properties/jsonDepth/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs209){
if(typeof data76 == "number"){
if(data76 < 1 || isNaN(data76)){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/limits/jsonDepth",schemaPath:"#/properties/endpoints/items/properties/limits/properties/jsonDepth/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid30 = _errs209 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data73.urlBytes !== undefined){
let data77 = data73.urlBytes;
const _errs211 = errors;
const _errs212 = errors;
let valid32 = false;
const _errs213 = errors;
if(!((typeof data77 == "number") && (!(data77 % 1) && !isNaN(data77)))){
const err59 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/urlBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/urlBytes/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if(errors === _errs213){
if(typeof data77 == "number"){
if(data77 < 1 || isNaN(data77)){
const err60 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/urlBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/urlBytes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
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
var _valid10 = _errs213 === errors;
valid32 = valid32 || _valid10;
if(!valid32){
const _errs215 = errors;
if(errors === _errs215){
if(typeof data77 === "string"){
if(!pattern12.test(data77)){
const err61 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/urlBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/urlBytes/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
else {
const err62 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/urlBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/urlBytes/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
var _valid10 = _errs215 === errors;
valid32 = valid32 || _valid10;
}
if(!valid32){
const err63 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/urlBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/urlBytes/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid30 = _errs211 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data73.headerFields !== undefined){
let data78 = data73.headerFields;
const _errs217 = errors;
if(!((typeof data78 == "number") && (!(data78 % 1) && !isNaN(data78)))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/limits/headerFields",schemaPath:"#/properties/endpoints/items/properties/limits/properties/headerFields/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs217){
if(typeof data78 == "number"){
if(data78 < 1 || isNaN(data78)){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/limits/headerFields",schemaPath:"#/properties/endpoints/items/properties/limits/properties/headerFields/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid30 = _errs217 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data73.headerBytes !== undefined){
let data79 = data73.headerBytes;
const _errs219 = errors;
const _errs220 = errors;
let valid33 = false;
const _errs221 = errors;
if(!((typeof data79 == "number") && (!(data79 % 1) && !isNaN(data79)))){
const err64 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/headerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/headerBytes/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(errors === _errs221){
if(typeof data79 == "number"){
if(data79 < 1 || isNaN(data79)){
const err65 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/headerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/headerBytes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
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
var _valid11 = _errs221 === errors;
valid33 = valid33 || _valid11;
if(!valid33){
const _errs223 = errors;
if(errors === _errs223){
if(typeof data79 === "string"){
if(!pattern12.test(data79)){
const err66 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/headerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/headerBytes/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
else {
const err67 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/headerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/headerBytes/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
var _valid11 = _errs223 === errors;
valid33 = valid33 || _valid11;
}
if(!valid33){
const err68 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/headerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/headerBytes/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid30 = _errs219 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data73.partBytes !== undefined){
let data80 = data73.partBytes;
const _errs225 = errors;
const _errs226 = errors;
let valid34 = false;
const _errs227 = errors;
if(!((typeof data80 == "number") && (!(data80 % 1) && !isNaN(data80)))){
const err69 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/partBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/partBytes/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
if(errors === _errs227){
if(typeof data80 == "number"){
if(data80 < 1 || isNaN(data80)){
const err70 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/partBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/partBytes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
}
var _valid12 = _errs227 === errors;
valid34 = valid34 || _valid12;
if(!valid34){
const _errs229 = errors;
if(errors === _errs229){
if(typeof data80 === "string"){
if(!pattern12.test(data80)){
const err71 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/partBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/partBytes/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"}};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
else {
const err72 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/partBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/partBytes/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
var _valid12 = _errs229 === errors;
valid34 = valid34 || _valid12;
}
if(!valid34){
const err73 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/partBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/partBytes/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid30 = _errs225 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data73.answerBytes !== undefined){
let data81 = data73.answerBytes;
const _errs231 = errors;
const _errs232 = errors;
let valid35 = false;
const _errs233 = errors;
if(!((typeof data81 == "number") && (!(data81 % 1) && !isNaN(data81)))){
const err74 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/answerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/answerBytes/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if(errors === _errs233){
if(typeof data81 == "number"){
if(data81 < 1 || isNaN(data81)){
const err75 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/answerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/answerBytes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
}
var _valid13 = _errs233 === errors;
valid35 = valid35 || _valid13;
if(!valid35){
const _errs235 = errors;
if(errors === _errs235){
if(typeof data81 === "string"){
if(!pattern12.test(data81)){
const err76 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/answerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/answerBytes/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"}};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
else {
const err77 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/answerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/answerBytes/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
var _valid13 = _errs235 === errors;
valid35 = valid35 || _valid13;
}
if(!valid35){
const err78 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/answerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/answerBytes/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid30 = _errs231 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data73.batchAnswerBytes !== undefined){
let data82 = data73.batchAnswerBytes;
const _errs237 = errors;
const _errs238 = errors;
let valid36 = false;
const _errs239 = errors;
if(!((typeof data82 == "number") && (!(data82 % 1) && !isNaN(data82)))){
const err79 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchAnswerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchAnswerBytes/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if(errors === _errs239){
if(typeof data82 == "number"){
if(data82 < 1 || isNaN(data82)){
const err80 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchAnswerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchAnswerBytes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
}
var _valid14 = _errs239 === errors;
valid36 = valid36 || _valid14;
if(!valid36){
const _errs241 = errors;
if(errors === _errs241){
if(typeof data82 === "string"){
if(!pattern12.test(data82)){
const err81 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchAnswerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchAnswerBytes/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"}};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
else {
const err82 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchAnswerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchAnswerBytes/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
var _valid14 = _errs241 === errors;
valid36 = valid36 || _valid14;
}
if(!valid36){
const err83 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchAnswerBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchAnswerBytes/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid30 = _errs237 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data73.referenceBytes !== undefined){
let data83 = data73.referenceBytes;
const _errs243 = errors;
const _errs244 = errors;
let valid37 = false;
const _errs245 = errors;
if(!((typeof data83 == "number") && (!(data83 % 1) && !isNaN(data83)))){
const err84 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/referenceBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/referenceBytes/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
if(errors === _errs245){
if(typeof data83 == "number"){
if(data83 < 1 || isNaN(data83)){
const err85 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/referenceBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/referenceBytes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
}
var _valid15 = _errs245 === errors;
valid37 = valid37 || _valid15;
if(!valid37){
const _errs247 = errors;
if(errors === _errs247){
if(typeof data83 === "string"){
if(!pattern12.test(data83)){
const err86 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/referenceBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/referenceBytes/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"}};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
else {
const err87 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/referenceBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/referenceBytes/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
var _valid15 = _errs247 === errors;
valid37 = valid37 || _valid15;
}
if(!valid37){
const err88 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/referenceBytes",schemaPath:"#/properties/endpoints/items/properties/limits/properties/referenceBytes/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid30 = _errs243 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data73.readTime !== undefined){
let data84 = data73.readTime;
const _errs249 = errors;
const _errs250 = errors;
let valid38 = false;
const _errs251 = errors;
if(!((typeof data84 == "number") && (!(data84 % 1) && !isNaN(data84)))){
const err89 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/readTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/readTime/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
if(errors === _errs251){
if(typeof data84 == "number"){
if(data84 < 1 || isNaN(data84)){
const err90 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/readTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/readTime/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
}
var _valid16 = _errs251 === errors;
valid38 = valid38 || _valid16;
if(!valid38){
const _errs253 = errors;
if(errors === _errs253){
if(typeof data84 === "string"){
if(!pattern1.test(data84)){
const err91 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/readTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/readTime/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
else {
const err92 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/readTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/readTime/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
var _valid16 = _errs253 === errors;
valid38 = valid38 || _valid16;
}
if(!valid38){
const err93 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/readTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/readTime/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid30 = _errs249 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data73.partTime !== undefined){
let data85 = data73.partTime;
const _errs255 = errors;
const _errs256 = errors;
let valid39 = false;
const _errs257 = errors;
if(!((typeof data85 == "number") && (!(data85 % 1) && !isNaN(data85)))){
const err94 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/partTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/partTime/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
if(errors === _errs257){
if(typeof data85 == "number"){
if(data85 < 1 || isNaN(data85)){
const err95 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/partTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/partTime/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
}
var _valid17 = _errs257 === errors;
valid39 = valid39 || _valid17;
if(!valid39){
const _errs259 = errors;
if(errors === _errs259){
if(typeof data85 === "string"){
if(!pattern1.test(data85)){
const err96 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/partTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/partTime/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
else {
const err97 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/partTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/partTime/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
var _valid17 = _errs259 === errors;
valid39 = valid39 || _valid17;
}
if(!valid39){
const err98 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/partTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/partTime/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid30 = _errs255 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data73.batchTime !== undefined){
let data86 = data73.batchTime;
const _errs261 = errors;
const _errs262 = errors;
let valid40 = false;
const _errs263 = errors;
if(!((typeof data86 == "number") && (!(data86 % 1) && !isNaN(data86)))){
const err99 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchTime/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
if(errors === _errs263){
if(typeof data86 == "number"){
if(data86 < 1 || isNaN(data86)){
const err100 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchTime/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
}
var _valid18 = _errs263 === errors;
valid40 = valid40 || _valid18;
if(!valid40){
const _errs265 = errors;
if(errors === _errs265){
if(typeof data86 === "string"){
if(!pattern1.test(data86)){
const err101 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchTime/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
else {
const err102 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchTime/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
var _valid18 = _errs265 === errors;
valid40 = valid40 || _valid18;
}
if(!valid40){
const err103 = {instancePath:instancePath+"/endpoints/" + i3+"/limits/batchTime",schemaPath:"#/properties/endpoints/items/properties/limits/properties/batchTime/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid30 = _errs261 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data73.partsAtOnce !== undefined){
let data87 = data73.partsAtOnce;
const _errs267 = errors;
if(!((typeof data87 == "number") && (!(data87 % 1) && !isNaN(data87)))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/limits/partsAtOnce",schemaPath:"#/properties/endpoints/items/properties/limits/properties/partsAtOnce/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs267){
if(typeof data87 == "number"){
if(data87 < 1 || isNaN(data87)){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/limits/partsAtOnce",schemaPath:"#/properties/endpoints/items/properties/limits/properties/partsAtOnce/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid30 = _errs267 === errors;
}
else {
var valid30 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/limits",schemaPath:"#/properties/endpoints/items/properties/limits/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid23 = _errs198 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.rateLimit !== undefined){
let data88 = data49.rateLimit;
const _errs269 = errors;
if(errors === _errs269){
if(data88 && typeof data88 == "object" && !Array.isArray(data88)){
const _errs271 = errors;
for(const key16 in data88){
if(!((((key16 === "batches") || (key16 === "inFlight")) || (key16 === "parts")) || (key16 === "onLimit"))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/rateLimit",schemaPath:"#/properties/endpoints/items/properties/rateLimit/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16}}];
return false;
break;
}
}
if(_errs271 === errors){
if(data88.batches !== undefined){
let data89 = data88.batches;
const _errs272 = errors;
const _errs273 = errors;
let valid42 = false;
const _errs274 = errors;
if(typeof data89 !== "string"){
const err104 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/batches",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/batches/anyOf/0/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
if(!(((((data89 === "A") || (data89 === "B")) || (data89 === "C")) || (data89 === "D")) || (data89 === "E"))){
const err105 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/batches",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/batches/anyOf/0/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.rateLimit.properties.batches.anyOf[0].enum}};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
var _valid19 = _errs274 === errors;
valid42 = valid42 || _valid19;
if(!valid42){
const _errs276 = errors;
if(errors === _errs276){
if(data89 && typeof data89 == "object" && !Array.isArray(data89)){
let missing6;
if(((data89.burst === undefined) && (missing6 = "burst")) || ((data89.steady === undefined) && (missing6 = "steady"))){
const err106 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/batches",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/batches/anyOf/1/required",keyword:"required",params:{missingProperty: missing6}};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
else {
const _errs278 = errors;
for(const key17 in data89){
if(!((key17 === "burst") || (key17 === "steady"))){
const err107 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/batches",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/batches/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key17}};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
break;
}
}
if(_errs278 === errors){
if(data89.burst !== undefined){
let data90 = data89.burst;
const _errs279 = errors;
if(!((typeof data90 == "number") && (!(data90 % 1) && !isNaN(data90)))){
const err108 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/batches/burst",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/batches/anyOf/1/properties/burst/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
if(errors === _errs279){
if(typeof data90 == "number"){
if(data90 < 1 || isNaN(data90)){
const err109 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/batches/burst",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/batches/anyOf/1/properties/burst/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
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
var valid43 = _errs279 === errors;
}
else {
var valid43 = true;
}
if(valid43){
if(data89.steady !== undefined){
let data91 = data89.steady;
const _errs281 = errors;
if(!((typeof data91 == "number") && (!(data91 % 1) && !isNaN(data91)))){
const err110 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/batches/steady",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/batches/anyOf/1/properties/steady/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
if(errors === _errs281){
if(typeof data91 == "number"){
if(data91 < 1 || isNaN(data91)){
const err111 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/batches/steady",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/batches/anyOf/1/properties/steady/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
}
var valid43 = _errs281 === errors;
}
else {
var valid43 = true;
}
}
}
}
}
else {
const err112 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/batches",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/batches/anyOf/1/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
var _valid19 = _errs276 === errors;
valid42 = valid42 || _valid19;
}
if(!valid42){
const err113 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/batches",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/batches/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid41 = _errs272 === errors;
}
else {
var valid41 = true;
}
if(valid41){
if(data88.inFlight !== undefined){
let data92 = data88.inFlight;
const _errs283 = errors;
if(!((typeof data92 == "number") && (!(data92 % 1) && !isNaN(data92)))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/inFlight",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/inFlight/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs283){
if(typeof data92 == "number"){
if(data92 < 1 || isNaN(data92)){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/inFlight",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/inFlight/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid41 = _errs283 === errors;
}
else {
var valid41 = true;
}
if(valid41){
if(data88.parts !== undefined){
let data93 = data88.parts;
const _errs285 = errors;
if(errors === _errs285){
if(Array.isArray(data93)){
var valid44 = true;
const len5 = data93.length;
for(let i5=0; i5<len5; i5++){
let data94 = data93[i5];
const _errs287 = errors;
if(errors === _errs287){
if(data94 && typeof data94 == "object" && !Array.isArray(data94)){
let missing7;
if(((data94.match === undefined) && (missing7 = "match")) || ((data94.rate === undefined) && (missing7 = "rate"))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5,schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/required",keyword:"required",params:{missingProperty: missing7}}];
return false;
}
else {
const _errs289 = errors;
for(const key18 in data94){
if(!((key18 === "match") || (key18 === "rate"))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5,schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key18}}];
return false;
break;
}
}
if(_errs289 === errors){
if(data94.match !== undefined){
const _errs290 = errors;
if(typeof data94.match !== "string"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5+"/match",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/properties/match/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid45 = _errs290 === errors;
}
else {
var valid45 = true;
}
if(valid45){
if(data94.rate !== undefined){
let data96 = data94.rate;
const _errs292 = errors;
const _errs293 = errors;
let valid46 = false;
const _errs294 = errors;
if(typeof data96 !== "string"){
const err114 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5+"/rate",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/properties/rate/anyOf/0/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
if(!(((((data96 === "A") || (data96 === "B")) || (data96 === "C")) || (data96 === "D")) || (data96 === "E"))){
const err115 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5+"/rate",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/properties/rate/anyOf/0/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.rateLimit.properties.parts.items.properties.rate.anyOf[0].enum}};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
var _valid20 = _errs294 === errors;
valid46 = valid46 || _valid20;
if(!valid46){
const _errs296 = errors;
if(errors === _errs296){
if(data96 && typeof data96 == "object" && !Array.isArray(data96)){
let missing8;
if(((data96.burst === undefined) && (missing8 = "burst")) || ((data96.steady === undefined) && (missing8 = "steady"))){
const err116 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5+"/rate",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/properties/rate/anyOf/1/required",keyword:"required",params:{missingProperty: missing8}};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
else {
const _errs298 = errors;
for(const key19 in data96){
if(!((key19 === "burst") || (key19 === "steady"))){
const err117 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5+"/rate",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/properties/rate/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key19}};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
break;
}
}
if(_errs298 === errors){
if(data96.burst !== undefined){
let data97 = data96.burst;
const _errs299 = errors;
if(!((typeof data97 == "number") && (!(data97 % 1) && !isNaN(data97)))){
const err118 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5+"/rate/burst",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/properties/rate/anyOf/1/properties/burst/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
if(errors === _errs299){
if(typeof data97 == "number"){
if(data97 < 1 || isNaN(data97)){
const err119 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5+"/rate/burst",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/properties/rate/anyOf/1/properties/burst/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
}
var valid47 = _errs299 === errors;
}
else {
var valid47 = true;
}
if(valid47){
if(data96.steady !== undefined){
let data98 = data96.steady;
const _errs301 = errors;
if(!((typeof data98 == "number") && (!(data98 % 1) && !isNaN(data98)))){
const err120 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5+"/rate/steady",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/properties/rate/anyOf/1/properties/steady/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
if(errors === _errs301){
if(typeof data98 == "number"){
if(data98 < 1 || isNaN(data98)){
const err121 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5+"/rate/steady",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/properties/rate/anyOf/1/properties/steady/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
}
var valid47 = _errs301 === errors;
}
else {
var valid47 = true;
}
}
}
}
}
else {
const err122 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5+"/rate",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/properties/rate/anyOf/1/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
var _valid20 = _errs296 === errors;
valid46 = valid46 || _valid20;
}
if(!valid46){
const err123 = {instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5+"/rate",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/properties/rate/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid45 = _errs292 === errors;
}
else {
var valid45 = true;
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts/" + i5,schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/items/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid44 = _errs287 === errors;
if(!valid44){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/parts",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/parts/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid41 = _errs285 === errors;
}
else {
var valid41 = true;
}
if(valid41){
if(data88.onLimit !== undefined){
let data99 = data88.onLimit;
const _errs303 = errors;
if(typeof data99 !== "string"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/onLimit",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/onLimit/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!(((data99 === "reject") || (data99 === "reserve")) || (data99 === "pace"))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/rateLimit/onLimit",schemaPath:"#/properties/endpoints/items/properties/rateLimit/properties/onLimit/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.rateLimit.properties.onLimit.enum}}];
return false;
}
var valid41 = _errs303 === errors;
}
else {
var valid41 = true;
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/rateLimit",schemaPath:"#/properties/endpoints/items/properties/rateLimit/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid23 = _errs269 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.identity !== undefined){
let data100 = data49.identity;
const _errs305 = errors;
if(typeof data100 !== "string"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/identity",schemaPath:"#/properties/endpoints/items/properties/identity/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!((data100 === "required") || (data100 === "optional"))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/identity",schemaPath:"#/properties/endpoints/items/properties/identity/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.identity.enum}}];
return false;
}
var valid23 = _errs305 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.identityHeaders !== undefined){
let data101 = data49.identityHeaders;
const _errs307 = errors;
if(errors === _errs307){
if(Array.isArray(data101)){
var valid48 = true;
const len6 = data101.length;
for(let i6=0; i6<len6; i6++){
let data102 = data101[i6];
const _errs309 = errors;
if(errors === _errs309){
if(typeof data102 === "string"){
if(func4(data102) < 1){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/identityHeaders/" + i6,schemaPath:"#/properties/endpoints/items/properties/identityHeaders/items/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/identityHeaders/" + i6,schemaPath:"#/properties/endpoints/items/properties/identityHeaders/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid48 = _errs309 === errors;
if(!valid48){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/identityHeaders",schemaPath:"#/properties/endpoints/items/properties/identityHeaders/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid23 = _errs307 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.inheritHeaders !== undefined){
let data103 = data49.inheritHeaders;
const _errs311 = errors;
if(errors === _errs311){
if(Array.isArray(data103)){
var valid49 = true;
const len7 = data103.length;
for(let i7=0; i7<len7; i7++){
let data104 = data103[i7];
const _errs313 = errors;
if(errors === _errs313){
if(typeof data104 === "string"){
if(func4(data104) < 1){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/inheritHeaders/" + i7,schemaPath:"#/properties/endpoints/items/properties/inheritHeaders/items/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/inheritHeaders/" + i7,schemaPath:"#/properties/endpoints/items/properties/inheritHeaders/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid49 = _errs313 === errors;
if(!valid49){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/inheritHeaders",schemaPath:"#/properties/endpoints/items/properties/inheritHeaders/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid23 = _errs311 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.partHeaders !== undefined){
let data105 = data49.partHeaders;
const _errs315 = errors;
if(errors === _errs315){
if(Array.isArray(data105)){
var valid50 = true;
const len8 = data105.length;
for(let i8=0; i8<len8; i8++){
let data106 = data105[i8];
const _errs317 = errors;
if(errors === _errs317){
if(typeof data106 === "string"){
if(func4(data106) < 1){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/partHeaders/" + i8,schemaPath:"#/properties/endpoints/items/properties/partHeaders/items/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/partHeaders/" + i8,schemaPath:"#/properties/endpoints/items/properties/partHeaders/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid50 = _errs317 === errors;
if(!valid50){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/partHeaders",schemaPath:"#/properties/endpoints/items/properties/partHeaders/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid23 = _errs315 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.reservedHeaders !== undefined){
let data107 = data49.reservedHeaders;
const _errs319 = errors;
if(errors === _errs319){
if(Array.isArray(data107)){
var valid51 = true;
const len9 = data107.length;
for(let i9=0; i9<len9; i9++){
let data108 = data107[i9];
const _errs321 = errors;
if(errors === _errs321){
if(typeof data108 === "string"){
if(func4(data108) < 1){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/reservedHeaders/" + i9,schemaPath:"#/properties/endpoints/items/properties/reservedHeaders/items/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/reservedHeaders/" + i9,schemaPath:"#/properties/endpoints/items/properties/reservedHeaders/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid51 = _errs321 === errors;
if(!valid51){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/reservedHeaders",schemaPath:"#/properties/endpoints/items/properties/reservedHeaders/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid23 = _errs319 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.setHeaders !== undefined){
let data109 = data49.setHeaders;
const _errs323 = errors;
if(errors === _errs323){
if(data109 && typeof data109 == "object" && !Array.isArray(data109)){
var valid52 = true;
for(const key20 in data109){
if(pattern0.test(key20)){
const _errs325 = errors;
if(typeof data109[key20] !== "string"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/setHeaders/" + key20.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/endpoints/items/properties/setHeaders/patternProperties/%5E.*%24/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid52 = _errs325 === errors;
if(!valid52){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/setHeaders",schemaPath:"#/properties/endpoints/items/properties/setHeaders/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid23 = _errs323 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.rules !== undefined){
let data111 = data49.rules;
const _errs327 = errors;
if(errors === _errs327){
if(Array.isArray(data111)){
var valid53 = true;
const len10 = data111.length;
for(let i10=0; i10<len10; i10++){
let data112 = data111[i10];
const _errs329 = errors;
if(errors === _errs329){
if(data112 && typeof data112 == "object" && !Array.isArray(data112)){
if(Object.keys(data112).length > 1){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/rules/" + i10,schemaPath:"#/properties/endpoints/items/properties/rules/items/maxProperties",keyword:"maxProperties",params:{limit: 1}}];
return false;
}
else {
if(Object.keys(data112).length < 1){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/rules/" + i10,schemaPath:"#/properties/endpoints/items/properties/rules/items/minProperties",keyword:"minProperties",params:{limit: 1}}];
return false;
}
else {
const _errs331 = errors;
for(const key21 in data112){
if(!((key21 === "allow") || (key21 === "deny"))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/rules/" + i10,schemaPath:"#/properties/endpoints/items/properties/rules/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key21}}];
return false;
break;
}
}
if(_errs331 === errors){
if(data112.allow !== undefined){
const _errs332 = errors;
if(typeof data112.allow !== "string"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/rules/" + i10+"/allow",schemaPath:"#/properties/endpoints/items/properties/rules/items/properties/allow/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid54 = _errs332 === errors;
}
else {
var valid54 = true;
}
if(valid54){
if(data112.deny !== undefined){
const _errs334 = errors;
if(typeof data112.deny !== "string"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/rules/" + i10+"/deny",schemaPath:"#/properties/endpoints/items/properties/rules/items/properties/deny/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid54 = _errs334 === errors;
}
else {
var valid54 = true;
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/rules/" + i10,schemaPath:"#/properties/endpoints/items/properties/rules/items/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid53 = _errs329 === errors;
if(!valid53){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/rules",schemaPath:"#/properties/endpoints/items/properties/rules/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid23 = _errs327 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.readOnly !== undefined){
const _errs336 = errors;
if(typeof data49.readOnly !== "boolean"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/readOnly",schemaPath:"#/properties/endpoints/items/properties/readOnly/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid23 = _errs336 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.caller !== undefined){
let data116 = data49.caller;
const _errs338 = errors;
if(errors === _errs338){
if(Array.isArray(data116)){
if(data116.length < 1){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/caller",schemaPath:"#/properties/endpoints/items/properties/caller/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid55 = true;
const len11 = data116.length;
for(let i11=0; i11<len11; i11++){
let data117 = data116[i11];
const _errs340 = errors;
const _errs341 = errors;
let valid56 = false;
const _errs342 = errors;
if(typeof data117 !== "string"){
const err124 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11,schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf/0/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
if(!((((data117 === "identity") || (data117 === "bearer")) || (data117 === "clientId")) || (data117 === "address"))){
const err125 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11,schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf/0/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.caller.items.anyOf[0].enum}};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
var _valid21 = _errs342 === errors;
valid56 = valid56 || _valid21;
if(!valid56){
const _errs344 = errors;
if(errors === _errs344){
if(data117 && typeof data117 == "object" && !Array.isArray(data117)){
let missing9;
if((data117.jwtClaim === undefined) && (missing9 = "jwtClaim")){
const err126 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11,schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf/1/required",keyword:"required",params:{missingProperty: missing9}};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
else {
const _errs346 = errors;
for(const key22 in data117){
if(!(key22 === "jwtClaim")){
const err127 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11,schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key22}};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
break;
}
}
if(_errs346 === errors){
if(data117.jwtClaim !== undefined){
let data118 = data117.jwtClaim;
const _errs347 = errors;
if(errors === _errs347){
if(typeof data118 === "string"){
if(func4(data118) < 1){
const err128 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11+"/jwtClaim",schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf/1/properties/jwtClaim/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
else {
const err129 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11+"/jwtClaim",schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf/1/properties/jwtClaim/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
}
}
}
}
else {
const err130 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11,schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf/1/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
var _valid21 = _errs344 === errors;
valid56 = valid56 || _valid21;
if(!valid56){
const _errs349 = errors;
if(errors === _errs349){
if(data117 && typeof data117 == "object" && !Array.isArray(data117)){
let missing10;
if((data117.header === undefined) && (missing10 = "header")){
const err131 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11,schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf/2/required",keyword:"required",params:{missingProperty: missing10}};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
else {
const _errs351 = errors;
for(const key23 in data117){
if(!(key23 === "header")){
const err132 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11,schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf/2/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key23}};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
break;
}
}
if(_errs351 === errors){
if(data117.header !== undefined){
let data119 = data117.header;
const _errs352 = errors;
if(errors === _errs352){
if(typeof data119 === "string"){
if(func4(data119) < 1){
const err133 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11+"/header",schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf/2/properties/header/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
}
else {
const err134 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11+"/header",schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf/2/properties/header/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
}
}
}
}
else {
const err135 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11,schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf/2/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
var _valid21 = _errs349 === errors;
valid56 = valid56 || _valid21;
}
}
if(!valid56){
const err136 = {instancePath:instancePath+"/endpoints/" + i3+"/caller/" + i11,schemaPath:"#/properties/endpoints/items/properties/caller/items/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid55 = _errs340 === errors;
if(!valid55){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/caller",schemaPath:"#/properties/endpoints/items/properties/caller/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid23 = _errs338 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.verify !== undefined){
let data120 = data49.verify;
const _errs354 = errors;
if(errors === _errs354){
if(data120 && typeof data120 == "object" && !Array.isArray(data120)){
const _errs356 = errors;
for(const key24 in data120){
if(!((((((((key24 === "jwks") || (key24 === "secret")) || (key24 === "issuer")) || (key24 === "audience")) || (key24 === "algorithms")) || (key24 === "clockTolerance")) || (key24 === "requiredClaims")) || (key24 === "requiredScopes"))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/verify",schemaPath:"#/properties/endpoints/items/properties/verify/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key24}}];
return false;
break;
}
}
if(_errs356 === errors){
if(data120.jwks !== undefined){
let data121 = data120.jwks;
const _errs357 = errors;
if(errors === _errs357){
if(typeof data121 === "string"){
if(func4(data121) < 1){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/verify/jwks",schemaPath:"#/properties/endpoints/items/properties/verify/properties/jwks/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/verify/jwks",schemaPath:"#/properties/endpoints/items/properties/verify/properties/jwks/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid59 = _errs357 === errors;
}
else {
var valid59 = true;
}
if(valid59){
if(data120.secret !== undefined){
let data122 = data120.secret;
const _errs359 = errors;
if(errors === _errs359){
if(typeof data122 === "string"){
if(func4(data122) < 1){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/verify/secret",schemaPath:"#/properties/endpoints/items/properties/verify/properties/secret/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/verify/secret",schemaPath:"#/properties/endpoints/items/properties/verify/properties/secret/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid59 = _errs359 === errors;
}
else {
var valid59 = true;
}
if(valid59){
if(data120.issuer !== undefined){
let data123 = data120.issuer;
const _errs361 = errors;
const _errs362 = errors;
let valid60 = false;
const _errs363 = errors;
if(errors === _errs363){
if(typeof data123 === "string"){
if(func4(data123) < 1){
const err137 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/issuer",schemaPath:"#/properties/endpoints/items/properties/verify/properties/issuer/anyOf/0/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
else {
const err138 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/issuer",schemaPath:"#/properties/endpoints/items/properties/verify/properties/issuer/anyOf/0/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
var _valid22 = _errs363 === errors;
valid60 = valid60 || _valid22;
if(!valid60){
const _errs365 = errors;
if(errors === _errs365){
if(Array.isArray(data123)){
if(data123.length < 1){
const err139 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/issuer",schemaPath:"#/properties/endpoints/items/properties/verify/properties/issuer/anyOf/1/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
else {
var valid61 = true;
const len12 = data123.length;
for(let i12=0; i12<len12; i12++){
let data124 = data123[i12];
const _errs367 = errors;
if(errors === _errs367){
if(typeof data124 === "string"){
if(func4(data124) < 1){
const err140 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/issuer/" + i12,schemaPath:"#/properties/endpoints/items/properties/verify/properties/issuer/anyOf/1/items/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
else {
const err141 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/issuer/" + i12,schemaPath:"#/properties/endpoints/items/properties/verify/properties/issuer/anyOf/1/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
var valid61 = _errs367 === errors;
if(!valid61){
break;
}
}
}
}
else {
const err142 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/issuer",schemaPath:"#/properties/endpoints/items/properties/verify/properties/issuer/anyOf/1/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
var _valid22 = _errs365 === errors;
valid60 = valid60 || _valid22;
}
if(!valid60){
const err143 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/issuer",schemaPath:"#/properties/endpoints/items/properties/verify/properties/issuer/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid59 = _errs361 === errors;
}
else {
var valid59 = true;
}
if(valid59){
if(data120.audience !== undefined){
let data125 = data120.audience;
const _errs369 = errors;
const _errs370 = errors;
let valid62 = false;
const _errs371 = errors;
if(errors === _errs371){
if(typeof data125 === "string"){
if(func4(data125) < 1){
const err144 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/audience",schemaPath:"#/properties/endpoints/items/properties/verify/properties/audience/anyOf/0/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
}
else {
const err145 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/audience",schemaPath:"#/properties/endpoints/items/properties/verify/properties/audience/anyOf/0/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
}
var _valid23 = _errs371 === errors;
valid62 = valid62 || _valid23;
if(!valid62){
const _errs373 = errors;
if(errors === _errs373){
if(Array.isArray(data125)){
if(data125.length < 1){
const err146 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/audience",schemaPath:"#/properties/endpoints/items/properties/verify/properties/audience/anyOf/1/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
else {
var valid63 = true;
const len13 = data125.length;
for(let i13=0; i13<len13; i13++){
let data126 = data125[i13];
const _errs375 = errors;
if(errors === _errs375){
if(typeof data126 === "string"){
if(func4(data126) < 1){
const err147 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/audience/" + i13,schemaPath:"#/properties/endpoints/items/properties/verify/properties/audience/anyOf/1/items/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
}
else {
const err148 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/audience/" + i13,schemaPath:"#/properties/endpoints/items/properties/verify/properties/audience/anyOf/1/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
}
var valid63 = _errs375 === errors;
if(!valid63){
break;
}
}
}
}
else {
const err149 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/audience",schemaPath:"#/properties/endpoints/items/properties/verify/properties/audience/anyOf/1/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
}
var _valid23 = _errs373 === errors;
valid62 = valid62 || _valid23;
}
if(!valid62){
const err150 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/audience",schemaPath:"#/properties/endpoints/items/properties/verify/properties/audience/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid59 = _errs369 === errors;
}
else {
var valid59 = true;
}
if(valid59){
if(data120.algorithms !== undefined){
let data127 = data120.algorithms;
const _errs377 = errors;
if(errors === _errs377){
if(Array.isArray(data127)){
if(data127.length < 1){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/verify/algorithms",schemaPath:"#/properties/endpoints/items/properties/verify/properties/algorithms/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid64 = true;
const len14 = data127.length;
for(let i14=0; i14<len14; i14++){
let data128 = data127[i14];
const _errs379 = errors;
if(typeof data128 !== "string"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/verify/algorithms/" + i14,schemaPath:"#/properties/endpoints/items/properties/verify/properties/algorithms/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!(((((((((((((data128 === "RS256") || (data128 === "RS384")) || (data128 === "RS512")) || (data128 === "PS256")) || (data128 === "PS384")) || (data128 === "PS512")) || (data128 === "ES256")) || (data128 === "ES384")) || (data128 === "ES512")) || (data128 === "EdDSA")) || (data128 === "HS256")) || (data128 === "HS384")) || (data128 === "HS512"))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/verify/algorithms/" + i14,schemaPath:"#/properties/endpoints/items/properties/verify/properties/algorithms/items/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.verify.properties.algorithms.items.enum}}];
return false;
}
var valid64 = _errs379 === errors;
if(!valid64){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/verify/algorithms",schemaPath:"#/properties/endpoints/items/properties/verify/properties/algorithms/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid59 = _errs377 === errors;
}
else {
var valid59 = true;
}
if(valid59){
if(data120.clockTolerance !== undefined){
let data129 = data120.clockTolerance;
const _errs381 = errors;
const _errs382 = errors;
let valid65 = false;
const _errs383 = errors;
if(!((typeof data129 == "number") && (!(data129 % 1) && !isNaN(data129)))){
const err151 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/clockTolerance",schemaPath:"#/properties/endpoints/items/properties/verify/properties/clockTolerance/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
if(errors === _errs383){
if(typeof data129 == "number"){
if(data129 < 1 || isNaN(data129)){
const err152 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/clockTolerance",schemaPath:"#/properties/endpoints/items/properties/verify/properties/clockTolerance/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
}
}
var _valid24 = _errs383 === errors;
valid65 = valid65 || _valid24;
if(!valid65){
const _errs385 = errors;
if(errors === _errs385){
if(typeof data129 === "string"){
if(!pattern1.test(data129)){
const err153 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/clockTolerance",schemaPath:"#/properties/endpoints/items/properties/verify/properties/clockTolerance/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
}
else {
const err154 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/clockTolerance",schemaPath:"#/properties/endpoints/items/properties/verify/properties/clockTolerance/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
}
var _valid24 = _errs385 === errors;
valid65 = valid65 || _valid24;
}
if(!valid65){
const err155 = {instancePath:instancePath+"/endpoints/" + i3+"/verify/clockTolerance",schemaPath:"#/properties/endpoints/items/properties/verify/properties/clockTolerance/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid59 = _errs381 === errors;
}
else {
var valid59 = true;
}
if(valid59){
if(data120.requiredClaims !== undefined){
let data130 = data120.requiredClaims;
const _errs387 = errors;
if(errors === _errs387){
if(Array.isArray(data130)){
var valid66 = true;
const len15 = data130.length;
for(let i15=0; i15<len15; i15++){
let data131 = data130[i15];
const _errs389 = errors;
if(errors === _errs389){
if(typeof data131 === "string"){
if(func4(data131) < 1){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/verify/requiredClaims/" + i15,schemaPath:"#/properties/endpoints/items/properties/verify/properties/requiredClaims/items/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/verify/requiredClaims/" + i15,schemaPath:"#/properties/endpoints/items/properties/verify/properties/requiredClaims/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid66 = _errs389 === errors;
if(!valid66){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/verify/requiredClaims",schemaPath:"#/properties/endpoints/items/properties/verify/properties/requiredClaims/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid59 = _errs387 === errors;
}
else {
var valid59 = true;
}
if(valid59){
if(data120.requiredScopes !== undefined){
let data132 = data120.requiredScopes;
const _errs391 = errors;
if(errors === _errs391){
if(Array.isArray(data132)){
var valid67 = true;
const len16 = data132.length;
for(let i16=0; i16<len16; i16++){
let data133 = data132[i16];
const _errs393 = errors;
if(errors === _errs393){
if(typeof data133 === "string"){
if(func4(data133) < 1){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/verify/requiredScopes/" + i16,schemaPath:"#/properties/endpoints/items/properties/verify/properties/requiredScopes/items/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/verify/requiredScopes/" + i16,schemaPath:"#/properties/endpoints/items/properties/verify/properties/requiredScopes/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid67 = _errs393 === errors;
if(!valid67){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/verify/requiredScopes",schemaPath:"#/properties/endpoints/items/properties/verify/properties/requiredScopes/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid59 = _errs391 === errors;
}
else {
var valid59 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/verify",schemaPath:"#/properties/endpoints/items/properties/verify/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid23 = _errs354 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.policies !== undefined){
let data134 = data49.policies;
const _errs395 = errors;
if(errors === _errs395){
if(Array.isArray(data134)){
var valid68 = true;
const len17 = data134.length;
for(let i17=0; i17<len17; i17++){
let data135 = data134[i17];
const _errs397 = errors;
if(errors === _errs397){
if(data135 && typeof data135 == "object" && !Array.isArray(data135)){
let missing11;
if((data135.module === undefined) && (missing11 = "module")){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/policies/" + i17,schemaPath:"#/properties/endpoints/items/properties/policies/items/required",keyword:"required",params:{missingProperty: missing11}}];
return false;
}
else {
const _errs399 = errors;
for(const key25 in data135){
if(!((key25 === "module") || (key25 === "options"))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/policies/" + i17,schemaPath:"#/properties/endpoints/items/properties/policies/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key25}}];
return false;
break;
}
}
if(_errs399 === errors){
if(data135.module !== undefined){
let data136 = data135.module;
const _errs400 = errors;
if(errors === _errs400){
if(typeof data136 === "string"){
if(func4(data136) < 1){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/policies/" + i17+"/module",schemaPath:"#/properties/endpoints/items/properties/policies/items/properties/module/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/policies/" + i17+"/module",schemaPath:"#/properties/endpoints/items/properties/policies/items/properties/module/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid69 = _errs400 === errors;
}
else {
var valid69 = true;
}
if(valid69){
if(data135.options !== undefined){
let data137 = data135.options;
const _errs402 = errors;
if(errors === _errs402){
if(!(data137 && typeof data137 == "object" && !Array.isArray(data137))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/policies/" + i17+"/options",schemaPath:"#/properties/endpoints/items/properties/policies/items/properties/options/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid69 = _errs402 === errors;
}
else {
var valid69 = true;
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/policies/" + i17,schemaPath:"#/properties/endpoints/items/properties/policies/items/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid68 = _errs397 === errors;
if(!valid68){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/policies",schemaPath:"#/properties/endpoints/items/properties/policies/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid23 = _errs395 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.allowedOrigins !== undefined){
let data138 = data49.allowedOrigins;
const _errs404 = errors;
if(errors === _errs404){
if(Array.isArray(data138)){
var valid70 = true;
const len18 = data138.length;
for(let i18=0; i18<len18; i18++){
let data139 = data138[i18];
const _errs406 = errors;
if(errors === _errs406){
if(typeof data139 === "string"){
if(func4(data139) < 1){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/allowedOrigins/" + i18,schemaPath:"#/properties/endpoints/items/properties/allowedOrigins/items/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/allowedOrigins/" + i18,schemaPath:"#/properties/endpoints/items/properties/allowedOrigins/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid70 = _errs406 === errors;
if(!valid70){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/allowedOrigins",schemaPath:"#/properties/endpoints/items/properties/allowedOrigins/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid23 = _errs404 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.cors !== undefined){
let data140 = data49.cors;
const _errs408 = errors;
if(errors === _errs408){
if(data140 && typeof data140 == "object" && !Array.isArray(data140)){
let missing12;
if((data140.origins === undefined) && (missing12 = "origins")){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/cors",schemaPath:"#/properties/endpoints/items/properties/cors/required",keyword:"required",params:{missingProperty: missing12}}];
return false;
}
else {
const _errs410 = errors;
for(const key26 in data140){
if(!(((((key26 === "origins") || (key26 === "credentials")) || (key26 === "maxAge")) || (key26 === "allowedHeaders")) || (key26 === "exposedHeaders"))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/cors",schemaPath:"#/properties/endpoints/items/properties/cors/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key26}}];
return false;
break;
}
}
if(_errs410 === errors){
if(data140.origins !== undefined){
let data141 = data140.origins;
const _errs411 = errors;
if(errors === _errs411){
if(Array.isArray(data141)){
if(data141.length < 1){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/cors/origins",schemaPath:"#/properties/endpoints/items/properties/cors/properties/origins/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid72 = true;
const len19 = data141.length;
for(let i19=0; i19<len19; i19++){
const _errs413 = errors;
if(typeof data141[i19] !== "string"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/cors/origins/" + i19,schemaPath:"#/properties/endpoints/items/properties/cors/properties/origins/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid72 = _errs413 === errors;
if(!valid72){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/cors/origins",schemaPath:"#/properties/endpoints/items/properties/cors/properties/origins/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid71 = _errs411 === errors;
}
else {
var valid71 = true;
}
if(valid71){
if(data140.credentials !== undefined){
const _errs415 = errors;
if(typeof data140.credentials !== "boolean"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/cors/credentials",schemaPath:"#/properties/endpoints/items/properties/cors/properties/credentials/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid71 = _errs415 === errors;
}
else {
var valid71 = true;
}
if(valid71){
if(data140.maxAge !== undefined){
let data144 = data140.maxAge;
const _errs417 = errors;
if(!((typeof data144 == "number") && (!(data144 % 1) && !isNaN(data144)))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/cors/maxAge",schemaPath:"#/properties/endpoints/items/properties/cors/properties/maxAge/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs417){
if(typeof data144 == "number"){
if(data144 < 0 || isNaN(data144)){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/cors/maxAge",schemaPath:"#/properties/endpoints/items/properties/cors/properties/maxAge/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid71 = _errs417 === errors;
}
else {
var valid71 = true;
}
if(valid71){
if(data140.allowedHeaders !== undefined){
let data145 = data140.allowedHeaders;
const _errs419 = errors;
if(errors === _errs419){
if(Array.isArray(data145)){
var valid73 = true;
const len20 = data145.length;
for(let i20=0; i20<len20; i20++){
let data146 = data145[i20];
const _errs421 = errors;
if(errors === _errs421){
if(typeof data146 === "string"){
if(!pattern24.test(data146)){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/cors/allowedHeaders/" + i20,schemaPath:"#/properties/endpoints/items/properties/cors/properties/allowedHeaders/items/pattern",keyword:"pattern",params:{pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/cors/allowedHeaders/" + i20,schemaPath:"#/properties/endpoints/items/properties/cors/properties/allowedHeaders/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid73 = _errs421 === errors;
if(!valid73){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/cors/allowedHeaders",schemaPath:"#/properties/endpoints/items/properties/cors/properties/allowedHeaders/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid71 = _errs419 === errors;
}
else {
var valid71 = true;
}
if(valid71){
if(data140.exposedHeaders !== undefined){
let data147 = data140.exposedHeaders;
const _errs423 = errors;
if(errors === _errs423){
if(Array.isArray(data147)){
var valid74 = true;
const len21 = data147.length;
for(let i21=0; i21<len21; i21++){
let data148 = data147[i21];
const _errs425 = errors;
if(errors === _errs425){
if(typeof data148 === "string"){
if(!pattern24.test(data148)){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/cors/exposedHeaders/" + i21,schemaPath:"#/properties/endpoints/items/properties/cors/properties/exposedHeaders/items/pattern",keyword:"pattern",params:{pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/cors/exposedHeaders/" + i21,schemaPath:"#/properties/endpoints/items/properties/cors/properties/exposedHeaders/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid74 = _errs425 === errors;
if(!valid74){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/cors/exposedHeaders",schemaPath:"#/properties/endpoints/items/properties/cors/properties/exposedHeaders/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid71 = _errs423 === errors;
}
else {
var valid71 = true;
}
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/cors",schemaPath:"#/properties/endpoints/items/properties/cors/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid23 = _errs408 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.onUnknown !== undefined){
let data149 = data49.onUnknown;
const _errs427 = errors;
if(typeof data149 !== "string"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/onUnknown",schemaPath:"#/properties/endpoints/items/properties/onUnknown/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!((data149 === "continue") || (data149 === "stop"))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/onUnknown",schemaPath:"#/properties/endpoints/items/properties/onUnknown/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.onUnknown.enum}}];
return false;
}
var valid23 = _errs427 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.groups !== undefined){
let data150 = data49.groups;
const _errs429 = errors;
if(typeof data150 !== "string"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/groups",schemaPath:"#/properties/endpoints/items/properties/groups/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!((data150 === "refuse") || (data150 === "in-order"))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/groups",schemaPath:"#/properties/endpoints/items/properties/groups/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.groups.enum}}];
return false;
}
var valid23 = _errs429 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.streaming !== undefined){
let data151 = data49.streaming;
const _errs431 = errors;
if(typeof data151 !== "string"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/streaming",schemaPath:"#/properties/endpoints/items/properties/streaming/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!(((data151 === "asked") || (data151 === "always")) || (data151 === "never"))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/streaming",schemaPath:"#/properties/endpoints/items/properties/streaming/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.streaming.enum}}];
return false;
}
var valid23 = _errs431 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.encodedSlash !== undefined){
let data152 = data49.encodedSlash;
const _errs433 = errors;
if(typeof data152 !== "string"){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/encodedSlash",schemaPath:"#/properties/endpoints/items/properties/encodedSlash/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!((data152 === "allow") || (data152 === "refuse"))){
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3+"/encodedSlash",schemaPath:"#/properties/endpoints/items/properties/encodedSlash/enum",keyword:"enum",params:{allowedValues: schema11.properties.endpoints.items.properties.encodedSlash.enum}}];
return false;
}
var valid23 = _errs433 === errors;
}
else {
var valid23 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints/" + i3,schemaPath:"#/properties/endpoints/items/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid22 = _errs140 === errors;
if(!valid22){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/endpoints",schemaPath:"#/properties/endpoints/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs138 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.tls !== undefined){
let data153 = data.tls;
const _errs435 = errors;
if(errors === _errs435){
if(data153 && typeof data153 == "object" && !Array.isArray(data153)){
let missing13;
if(((data153.cert === undefined) && (missing13 = "cert")) || ((data153.key === undefined) && (missing13 = "key"))){
validate10.errors = [{instancePath:instancePath+"/tls",schemaPath:"#/properties/tls/required",keyword:"required",params:{missingProperty: missing13}}];
return false;
}
else {
const _errs437 = errors;
for(const key27 in data153){
if(!(((((((key27 === "cert") || (key27 === "key")) || (key27 === "passphrase")) || (key27 === "ca")) || (key27 === "requestClientCert")) || (key27 === "minVersion")) || (key27 === "hsts"))){
validate10.errors = [{instancePath:instancePath+"/tls",schemaPath:"#/properties/tls/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key27}}];
return false;
break;
}
}
if(_errs437 === errors){
if(data153.cert !== undefined){
let data154 = data153.cert;
const _errs438 = errors;
if(errors === _errs438){
if(typeof data154 === "string"){
if(func4(data154) < 1){
validate10.errors = [{instancePath:instancePath+"/tls/cert",schemaPath:"#/properties/tls/properties/cert/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/tls/cert",schemaPath:"#/properties/tls/properties/cert/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid75 = _errs438 === errors;
}
else {
var valid75 = true;
}
if(valid75){
if(data153.key !== undefined){
let data155 = data153.key;
const _errs440 = errors;
if(errors === _errs440){
if(typeof data155 === "string"){
if(func4(data155) < 1){
validate10.errors = [{instancePath:instancePath+"/tls/key",schemaPath:"#/properties/tls/properties/key/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/tls/key",schemaPath:"#/properties/tls/properties/key/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid75 = _errs440 === errors;
}
else {
var valid75 = true;
}
if(valid75){
if(data153.passphrase !== undefined){
const _errs442 = errors;
if(typeof data153.passphrase !== "string"){
validate10.errors = [{instancePath:instancePath+"/tls/passphrase",schemaPath:"#/properties/tls/properties/passphrase/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid75 = _errs442 === errors;
}
else {
var valid75 = true;
}
if(valid75){
if(data153.ca !== undefined){
let data157 = data153.ca;
const _errs444 = errors;
if(errors === _errs444){
if(typeof data157 === "string"){
if(func4(data157) < 1){
validate10.errors = [{instancePath:instancePath+"/tls/ca",schemaPath:"#/properties/tls/properties/ca/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/tls/ca",schemaPath:"#/properties/tls/properties/ca/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid75 = _errs444 === errors;
}
else {
var valid75 = true;
}
if(valid75){
if(data153.requestClientCert !== undefined){
let data158 = data153.requestClientCert;
const _errs446 = errors;
if(typeof data158 !== "string"){
validate10.errors = [{instancePath:instancePath+"/tls/requestClientCert",schemaPath:"#/properties/tls/properties/requestClientCert/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!((data158 === "required") || (data158 === "optional"))){
validate10.errors = [{instancePath:instancePath+"/tls/requestClientCert",schemaPath:"#/properties/tls/properties/requestClientCert/enum",keyword:"enum",params:{allowedValues: schema11.properties.tls.properties.requestClientCert.enum}}];
return false;
}
var valid75 = _errs446 === errors;
}
else {
var valid75 = true;
}
if(valid75){
if(data153.minVersion !== undefined){
let data159 = data153.minVersion;
const _errs448 = errors;
if(typeof data159 !== "string"){
validate10.errors = [{instancePath:instancePath+"/tls/minVersion",schemaPath:"#/properties/tls/properties/minVersion/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!((data159 === "TLSv1.2") || (data159 === "TLSv1.3"))){
validate10.errors = [{instancePath:instancePath+"/tls/minVersion",schemaPath:"#/properties/tls/properties/minVersion/enum",keyword:"enum",params:{allowedValues: schema11.properties.tls.properties.minVersion.enum}}];
return false;
}
var valid75 = _errs448 === errors;
}
else {
var valid75 = true;
}
if(valid75){
if(data153.hsts !== undefined){
let data160 = data153.hsts;
const _errs450 = errors;
const _errs451 = errors;
let valid76 = false;
const _errs452 = errors;
if(!((typeof data160 == "number") && (!(data160 % 1) && !isNaN(data160)))){
const err156 = {instancePath:instancePath+"/tls/hsts",schemaPath:"#/properties/tls/properties/hsts/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
if(errors === _errs452){
if(typeof data160 == "number"){
if(data160 < 0 || isNaN(data160)){
const err157 = {instancePath:instancePath+"/tls/hsts",schemaPath:"#/properties/tls/properties/hsts/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
}
}
var _valid25 = _errs452 === errors;
valid76 = valid76 || _valid25;
if(!valid76){
const _errs454 = errors;
if(typeof data160 !== "boolean"){
const err158 = {instancePath:instancePath+"/tls/hsts",schemaPath:"#/properties/tls/properties/hsts/anyOf/1/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
if(false !== data160){
const err159 = {instancePath:instancePath+"/tls/hsts",schemaPath:"#/properties/tls/properties/hsts/anyOf/1/const",keyword:"const",params:{allowedValue: false}};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
var _valid25 = _errs454 === errors;
valid76 = valid76 || _valid25;
}
if(!valid76){
const err160 = {instancePath:instancePath+"/tls/hsts",schemaPath:"#/properties/tls/properties/hsts/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid75 = _errs450 === errors;
}
else {
var valid75 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/tls",schemaPath:"#/properties/tls/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs435 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.workers !== undefined){
let data161 = data.workers;
const _errs456 = errors;
if(!((typeof data161 == "number") && (!(data161 % 1) && !isNaN(data161)))){
validate10.errors = [{instancePath:instancePath+"/workers",schemaPath:"#/properties/workers/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs456){
if(typeof data161 == "number"){
if(data161 > 64 || isNaN(data161)){
validate10.errors = [{instancePath:instancePath+"/workers",schemaPath:"#/properties/workers/maximum",keyword:"maximum",params:{comparison: "<=", limit: 64}}];
return false;
}
else {
if(data161 < 1 || isNaN(data161)){
validate10.errors = [{instancePath:instancePath+"/workers",schemaPath:"#/properties/workers/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid0 = _errs456 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.connections !== undefined){
let data162 = data.connections;
const _errs458 = errors;
if(errors === _errs458){
if(data162 && typeof data162 == "object" && !Array.isArray(data162)){
const _errs460 = errors;
for(const key28 in data162){
if(!((((key28 === "most") || (key28 === "idleTime")) || (key28 === "headTime")) || (key28 === "headBytes"))){
validate10.errors = [{instancePath:instancePath+"/connections",schemaPath:"#/properties/connections/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key28}}];
return false;
break;
}
}
if(_errs460 === errors){
if(data162.most !== undefined){
let data163 = data162.most;
const _errs461 = errors;
if(!((typeof data163 == "number") && (!(data163 % 1) && !isNaN(data163)))){
validate10.errors = [{instancePath:instancePath+"/connections/most",schemaPath:"#/properties/connections/properties/most/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs461){
if(typeof data163 == "number"){
if(data163 < 1 || isNaN(data163)){
validate10.errors = [{instancePath:instancePath+"/connections/most",schemaPath:"#/properties/connections/properties/most/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid77 = _errs461 === errors;
}
else {
var valid77 = true;
}
if(valid77){
if(data162.idleTime !== undefined){
let data164 = data162.idleTime;
const _errs463 = errors;
const _errs464 = errors;
let valid78 = false;
const _errs465 = errors;
if(!((typeof data164 == "number") && (!(data164 % 1) && !isNaN(data164)))){
const err161 = {instancePath:instancePath+"/connections/idleTime",schemaPath:"#/properties/connections/properties/idleTime/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
if(errors === _errs465){
if(typeof data164 == "number"){
if(data164 < 1 || isNaN(data164)){
const err162 = {instancePath:instancePath+"/connections/idleTime",schemaPath:"#/properties/connections/properties/idleTime/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
}
}
var _valid26 = _errs465 === errors;
valid78 = valid78 || _valid26;
if(!valid78){
const _errs467 = errors;
if(errors === _errs467){
if(typeof data164 === "string"){
if(!pattern1.test(data164)){
const err163 = {instancePath:instancePath+"/connections/idleTime",schemaPath:"#/properties/connections/properties/idleTime/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
}
else {
const err164 = {instancePath:instancePath+"/connections/idleTime",schemaPath:"#/properties/connections/properties/idleTime/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
}
var _valid26 = _errs467 === errors;
valid78 = valid78 || _valid26;
}
if(!valid78){
const err165 = {instancePath:instancePath+"/connections/idleTime",schemaPath:"#/properties/connections/properties/idleTime/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid77 = _errs463 === errors;
}
else {
var valid77 = true;
}
if(valid77){
if(data162.headTime !== undefined){
let data165 = data162.headTime;
const _errs469 = errors;
const _errs470 = errors;
let valid79 = false;
const _errs471 = errors;
if(!((typeof data165 == "number") && (!(data165 % 1) && !isNaN(data165)))){
const err166 = {instancePath:instancePath+"/connections/headTime",schemaPath:"#/properties/connections/properties/headTime/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
if(errors === _errs471){
if(typeof data165 == "number"){
if(data165 < 1 || isNaN(data165)){
const err167 = {instancePath:instancePath+"/connections/headTime",schemaPath:"#/properties/connections/properties/headTime/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
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
var _valid27 = _errs471 === errors;
valid79 = valid79 || _valid27;
if(!valid79){
const _errs473 = errors;
if(errors === _errs473){
if(typeof data165 === "string"){
if(!pattern1.test(data165)){
const err168 = {instancePath:instancePath+"/connections/headTime",schemaPath:"#/properties/connections/properties/headTime/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
}
else {
const err169 = {instancePath:instancePath+"/connections/headTime",schemaPath:"#/properties/connections/properties/headTime/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
}
var _valid27 = _errs473 === errors;
valid79 = valid79 || _valid27;
}
if(!valid79){
const err170 = {instancePath:instancePath+"/connections/headTime",schemaPath:"#/properties/connections/properties/headTime/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid77 = _errs469 === errors;
}
else {
var valid77 = true;
}
if(valid77){
if(data162.headBytes !== undefined){
let data166 = data162.headBytes;
const _errs475 = errors;
const _errs476 = errors;
let valid80 = false;
const _errs477 = errors;
if(!((typeof data166 == "number") && (!(data166 % 1) && !isNaN(data166)))){
const err171 = {instancePath:instancePath+"/connections/headBytes",schemaPath:"#/properties/connections/properties/headBytes/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
if(errors === _errs477){
if(typeof data166 == "number"){
if(data166 < 1 || isNaN(data166)){
const err172 = {instancePath:instancePath+"/connections/headBytes",schemaPath:"#/properties/connections/properties/headBytes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
}
}
var _valid28 = _errs477 === errors;
valid80 = valid80 || _valid28;
if(!valid80){
const _errs479 = errors;
if(errors === _errs479){
if(typeof data166 === "string"){
if(!pattern12.test(data166)){
const err173 = {instancePath:instancePath+"/connections/headBytes",schemaPath:"#/properties/connections/properties/headBytes/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"}};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
}
else {
const err174 = {instancePath:instancePath+"/connections/headBytes",schemaPath:"#/properties/connections/properties/headBytes/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
}
var _valid28 = _errs479 === errors;
valid80 = valid80 || _valid28;
}
if(!valid80){
const err175 = {instancePath:instancePath+"/connections/headBytes",schemaPath:"#/properties/connections/properties/headBytes/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid77 = _errs475 === errors;
}
else {
var valid77 = true;
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/connections",schemaPath:"#/properties/connections/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs458 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.forward !== undefined){
const _errs481 = errors;
if(typeof data.forward !== "string"){
validate10.errors = [{instancePath:instancePath+"/forward",schemaPath:"#/properties/forward/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs481 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.forwardIdleTime !== undefined){
let data168 = data.forwardIdleTime;
const _errs483 = errors;
const _errs484 = errors;
let valid81 = false;
const _errs485 = errors;
if(!((typeof data168 == "number") && (!(data168 % 1) && !isNaN(data168)))){
const err176 = {instancePath:instancePath+"/forwardIdleTime",schemaPath:"#/properties/forwardIdleTime/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
if(errors === _errs485){
if(typeof data168 == "number"){
if(data168 < 1 || isNaN(data168)){
const err177 = {instancePath:instancePath+"/forwardIdleTime",schemaPath:"#/properties/forwardIdleTime/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
}
}
var _valid29 = _errs485 === errors;
valid81 = valid81 || _valid29;
if(!valid81){
const _errs487 = errors;
if(errors === _errs487){
if(typeof data168 === "string"){
if(!pattern1.test(data168)){
const err178 = {instancePath:instancePath+"/forwardIdleTime",schemaPath:"#/properties/forwardIdleTime/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
else {
const err179 = {instancePath:instancePath+"/forwardIdleTime",schemaPath:"#/properties/forwardIdleTime/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
}
var _valid29 = _errs487 === errors;
valid81 = valid81 || _valid29;
}
if(!valid81){
const err180 = {instancePath:instancePath+"/forwardIdleTime",schemaPath:"#/properties/forwardIdleTime/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid0 = _errs483 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.trustedProxies !== undefined){
let data169 = data.trustedProxies;
const _errs489 = errors;
if(errors === _errs489){
if(Array.isArray(data169)){
var valid82 = true;
const len22 = data169.length;
for(let i22=0; i22<len22; i22++){
let data170 = data169[i22];
const _errs491 = errors;
if(errors === _errs491){
if(typeof data170 === "string"){
if(func4(data170) < 1){
validate10.errors = [{instancePath:instancePath+"/trustedProxies/" + i22,schemaPath:"#/properties/trustedProxies/items/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/trustedProxies/" + i22,schemaPath:"#/properties/trustedProxies/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid82 = _errs491 === errors;
if(!valid82){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/trustedProxies",schemaPath:"#/properties/trustedProxies/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs489 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.stateStore !== undefined){
let data171 = data.stateStore;
const _errs493 = errors;
if((typeof data171 !== "string") && (!(data171 && typeof data171 == "object" && !Array.isArray(data171)))){
validate10.errors = [{instancePath:instancePath+"/stateStore",schemaPath:"#/properties/stateStore/type",keyword:"type",params:{type: schema11.properties.stateStore.type}}];
return false;
}
if(errors === _errs493){
if(data171 && typeof data171 == "object" && !Array.isArray(data171)){
let missing14;
if((data171.url === undefined) && (missing14 = "url")){
validate10.errors = [{instancePath:instancePath+"/stateStore",schemaPath:"#/properties/stateStore/required",keyword:"required",params:{missingProperty: missing14}}];
return false;
}
else {
const _errs495 = errors;
for(const key29 in data171){
if(!(((((key29 === "url") || (key29 === "keyPrefix")) || (key29 === "onFailure")) || (key29 === "connectTimeout")) || (key29 === "commandTimeout"))){
validate10.errors = [{instancePath:instancePath+"/stateStore",schemaPath:"#/properties/stateStore/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key29}}];
return false;
break;
}
}
if(_errs495 === errors){
if(data171.url !== undefined){
const _errs496 = errors;
if(typeof data171.url !== "string"){
validate10.errors = [{instancePath:instancePath+"/stateStore/url",schemaPath:"#/properties/stateStore/properties/url/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid83 = _errs496 === errors;
}
else {
var valid83 = true;
}
if(valid83){
if(data171.keyPrefix !== undefined){
const _errs498 = errors;
if(typeof data171.keyPrefix !== "string"){
validate10.errors = [{instancePath:instancePath+"/stateStore/keyPrefix",schemaPath:"#/properties/stateStore/properties/keyPrefix/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid83 = _errs498 === errors;
}
else {
var valid83 = true;
}
if(valid83){
if(data171.onFailure !== undefined){
let data174 = data171.onFailure;
const _errs500 = errors;
if(typeof data174 !== "string"){
validate10.errors = [{instancePath:instancePath+"/stateStore/onFailure",schemaPath:"#/properties/stateStore/properties/onFailure/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!((data174 === "closed") || (data174 === "open"))){
validate10.errors = [{instancePath:instancePath+"/stateStore/onFailure",schemaPath:"#/properties/stateStore/properties/onFailure/enum",keyword:"enum",params:{allowedValues: schema11.properties.stateStore.properties.onFailure.enum}}];
return false;
}
var valid83 = _errs500 === errors;
}
else {
var valid83 = true;
}
if(valid83){
if(data171.connectTimeout !== undefined){
let data175 = data171.connectTimeout;
const _errs502 = errors;
const _errs503 = errors;
let valid84 = false;
const _errs504 = errors;
if(!((typeof data175 == "number") && (!(data175 % 1) && !isNaN(data175)))){
const err181 = {instancePath:instancePath+"/stateStore/connectTimeout",schemaPath:"#/properties/stateStore/properties/connectTimeout/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
if(errors === _errs504){
if(typeof data175 == "number"){
if(data175 < 1 || isNaN(data175)){
const err182 = {instancePath:instancePath+"/stateStore/connectTimeout",schemaPath:"#/properties/stateStore/properties/connectTimeout/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
}
}
var _valid30 = _errs504 === errors;
valid84 = valid84 || _valid30;
if(!valid84){
const _errs506 = errors;
if(errors === _errs506){
if(typeof data175 === "string"){
if(!pattern1.test(data175)){
const err183 = {instancePath:instancePath+"/stateStore/connectTimeout",schemaPath:"#/properties/stateStore/properties/connectTimeout/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
}
else {
const err184 = {instancePath:instancePath+"/stateStore/connectTimeout",schemaPath:"#/properties/stateStore/properties/connectTimeout/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
}
var _valid30 = _errs506 === errors;
valid84 = valid84 || _valid30;
}
if(!valid84){
const err185 = {instancePath:instancePath+"/stateStore/connectTimeout",schemaPath:"#/properties/stateStore/properties/connectTimeout/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid83 = _errs502 === errors;
}
else {
var valid83 = true;
}
if(valid83){
if(data171.commandTimeout !== undefined){
let data176 = data171.commandTimeout;
const _errs508 = errors;
const _errs509 = errors;
let valid85 = false;
const _errs510 = errors;
if(!((typeof data176 == "number") && (!(data176 % 1) && !isNaN(data176)))){
const err186 = {instancePath:instancePath+"/stateStore/commandTimeout",schemaPath:"#/properties/stateStore/properties/commandTimeout/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
if(errors === _errs510){
if(typeof data176 == "number"){
if(data176 < 1 || isNaN(data176)){
const err187 = {instancePath:instancePath+"/stateStore/commandTimeout",schemaPath:"#/properties/stateStore/properties/commandTimeout/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
}
}
var _valid31 = _errs510 === errors;
valid85 = valid85 || _valid31;
if(!valid85){
const _errs512 = errors;
if(errors === _errs512){
if(typeof data176 === "string"){
if(!pattern1.test(data176)){
const err188 = {instancePath:instancePath+"/stateStore/commandTimeout",schemaPath:"#/properties/stateStore/properties/commandTimeout/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
}
else {
const err189 = {instancePath:instancePath+"/stateStore/commandTimeout",schemaPath:"#/properties/stateStore/properties/commandTimeout/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
}
var _valid31 = _errs512 === errors;
valid85 = valid85 || _valid31;
}
if(!valid85){
const err190 = {instancePath:instancePath+"/stateStore/commandTimeout",schemaPath:"#/properties/stateStore/properties/commandTimeout/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid83 = _errs508 === errors;
}
else {
var valid83 = true;
}
}
}
}
}
}
}
}
}
var valid0 = _errs493 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.metrics !== undefined){
let data177 = data.metrics;
const _errs514 = errors;
if(errors === _errs514){
if(typeof data177 === "string"){
if(!pattern8.test(data177)){
validate10.errors = [{instancePath:instancePath+"/metrics",schemaPath:"#/properties/metrics/pattern",keyword:"pattern",params:{pattern: "^/[^?#\\s]*$"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/metrics",schemaPath:"#/properties/metrics/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs514 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.tracing !== undefined){
let data178 = data.tracing;
const _errs516 = errors;
if(errors === _errs516){
if(data178 && typeof data178 == "object" && !Array.isArray(data178)){
const _errs518 = errors;
for(const key30 in data178){
if(!(((((key30 === "exporter") || (key30 === "endpoint")) || (key30 === "serviceName")) || (key30 === "sampling")) || (key30 === "headers"))){
validate10.errors = [{instancePath:instancePath+"/tracing",schemaPath:"#/properties/tracing/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key30}}];
return false;
break;
}
}
if(_errs518 === errors){
if(data178.exporter !== undefined){
let data179 = data178.exporter;
const _errs519 = errors;
if(typeof data179 !== "string"){
validate10.errors = [{instancePath:instancePath+"/tracing/exporter",schemaPath:"#/properties/tracing/properties/exporter/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!(data179 === "otlp")){
validate10.errors = [{instancePath:instancePath+"/tracing/exporter",schemaPath:"#/properties/tracing/properties/exporter/enum",keyword:"enum",params:{allowedValues: schema11.properties.tracing.properties.exporter.enum}}];
return false;
}
var valid86 = _errs519 === errors;
}
else {
var valid86 = true;
}
if(valid86){
if(data178.endpoint !== undefined){
const _errs521 = errors;
if(typeof data178.endpoint !== "string"){
validate10.errors = [{instancePath:instancePath+"/tracing/endpoint",schemaPath:"#/properties/tracing/properties/endpoint/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid86 = _errs521 === errors;
}
else {
var valid86 = true;
}
if(valid86){
if(data178.serviceName !== undefined){
let data181 = data178.serviceName;
const _errs523 = errors;
if(errors === _errs523){
if(typeof data181 === "string"){
if(func4(data181) < 1){
validate10.errors = [{instancePath:instancePath+"/tracing/serviceName",schemaPath:"#/properties/tracing/properties/serviceName/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/tracing/serviceName",schemaPath:"#/properties/tracing/properties/serviceName/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid86 = _errs523 === errors;
}
else {
var valid86 = true;
}
if(valid86){
if(data178.sampling !== undefined){
let data182 = data178.sampling;
const _errs525 = errors;
if(errors === _errs525){
if(typeof data182 == "number"){
if(data182 > 1 || isNaN(data182)){
validate10.errors = [{instancePath:instancePath+"/tracing/sampling",schemaPath:"#/properties/tracing/properties/sampling/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1}}];
return false;
}
else {
if(data182 < 0 || isNaN(data182)){
validate10.errors = [{instancePath:instancePath+"/tracing/sampling",schemaPath:"#/properties/tracing/properties/sampling/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/tracing/sampling",schemaPath:"#/properties/tracing/properties/sampling/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid86 = _errs525 === errors;
}
else {
var valid86 = true;
}
if(valid86){
if(data178.headers !== undefined){
let data183 = data178.headers;
const _errs527 = errors;
if(errors === _errs527){
if(data183 && typeof data183 == "object" && !Array.isArray(data183)){
var valid87 = true;
for(const key31 in data183){
if(pattern0.test(key31)){
const _errs529 = errors;
if(typeof data183[key31] !== "string"){
validate10.errors = [{instancePath:instancePath+"/tracing/headers/" + key31.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/tracing/properties/headers/patternProperties/%5E.*%24/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid87 = _errs529 === errors;
if(!valid87){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/tracing/headers",schemaPath:"#/properties/tracing/properties/headers/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid86 = _errs527 === errors;
}
else {
var valid86 = true;
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/tracing",schemaPath:"#/properties/tracing/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs516 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.compression !== undefined){
let data185 = data.compression;
const _errs531 = errors;
if(errors === _errs531){
if(data185 && typeof data185 == "object" && !Array.isArray(data185)){
const _errs533 = errors;
for(const key32 in data185){
if(!((key32 === "threshold") || (key32 === "codings"))){
validate10.errors = [{instancePath:instancePath+"/compression",schemaPath:"#/properties/compression/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key32}}];
return false;
break;
}
}
if(_errs533 === errors){
if(data185.threshold !== undefined){
let data186 = data185.threshold;
const _errs534 = errors;
const _errs535 = errors;
let valid89 = false;
const _errs536 = errors;
if(!((typeof data186 == "number") && (!(data186 % 1) && !isNaN(data186)))){
const err191 = {instancePath:instancePath+"/compression/threshold",schemaPath:"#/properties/compression/properties/threshold/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
if(errors === _errs536){
if(typeof data186 == "number"){
if(data186 < 1 || isNaN(data186)){
const err192 = {instancePath:instancePath+"/compression/threshold",schemaPath:"#/properties/compression/properties/threshold/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
}
}
var _valid32 = _errs536 === errors;
valid89 = valid89 || _valid32;
if(!valid89){
const _errs538 = errors;
if(errors === _errs538){
if(typeof data186 === "string"){
if(!pattern12.test(data186)){
const err193 = {instancePath:instancePath+"/compression/threshold",schemaPath:"#/properties/compression/properties/threshold/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"}};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
}
else {
const err194 = {instancePath:instancePath+"/compression/threshold",schemaPath:"#/properties/compression/properties/threshold/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
}
var _valid32 = _errs538 === errors;
valid89 = valid89 || _valid32;
}
if(!valid89){
const err195 = {instancePath:instancePath+"/compression/threshold",schemaPath:"#/properties/compression/properties/threshold/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid88 = _errs534 === errors;
}
else {
var valid88 = true;
}
if(valid88){
if(data185.codings !== undefined){
let data187 = data185.codings;
const _errs540 = errors;
if(errors === _errs540){
if(Array.isArray(data187)){
if(data187.length < 1){
validate10.errors = [{instancePath:instancePath+"/compression/codings",schemaPath:"#/properties/compression/properties/codings/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid90 = true;
const len23 = data187.length;
for(let i23=0; i23<len23; i23++){
let data188 = data187[i23];
const _errs542 = errors;
if(typeof data188 !== "string"){
validate10.errors = [{instancePath:instancePath+"/compression/codings/" + i23,schemaPath:"#/properties/compression/properties/codings/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!(((data188 === "zstd") || (data188 === "br")) || (data188 === "gzip"))){
validate10.errors = [{instancePath:instancePath+"/compression/codings/" + i23,schemaPath:"#/properties/compression/properties/codings/items/enum",keyword:"enum",params:{allowedValues: schema11.properties.compression.properties.codings.items.enum}}];
return false;
}
var valid90 = _errs542 === errors;
if(!valid90){
break;
}
}
if(valid90){
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
validate10.errors = [{instancePath:instancePath+"/compression/codings",schemaPath:"#/properties/compression/properties/codings/uniqueItems",keyword:"uniqueItems",params:{i: i24, j: j0}}];
return false;
break;
}
indices0[item0] = i24;
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/compression/codings",schemaPath:"#/properties/compression/properties/codings/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid88 = _errs540 === errors;
}
else {
var valid88 = true;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/compression",schemaPath:"#/properties/compression/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs531 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.health !== undefined){
let data189 = data.health;
const _errs544 = errors;
if((!(data189 && typeof data189 == "object" && !Array.isArray(data189))) && (typeof data189 !== "boolean")){
validate10.errors = [{instancePath:instancePath+"/health",schemaPath:"#/properties/health/type",keyword:"type",params:{type: schema11.properties.health.type}}];
return false;
}
const _errs546 = errors;
const _errs547 = errors;
if(true !== data189){
const err196 = {};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
var valid92 = _errs547 === errors;
if(valid92){
validate10.errors = [{instancePath:instancePath+"/health",schemaPath:"#/properties/health/not",keyword:"not",params:{}}];
return false;
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
if(errors === _errs544){
if(data189 && typeof data189 == "object" && !Array.isArray(data189)){
const _errs548 = errors;
for(const key33 in data189){
if(!(((((key33 === "live") || (key33 === "ready")) || (key33 === "upstreams")) || (key33 === "probeTime")) || (key33 === "cacheTime"))){
validate10.errors = [{instancePath:instancePath+"/health",schemaPath:"#/properties/health/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key33}}];
return false;
break;
}
}
if(_errs548 === errors){
if(data189.live !== undefined){
let data190 = data189.live;
const _errs549 = errors;
if(errors === _errs549){
if(typeof data190 === "string"){
if(!pattern8.test(data190)){
validate10.errors = [{instancePath:instancePath+"/health/live",schemaPath:"#/properties/health/properties/live/pattern",keyword:"pattern",params:{pattern: "^/[^?#\\s]*$"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/health/live",schemaPath:"#/properties/health/properties/live/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid93 = _errs549 === errors;
}
else {
var valid93 = true;
}
if(valid93){
if(data189.ready !== undefined){
let data191 = data189.ready;
const _errs551 = errors;
if(errors === _errs551){
if(typeof data191 === "string"){
if(!pattern8.test(data191)){
validate10.errors = [{instancePath:instancePath+"/health/ready",schemaPath:"#/properties/health/properties/ready/pattern",keyword:"pattern",params:{pattern: "^/[^?#\\s]*$"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/health/ready",schemaPath:"#/properties/health/properties/ready/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid93 = _errs551 === errors;
}
else {
var valid93 = true;
}
if(valid93){
if(data189.upstreams !== undefined){
let data192 = data189.upstreams;
const _errs553 = errors;
if(typeof data192 !== "string"){
validate10.errors = [{instancePath:instancePath+"/health/upstreams",schemaPath:"#/properties/health/properties/upstreams/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!(((data192 === "all") || (data192 === "any")) || (data192 === "none"))){
validate10.errors = [{instancePath:instancePath+"/health/upstreams",schemaPath:"#/properties/health/properties/upstreams/enum",keyword:"enum",params:{allowedValues: schema11.properties.health.properties.upstreams.enum}}];
return false;
}
var valid93 = _errs553 === errors;
}
else {
var valid93 = true;
}
if(valid93){
if(data189.probeTime !== undefined){
let data193 = data189.probeTime;
const _errs555 = errors;
const _errs556 = errors;
let valid94 = false;
const _errs557 = errors;
if(!((typeof data193 == "number") && (!(data193 % 1) && !isNaN(data193)))){
const err197 = {instancePath:instancePath+"/health/probeTime",schemaPath:"#/properties/health/properties/probeTime/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
if(errors === _errs557){
if(typeof data193 == "number"){
if(data193 < 1 || isNaN(data193)){
const err198 = {instancePath:instancePath+"/health/probeTime",schemaPath:"#/properties/health/properties/probeTime/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
}
}
var _valid33 = _errs557 === errors;
valid94 = valid94 || _valid33;
if(!valid94){
const _errs559 = errors;
if(errors === _errs559){
if(typeof data193 === "string"){
if(!pattern1.test(data193)){
const err199 = {instancePath:instancePath+"/health/probeTime",schemaPath:"#/properties/health/properties/probeTime/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}};
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
const err200 = {instancePath:instancePath+"/health/probeTime",schemaPath:"#/properties/health/properties/probeTime/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
}
var _valid33 = _errs559 === errors;
valid94 = valid94 || _valid33;
}
if(!valid94){
const err201 = {instancePath:instancePath+"/health/probeTime",schemaPath:"#/properties/health/properties/probeTime/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid93 = _errs555 === errors;
}
else {
var valid93 = true;
}
if(valid93){
if(data189.cacheTime !== undefined){
let data194 = data189.cacheTime;
const _errs561 = errors;
const _errs562 = errors;
let valid95 = false;
const _errs563 = errors;
if(!((typeof data194 == "number") && (!(data194 % 1) && !isNaN(data194)))){
const err202 = {instancePath:instancePath+"/health/cacheTime",schemaPath:"#/properties/health/properties/cacheTime/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
if(errors === _errs563){
if(typeof data194 == "number"){
if(data194 < 1 || isNaN(data194)){
const err203 = {instancePath:instancePath+"/health/cacheTime",schemaPath:"#/properties/health/properties/cacheTime/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
}
}
var _valid34 = _errs563 === errors;
valid95 = valid95 || _valid34;
if(!valid95){
const _errs565 = errors;
if(errors === _errs565){
if(typeof data194 === "string"){
if(!pattern1.test(data194)){
const err204 = {instancePath:instancePath+"/health/cacheTime",schemaPath:"#/properties/health/properties/cacheTime/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}};
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
const err205 = {instancePath:instancePath+"/health/cacheTime",schemaPath:"#/properties/health/properties/cacheTime/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
}
var _valid34 = _errs565 === errors;
valid95 = valid95 || _valid34;
}
if(!valid95){
const err206 = {instancePath:instancePath+"/health/cacheTime",schemaPath:"#/properties/health/properties/cacheTime/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid93 = _errs561 === errors;
}
else {
var valid93 = true;
}
}
}
}
}
}
}
}
var valid0 = _errs544 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.admin !== undefined){
const _errs567 = errors;
if(typeof data.admin !== "string"){
validate10.errors = [{instancePath:instancePath+"/admin",schemaPath:"#/properties/admin/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs567 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.openapi !== undefined){
let data196 = data.openapi;
const _errs569 = errors;
if(errors === _errs569){
if(typeof data196 === "string"){
if(!pattern8.test(data196)){
validate10.errors = [{instancePath:instancePath+"/openapi",schemaPath:"#/properties/openapi/pattern",keyword:"pattern",params:{pattern: "^/[^?#\\s]*$"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/openapi",schemaPath:"#/properties/openapi/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs569 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.console !== undefined){
let data197 = data.console;
const _errs571 = errors;
if((typeof data197 !== "boolean") && (!(data197 && typeof data197 == "object" && !Array.isArray(data197)))){
validate10.errors = [{instancePath:instancePath+"/console",schemaPath:"#/properties/console/type",keyword:"type",params:{type: schema11.properties.console.type}}];
return false;
}
if(errors === _errs571){
if(data197 && typeof data197 == "object" && !Array.isArray(data197)){
const _errs573 = errors;
for(const key34 in data197){
if(!(((((key34 === "path") || (key34 === "token")) || (key34 === "batches")) || (key34 === "bytes")) || (key34 === "bodyBytes"))){
validate10.errors = [{instancePath:instancePath+"/console",schemaPath:"#/properties/console/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key34}}];
return false;
break;
}
}
if(_errs573 === errors){
if(data197.path !== undefined){
let data198 = data197.path;
const _errs574 = errors;
if(errors === _errs574){
if(typeof data198 === "string"){
if(!pattern40.test(data198)){
validate10.errors = [{instancePath:instancePath+"/console/path",schemaPath:"#/properties/console/properties/path/pattern",keyword:"pattern",params:{pattern: "^/[^?#\\s]*[^/?#\\s]$"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/console/path",schemaPath:"#/properties/console/properties/path/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid96 = _errs574 === errors;
}
else {
var valid96 = true;
}
if(valid96){
if(data197.token !== undefined){
let data199 = data197.token;
const _errs576 = errors;
if(errors === _errs576){
if(typeof data199 === "string"){
if(func4(data199) < 16){
validate10.errors = [{instancePath:instancePath+"/console/token",schemaPath:"#/properties/console/properties/token/minLength",keyword:"minLength",params:{limit: 16}}];
return false;
}
else {
if(!pattern41.test(data199)){
validate10.errors = [{instancePath:instancePath+"/console/token",schemaPath:"#/properties/console/properties/token/pattern",keyword:"pattern",params:{pattern: "^[\\w.~+=-]+$"}}];
return false;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/console/token",schemaPath:"#/properties/console/properties/token/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid96 = _errs576 === errors;
}
else {
var valid96 = true;
}
if(valid96){
if(data197.batches !== undefined){
let data200 = data197.batches;
const _errs578 = errors;
if(!((typeof data200 == "number") && (!(data200 % 1) && !isNaN(data200)))){
validate10.errors = [{instancePath:instancePath+"/console/batches",schemaPath:"#/properties/console/properties/batches/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs578){
if(typeof data200 == "number"){
if(data200 < 1 || isNaN(data200)){
validate10.errors = [{instancePath:instancePath+"/console/batches",schemaPath:"#/properties/console/properties/batches/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid96 = _errs578 === errors;
}
else {
var valid96 = true;
}
if(valid96){
if(data197.bytes !== undefined){
let data201 = data197.bytes;
const _errs580 = errors;
const _errs581 = errors;
let valid97 = false;
const _errs582 = errors;
if(!((typeof data201 == "number") && (!(data201 % 1) && !isNaN(data201)))){
const err207 = {instancePath:instancePath+"/console/bytes",schemaPath:"#/properties/console/properties/bytes/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
if(errors === _errs582){
if(typeof data201 == "number"){
if(data201 < 1 || isNaN(data201)){
const err208 = {instancePath:instancePath+"/console/bytes",schemaPath:"#/properties/console/properties/bytes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
}
}
var _valid35 = _errs582 === errors;
valid97 = valid97 || _valid35;
if(!valid97){
const _errs584 = errors;
if(errors === _errs584){
if(typeof data201 === "string"){
if(!pattern12.test(data201)){
const err209 = {instancePath:instancePath+"/console/bytes",schemaPath:"#/properties/console/properties/bytes/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"}};
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
const err210 = {instancePath:instancePath+"/console/bytes",schemaPath:"#/properties/console/properties/bytes/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
}
var _valid35 = _errs584 === errors;
valid97 = valid97 || _valid35;
}
if(!valid97){
const err211 = {instancePath:instancePath+"/console/bytes",schemaPath:"#/properties/console/properties/bytes/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid96 = _errs580 === errors;
}
else {
var valid96 = true;
}
if(valid96){
if(data197.bodyBytes !== undefined){
let data202 = data197.bodyBytes;
const _errs586 = errors;
const _errs587 = errors;
let valid98 = false;
const _errs588 = errors;
if(!((typeof data202 == "number") && (!(data202 % 1) && !isNaN(data202)))){
const err212 = {instancePath:instancePath+"/console/bodyBytes",schemaPath:"#/properties/console/properties/bodyBytes/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
if(errors === _errs588){
if(typeof data202 == "number"){
if(data202 < 1 || isNaN(data202)){
const err213 = {instancePath:instancePath+"/console/bodyBytes",schemaPath:"#/properties/console/properties/bodyBytes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
}
}
var _valid36 = _errs588 === errors;
valid98 = valid98 || _valid36;
if(!valid98){
const _errs590 = errors;
if(errors === _errs590){
if(typeof data202 === "string"){
if(!pattern12.test(data202)){
const err214 = {instancePath:instancePath+"/console/bodyBytes",schemaPath:"#/properties/console/properties/bodyBytes/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"}};
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
const err215 = {instancePath:instancePath+"/console/bodyBytes",schemaPath:"#/properties/console/properties/bodyBytes/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
}
var _valid36 = _errs590 === errors;
valid98 = valid98 || _valid36;
}
if(!valid98){
const err216 = {instancePath:instancePath+"/console/bodyBytes",schemaPath:"#/properties/console/properties/bodyBytes/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid96 = _errs586 === errors;
}
else {
var valid96 = true;
}
}
}
}
}
}
}
}
var valid0 = _errs571 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.budget !== undefined){
let data203 = data.budget;
const _errs592 = errors;
const _errs593 = errors;
let valid99 = false;
const _errs594 = errors;
if(!((typeof data203 == "number") && (!(data203 % 1) && !isNaN(data203)))){
const err217 = {instancePath:instancePath+"/budget",schemaPath:"#/properties/budget/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
if(errors === _errs594){
if(typeof data203 == "number"){
if(data203 < 1 || isNaN(data203)){
const err218 = {instancePath:instancePath+"/budget",schemaPath:"#/properties/budget/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
}
}
var _valid37 = _errs594 === errors;
valid99 = valid99 || _valid37;
if(!valid99){
const _errs596 = errors;
if(errors === _errs596){
if(typeof data203 === "string"){
if(!pattern12.test(data203)){
const err219 = {instancePath:instancePath+"/budget",schemaPath:"#/properties/budget/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$"}};
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
const err220 = {instancePath:instancePath+"/budget",schemaPath:"#/properties/budget/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
}
var _valid37 = _errs596 === errors;
valid99 = valid99 || _valid37;
}
if(!valid99){
const err221 = {instancePath:instancePath+"/budget",schemaPath:"#/properties/budget/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid0 = _errs592 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.shutdownTime !== undefined){
let data204 = data.shutdownTime;
const _errs598 = errors;
const _errs599 = errors;
let valid100 = false;
const _errs600 = errors;
if(!((typeof data204 == "number") && (!(data204 % 1) && !isNaN(data204)))){
const err222 = {instancePath:instancePath+"/shutdownTime",schemaPath:"#/properties/shutdownTime/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
if(errors === _errs600){
if(typeof data204 == "number"){
if(data204 < 1 || isNaN(data204)){
const err223 = {instancePath:instancePath+"/shutdownTime",schemaPath:"#/properties/shutdownTime/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
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
var _valid38 = _errs600 === errors;
valid100 = valid100 || _valid38;
if(!valid100){
const _errs602 = errors;
if(errors === _errs602){
if(typeof data204 === "string"){
if(!pattern1.test(data204)){
const err224 = {instancePath:instancePath+"/shutdownTime",schemaPath:"#/properties/shutdownTime/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
}
else {
const err225 = {instancePath:instancePath+"/shutdownTime",schemaPath:"#/properties/shutdownTime/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
}
}
var _valid38 = _errs602 === errors;
valid100 = valid100 || _valid38;
}
if(!valid100){
const err226 = {instancePath:instancePath+"/shutdownTime",schemaPath:"#/properties/shutdownTime/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid0 = _errs598 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.shutdownDelay !== undefined){
let data205 = data.shutdownDelay;
const _errs604 = errors;
const _errs605 = errors;
let valid101 = false;
const _errs606 = errors;
if(!((typeof data205 == "number") && (!(data205 % 1) && !isNaN(data205)))){
const err227 = {instancePath:instancePath+"/shutdownDelay",schemaPath:"#/properties/shutdownDelay/anyOf/0/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
if(errors === _errs606){
if(typeof data205 == "number"){
if(data205 < 1 || isNaN(data205)){
const err228 = {instancePath:instancePath+"/shutdownDelay",schemaPath:"#/properties/shutdownDelay/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err228];
}
else {
vErrors.push(err228);
}
errors++;
}
}
}
var _valid39 = _errs606 === errors;
valid101 = valid101 || _valid39;
if(!valid101){
const _errs608 = errors;
if(errors === _errs608){
if(typeof data205 === "string"){
if(!pattern1.test(data205)){
const err229 = {instancePath:instancePath+"/shutdownDelay",schemaPath:"#/properties/shutdownDelay/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?(ms|s|m)$"}};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
}
else {
const err230 = {instancePath:instancePath+"/shutdownDelay",schemaPath:"#/properties/shutdownDelay/anyOf/1/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err230];
}
else {
vErrors.push(err230);
}
errors++;
}
}
var _valid39 = _errs608 === errors;
valid101 = valid101 || _valid39;
}
if(!valid101){
const err231 = {instancePath:instancePath+"/shutdownDelay",schemaPath:"#/properties/shutdownDelay/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err231];
}
else {
vErrors.push(err231);
}
errors++;
validate10.errors = vErrors;
return false;
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
var valid0 = _errs604 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.logLevel !== undefined){
let data206 = data.logLevel;
const _errs610 = errors;
if(typeof data206 !== "string"){
validate10.errors = [{instancePath:instancePath+"/logLevel",schemaPath:"#/properties/logLevel/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!(((((((data206 === "fatal") || (data206 === "error")) || (data206 === "warn")) || (data206 === "info")) || (data206 === "debug")) || (data206 === "trace")) || (data206 === "silent"))){
validate10.errors = [{instancePath:instancePath+"/logLevel",schemaPath:"#/properties/logLevel/enum",keyword:"enum",params:{allowedValues: schema11.properties.logLevel.enum}}];
return false;
}
var valid0 = _errs610 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.logFormat !== undefined){
let data207 = data.logFormat;
const _errs612 = errors;
if(typeof data207 !== "string"){
validate10.errors = [{instancePath:instancePath+"/logFormat",schemaPath:"#/properties/logFormat/type",keyword:"type",params:{type: "string"}}];
return false;
}
if(!((data207 === "json") || (data207 === "pretty"))){
validate10.errors = [{instancePath:instancePath+"/logFormat",schemaPath:"#/properties/logFormat/enum",keyword:"enum",params:{allowedValues: schema11.properties.logFormat.enum}}];
return false;
}
var valid0 = _errs612 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate10.errors = vErrors;
return errors === 0;
}

