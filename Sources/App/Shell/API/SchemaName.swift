import Domain

/// A type that says itself what its schema is called: one that holds another.
protocol NamedType { static var schemaName: String { get } }

/// What the description calls the schema of a type. The name follows from the type, so that it changes only with it:
/// `EventAPI.RoleInput` is `EventRoleInput`, `EventAPI.EventBody` is `Event`, `RoundRecord.State` is `RoundState`.
enum SchemaName {
    private static let layers = ["API", "Routes", "Operations", "Store", "Record", "Fields"]

    static func of(_ type: Any.Type) -> String {
        if let named = type as? any NamedType.Type { return named.schemaName }
        // The module goes, and what the compiler writes in place of a private type's file.
        let parts = String(reflecting: type).split(separator: ".").dropFirst().filter { !$0.hasPrefix("(") }
        let outer = parts.dropLast().map { without(layers, String($0)) }
        let last = without(["Body", "Fields", "Record"], parts.last.map { String($0) } ?? "")
        // What the outer name says already is not said twice.
        return (outer + [last]).reduce("") { name, part in
            if part.hasPrefix(name) { part } else if name.hasSuffix(part) { name } else { name + part }
        }
    }

    private static func without(_ endings: [String], _ name: String) -> String {
        guard let ending = endings.first(where: { name.hasSuffix($0) && name != $0 }) else { return name }
        return String(name.dropLast(ending.count))
    }
}
