/// The routing table as text, for `roundtable routes` and `docs/routes.txt`.
extension Routes {
    /// One line for each route, in the order of the table: method, pattern and permission, in columns.
    public static func listing() -> String {
        let rows = all.map { (method: $0.method.rawValue, pattern: $0.pattern, permission: "\($0.permission)") }
        let width = rows.map(\.pattern.count).max() ?? 0
        return rows.map { row in
            padded(row.method, 7) + padded(row.pattern, width + 2) + row.permission + "\n"
        }.joined()
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
