import type {
  ArgumentsHost,
  CallHandler,
  CanActivate,
  ExceptionFilter,
  ExecutionContext,
  INestApplication,
  MiddlewareConsumer,
  NestInterceptor,
  PipeTransform,
} from '@nestjs/common'
import {
  BadRequestException,
  Body,
  Catch,
  Controller,
  Delete,
  Get,
  Header,
  Headers,
  HttpCode,
  HttpException,
  Inject,
  Injectable,
  Ip,
  Module,
  Param,
  ParseIntPipe,
  Patch,
  Post,
  Put,
  Query,
  Redirect,
  Scope,
  Sse,
  StreamableFile,
  UseFilters,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common'
import { REQUEST } from '@nestjs/core'
import type { Observable } from 'rxjs'
import { map, of } from 'rxjs'

// Type stripping has no decorators: they are applied by hand, as a compiler would do it.

/** What a handler's request has on both platforms. */
interface AnyRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string | undefined>>
}

class Counter {
  readonly request: AnyRequest
  #count = 0

  constructor(request: AnyRequest) {
    this.request = request
  }

  next(): string {
    this.#count += 1
    return `${this.#count} of ${this.request.headers['x-one'] ?? 'nobody'}`
  }
}
Injectable({ scope: Scope.REQUEST })(Counter)
Inject(REQUEST)(Counter, undefined, 0)

class KnownCaller implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    return context.switchToHttp().getRequest<AnyRequest>().headers['authorization'] === 'ada'
  }
}
Injectable()(KnownCaller)

class Wrapping implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(map((data: unknown) => ({ data })))
  }
}
Injectable()(Wrapping)

class NamePipe implements PipeTransform {
  transform(value: unknown): unknown {
    const named = typeof value === 'object' && value !== null && 'name' in value
    if (!named) throw new BadRequestException({ missing: 'name' })
    return value
  }
}
Injectable()(NamePipe)

class Odd extends Error {}

/** What a filter uses of the response on both platforms. */
interface AnyReply {
  status(code: number): { send(body: unknown): void }
}

class OddFilter implements ExceptionFilter {
  catch(error: Odd, host: ArgumentsHost): void {
    const { url } = host.switchToHttp().getRequest<AnyRequest>()
    host.switchToHttp().getResponse<AnyReply>().status(418).send({ odd: error.message, url })
  }
}
Catch(Odd)(OddFilter)

class Routes {
  readonly counter: Counter

  constructor(counter: Counter) {
    this.counter = counter
  }

  json(): unknown {
    return { a: 'é' }
  }

  text(): string {
    return 'grüße'
  }

  nothing(): void {}

  later(): Promise<unknown> {
    return Promise.resolve([1])
  }

  observable(): Observable<unknown> {
    return of({ seen: true })
  }

  events(): Observable<unknown> {
    return of({ type: 'tick', data: { n: 1 } }, { id: '2', data: 'two' })
  }

  file(): StreamableFile {
    return new StreamableFile(Buffer.from('a,b'), { type: 'text/csv', disposition: 'attachment' })
  }

  item(id: number, query: unknown, one: string | undefined): unknown {
    return { id, query, one }
  }

  echo(body: unknown): unknown {
    return { body }
  }

  named(body: unknown): unknown {
    return body
  }

  ip(ip: string): unknown {
    return { ip }
  }

  redirect(): void {}

  redirectElsewhere(): unknown {
    return { url: '/elsewhere', statusCode: 307 }
  }

  guarded(): string {
    return 'in'
  }

  wrapped(): unknown {
    return [1]
  }

  count(): unknown {
    return [this.counter.next(), this.counter.next()]
  }

  exception(): never {
    throw new HttpException({ reason: 'not so' }, 422)
  }

  odd(): never {
    throw new Odd('odd')
  }

  broken(): Promise<never> {
    return Promise.reject(new Error('secret'))
  }
}

function apply(name: keyof Routes, ...decorators: readonly MethodDecorator[]): void {
  const descriptor = Object.getOwnPropertyDescriptor(Routes.prototype, name) ?? {}
  for (const decorator of decorators) decorator(Routes.prototype, name, descriptor)
}

Inject(Counter)(Routes, undefined, 0)
apply('json', Get('json'), Header('x-one', '1'))
apply('text', Get('text'))
apply('nothing', Delete('nothing'), HttpCode(204))
apply('later', Get('later'), HttpCode(202))
apply('observable', Get('observable'))
apply('events', Sse('events'))
apply('file', Get('file'))
apply('item', Get('items/:id'))
Param('id', ParseIntPipe)(Routes.prototype, 'item', 0)
Query()(Routes.prototype, 'item', 1)
Headers('x-one')(Routes.prototype, 'item', 2)
apply('echo', Post('echo'))
Body()(Routes.prototype, 'echo', 0)
apply('named', Put('named'))
Body(NamePipe)(Routes.prototype, 'named', 0)
apply('ip', Get('ip'))
Ip()(Routes.prototype, 'ip', 0)
apply('redirect', Get('redirect'), Redirect('/api/json', 301))
apply('redirectElsewhere', Get('redirect-elsewhere'), Redirect('/api/json'))
apply('guarded', Patch('guarded'), UseGuards(KnownCaller))
apply('wrapped', Get('wrapped'), UseInterceptors(Wrapping))
apply('count', Get('count'))
apply('exception', Get('exception'))
apply('odd', Get('odd'), UseFilters(OddFilter))
apply('broken', Get('broken'))
Controller('things')(Routes)

/** What a middleware uses of Node's response. */
interface AnyResponse {
  setHeader(name: string, value: string): void
}

/** The module of the tests of NestJS; its routes lie below `/api/things`. */
export class NestModuleOfTests {
  configure(consumer: MiddlewareConsumer): void {
    consumer
      .apply((_request: unknown, response: AnyResponse, next: () => void) => {
        response.setHeader('x-middleware', '1')
        next()
      })
      .forRoutes(Routes)
  }
}
Module({ controllers: [Routes], providers: [Counter] })(NestModuleOfTests)

/** What the tests set for a whole app. */
export function configure(app: INestApplication): void {
  app.setGlobalPrefix('api')
  app.enableCors({ origin: 'https://page.example', credentials: true })
}
