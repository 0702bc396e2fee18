extension [Migration] {
    /// The statements of the whole schema as one engine gets them, for `docs/schema.sql`: first the storage's own tables, then
    /// these steps, each under its name.
    public func schemaText(for engine: Engine) throws -> String {
        try (StorageSchema.migrations + self).map { migration in
            let statements = try migration.statements(for: engine).map { try RenderedSQL($0, for: engine).text + ";\n" }
            return "-- \(migration.id)\n" + statements.joined()
        }.joined(separator: "\n")
    }
}
