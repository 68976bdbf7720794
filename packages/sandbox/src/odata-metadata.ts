import { membersOf } from './entity-set.ts'
import type { EntitySet } from './entity-set.ts'
import { ODATA_CUSTOMERS, ODATA_ORDERS } from './odata-data.ts'

/** The service's metadata document (OData CSDL XML 4.0). */
export function writeMetadata(): string {
  const customer = writeType(
    ODATA_CUSTOMERS,
    '<NavigationProperty Name="Orders" Type="Collection(Sandbox.Order)" Partner="Customer"/>',
  )
  const order = writeType(
    ODATA_ORDERS,
    '<NavigationProperty Name="Customer" Type="Sandbox.Customer" Partner="Orders"/>',
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices>
<Schema Namespace="Sandbox" xmlns="http://docs.oasis-open.org/odata/ns/edm">
${customer}
${order}
<EntityContainer Name="Container">
<EntitySet Name="Customers" EntityType="Sandbox.Customer"><NavigationPropertyBinding Path="Orders" Target="Orders"/></EntitySet>
<EntitySet Name="Orders" EntityType="Sandbox.Order"><NavigationPropertyBinding Path="Customer" Target="Customers"/></EntitySet>
</EntityContainer>
</Schema>
</edmx:DataServices>
</edmx:Edmx>
`
}

function writeType(set: EntitySet, navigation: string): string {
  const properties = membersOf(set).map((name) => {
    const type = set.table.columns.get(name) === 'text' ? 'Edm.String' : 'Edm.Int64'
    return `<Property Name="${name}" Type="${type}" Nullable="false"/>`
  })
  const key = `<Key><PropertyRef Name="${set.table.key}"/></Key>`
  return `<EntityType Name="${set.type}">${key}${properties.join('')}${navigation}</EntityType>`
}
