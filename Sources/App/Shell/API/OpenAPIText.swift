import Domain

extension JSONText {
    static func sorted(_ members: [String: JSONText]) -> JSONText {
        .object(members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }

    static func strings(_ texts: [String]) -> JSONText { .array(texts.map { .string($0) }) }

    static func reference(_ kind: String, _ name: String) -> JSONText {
        .sorted(["$ref": .string("#/components/\(kind)/\(name)")])
    }

    static func content(_ type: String, _ schema: JSONText) -> JSONText {
        .sorted([type: .sorted(["schema": schema])])
    }

    /// All on one line.
    var line: String {
        switch self {
        case .array(let values): "[" + values.map(\.line).joined(separator: ", ") + "]"
        case .object(let pairs): "{" + pairs.map { "\(Self.quote($0.0)): \($0.1.line)" }.joined(separator: ", ") + "}"
        default: text
        }
    }

    /// What fits stands on one line; what does not has a line for each member, two spaces further in. A changed field is one changed line.
    func text(width: Int) -> String { laid(width, indent: "", at: 0) }

    private func laid(_ width: Int, indent: String, at column: Int) -> String {
        let inner = indent + "  "
        let line = line
        // With the comma behind it.
        if column + line.count < width { return line }
        switch self {
        case .array(let values):
            let lines = values.map { inner + $0.laid(width, indent: inner, at: inner.count) }
            return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
        case .object(let pairs):
            let lines = pairs.map { name, value in
                let begin = "\(inner)\(Self.quote(name)): "
                return begin + value.laid(width, indent: inner, at: begin.count)
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        default: return line
        }
    }
}
