/** How the schema of the configuration is read. */
export const schemaOptions = { allowUnionTypes: true, strict: false } as const
