import { Controller, Get, Module, Param } from '@nestjs/common'

/** An app of one controller, for the examples of NestJS. */
// oxlint-disable-next-line typescript/no-extraneous-class -- modules of NestJS are such classes
export class AppModule {}

class OrdersController {
  find(id: string): { readonly id: string; readonly total: number } {
    return { id, total: 1234.5 }
  }
}

// Node runs this file as it stands, and takes no decorators: they are called by hand.
Param('id')(OrdersController.prototype, 'find', 0)
const find = Object.getOwnPropertyDescriptor(OrdersController.prototype, 'find')
if (find !== undefined) Get(':id')(OrdersController.prototype, 'find', find)
Controller('api/v1/orders')(OrdersController)
Module({ controllers: [OrdersController] })(AppModule)
