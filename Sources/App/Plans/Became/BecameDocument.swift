import Domain
import Markup
import Storage
import Web

/// What became of an event, on paper: as whoever takes it away may see it.
struct BecameDocument {
    let document: Document
    /// Of a kind.
    private static let most = 100

    init(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
        let record = try EventStore(reading).event(event)
        let became = try Became(event, programme: record.programme, visit, reading)
        let words = ThreadWords(names: try DirectoryNames(reading))
        let programme = try ProgrammeStore(reading).programme(record.programme)
        // It holds what the programme's plans say, too: read by whoever may, so marked as the stricter of both, and for members.
        let isPlanned = became.counts.contains { $0.items > 0 && Self.planned.contains($0.step) }
        let marking = isPlanned ? TLP.stricter(record.marking, "AMBER") : record.marking
        var document = Document(
            title: record.title, kind: L("What became of it").string(), marking: marking,
            language: Language.current.rawValue)
        document.facts = [
            .init(L("Programme"), programme.title), .init(L("When"), DateText.span(record.startsOn, record.endsOn)),
            .init(L("As of"), DateText.day(CalendarDate.today(visit.now))),
        ]
        document.note = [.meaning(of: marking)]
        document.startsChaptersOnPages = false
        document.blocks =
            [.paragraph(BecamePage.sentence(became)), .heading(1, id: "numbers", L("In numbers")), Self.numbers(became)]
            + Self.arrived(became, words) + Self.standing(became, words)
        self.document = document
    }

    private static let planned: Set<BecameStep> = [
        .risks, .priorities, .ideas, .projects, .results, .actions, .agreed, .done, .proven,
    ]

    private static func numbers(_ became: Became) -> Document.Block {
        .table(
            Document.Table(
                caption: L("In numbers").string(),
                columns: [(L("Step"), 3.0), (L("How many"), 1), (L("Of issues"), 1)].map {
                    Document.Table.Column($0.0, weight: $0.1)
                },
                rows: became.counts.map { count in
                    [
                        count.step.label.string(), String(count.items),
                        L("\(count.issues) of \(became.issues)").string(),
                    ].map { [.text($0)] }
                }))
    }

    private static func arrived(_ became: Became, _ words: ThreadWords) -> [Document.Block] {
        guard !became.arrived.isEmpty else { return [] }
        let lines = became.arrived.prefix(most).map { item -> [Document.Inline] in
            [.text("\(words.kind(item.kind).string()): \(words.title(item))")]
        }
        return [.heading(1, id: "arrived", L("Where it has arrived")), .list(lines)]
    }

    private static func standing(_ became: Became, _ words: ThreadWords) -> [Document.Block] {
        guard !became.standing.isEmpty else { return [] }
        return [.heading(1, id: "standing", L("What stands still"))]
            + became.standing.flatMap { kind, items -> [Document.Block] in
                var lines = items.prefix(most).map { item -> [Document.Inline] in
                    let ending = became.book.ending(of: item.id).map { words.ending($0).string() } ?? ""
                    return [.text("\(words.title(item)) – \(ending)")]
                }
                let rest = items.count - lines.count
                if rest > 0 { lines.append([.text(L(rest, one: "and \(rest) more", other: "and \(rest) more").string())]) }
                return [.heading(2, id: "standing-\(kind.rawValue)", words.kinds(kind)), .list(lines)]
            }
    }

    /// `report.pdf`
    static func answer(_ visit: Visit, _ event: Event.ID, _ name: String) async throws -> Answer {
        let parts = name.split(separator: ".").map(String.init)
        guard parts.count == 2, parts[0] == "report", let format = Document.Format(rawValue: parts[1]) else {
            throw Refusal.notFound
        }
        let document = try await visit.read { try BecameDocument(visit, event, $0).document }
        let bytes: [UInt8]
        if format.programs.isEmpty {
            bytes = try await document.file(format)
        } else {
            try visit.services.limits.exports.check(visit.visitor.journalName ?? "", now: visit.now)
            bytes = try await visit.services.limits.conversions.pass(busy: .conversionsBusy) {
                try await document.file(format)
            }
        }
        return .download(bytes, type: format.mediaType, name: "became.\(parts[1])")
    }
}
