import Domain
import Web

/// What a programme is.
enum ProgrammeKind: String, CaseIterable, Sendable, Codable {
    case initiative, network, project

    var label: Message {
        switch self {
        case .initiative: L("Initiative")
        case .network: L("Network")
        case .project: L("Project")
        }
    }

    static let options: @Sendable () -> [FieldOption] = { ProgrammeKind.allCases.map { ($0.rawValue, $0.label) } }
}

extension ProgrammeRecord {
    var kindOf: ProgrammeKind { ProgrammeKind(rawValue: self.kind) ?? .initiative }

    /// From when to when, as much as is known; nothing where nobody has said.
    var days: Message? {
        switch (self.starts.isEmpty, self.ends.isEmpty) {
        case (true, true): nil
        case (false, true): L("since \(DateText.partial(self.starts))")
        case (true, false): L("until \(DateText.partial(self.ends))")
        case (false, false): .verbatim("\(DateText.partial(self.starts)) – \(DateText.partial(self.ends))")
        }
    }
}

extension Field {
    /// Languages by name or code, with spaces between their codes once it is cleaned.
    static func languages(
        _ column: String, _ path: TextPath<Record>, _ label: Message, hint: Message? = nil, limit: Int
    ) -> Field {
        var field = Field.line(column, path, label, hint: hint, limit: limit)
        field.clean = { [name = field.name] record, check in
            let typed = check.line(name, record[keyPath: path], limit: limit)
            let parts = typed.split { ListMarks.separators.contains($0) || $0 == "/" }.flatMap { part in
                // Codes stand with spaces between, names may have some within.
                Languages.code(String(part).trimmed) == nil ? part.split(separator: " ") : [part]
            }
            let tags = parts.map { FieldCheck.line($0) }.filter { !$0.isEmpty }.map {
                Languages.code($0) ?? $0.lowercased()
            }
            if tags.contains(where: { !Languages.isKnown($0) }) {
                check.fail(name, L("Write languages as names or codes, such as English or en."))
            }
            var seen: Set<String> = []
            record[keyPath: path] = tags.filter { seen.insert($0).inserted }.joined(separator: " ")
        }
        return field
    }
}
