import Domain
import Web

/// What an inject takes over of an alert.
struct AlertDraft: Sendable {
    struct Text: Sendable {
        let language: String
        let subject: String
        let body: String
        /// What is no text.
        let columns: [String: String]
    }

    let texts: [Text]
    /// For controllers: from where it came, under which name.
    let note: String

    init(_ read: AlertRead) {
        texts = read.infos.map { info in
            let subject = Self.headline(info)
            let body = [Self.plain(info.description), Self.plain(info.instruction)].filter { !$0.isEmpty }.joined(
                separator: "\n\n")
            return Text(
                language: info.language, subject: String(subject.prefix(300)).trimmed,
                body: String((body.isEmpty ? subject : body).prefix(10_000)).trimmed, columns: Self.columns(info))
        }
        let names = [read.identifier, read.sender, read.sent, read.infos.first?.sender ?? ""]
        note = names.filter { !$0.isEmpty }.map { String(FieldCheck.line($0.prefix(400))) }.joined(separator: "\n")
    }

    private static func headline(_ info: AlertRead.Info) -> String {
        let text = FieldCheck.line(info.headline.isEmpty ? info.event : info.headline)
        let mark = ExerciseMark.title("")
        return text.hasPrefix(mark) ? String(text.dropFirst(mark.count)).trimmed : text
    }

    /// Without the lines of the mark, which each paper carries by itself.
    private static func plain(_ text: String) -> String {
        FieldCheck.lines(text).split(separator: "\n", omittingEmptySubsequences: false).filter {
            !$0.hasPrefix(ExerciseMark.call)
        }.joined(separator: "\n").trimmed
    }

    private static func columns(_ info: AlertRead.Info) -> [String: String] {
        let told: [(ExerciseAlert.Column, String)] = [
            (.category, info.category), (.event, info.event), (.urgency, info.urgency), (.severity, info.severity),
            (.certainty, info.certainty), (.area, info.area), (.polygon, info.polygon), (.circle, info.circle),
        ]
        var values: [String: String] = [:]
        for (column, value) in told where !value.isEmpty {
            values[column.rawValue] = String(FieldCheck.line(value).prefix(4_000)).trimmed
        }
        return values
    }
}
