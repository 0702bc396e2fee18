import Domain
import Storage
import Web

/// The meeting on paper: by item of its agenda the minutes, what was decided and who said what of it, and who does what.
struct MeetingDocument {
    let document: Document

    init(_ meeting: MeetingReading, _ reading: any Reading) throws {
        let event = meeting.event
        let names = try DirectoryNames(reading)
        let minutes = Dictionary(
            try CardStore(reading).cards(of: event.id).values.sorted { $0.id < $1.id }.map { ($0.place, $0) },
            uniquingKeysWith: { first, _ in first })
        var marking = meeting.items.reduce(event.marking) { TLP.stricter($0, $1.block.marking(in: event.marking)) }
        for action in meeting.items.flatMap(\.actions) { marking = TLP.stricter(marking, action.marking) }
        var document = Document(
            title: event.title, kind: L("Record of the meeting").string(), marking: marking,
            language: Language.current.rawValue)
        document.facts = [
            .init(L("Programme"), try ProgrammeStore(reading).programme(event.programme).title),
            .init(L("When"), DateText.span(event.startsOn, event.endsOn)), .init(L("Place"), event.place),
        ]
        document.note = [.meaning(of: marking)]
        document.startsChaptersOnPages = false
        document.blocks = meeting.items.enumerated().flatMap { place, item -> [Document.Block] in
            let id = "item\(place + 1)"
            var blocks: [Document.Block] = [.heading(1, id: id, [.text(item.block.title)])]
            if let card = minutes[.minutes(item.id)], !card.text.isEmpty {
                let text = MarkdownReader.blocks(card.text, level: 2, prefix: "\(id)-minutes")
                blocks.append(.foreign(text, language: card.language))
            }
            for decision in item.decisions { blocks += Self.decision(decision, names) }
            if !item.actions.isEmpty { blocks.append(Self.actions(item.actions, meeting)) }
            return blocks
        }
        self.document = document
    }

    private static func decision(_ decision: MeetingDecisionRecord, _ names: DirectoryNames) -> [Document.Block] {
        let held = decision.held
        let agreed = held.count { $0.stance == .agree }
        let said = held.filter { $0.stance == .reserve || !$0.words.isEmpty || $0.state == .provisional }
        var blocks: [Document.Block] = [
            .paragraph([.strong([.text(L("Decision").string())])]),
            .foreign([.paragraph([.text(decision.fields.text)])], language: decision.fields.language),
            .paragraph(L("agreed by \(agreed) of \(held.count)")),
        ]
        if !said.isEmpty {
            blocks.append(
                .list(
                    said.map { stand in
                        let state = stand.state == .provisional ? " (\(stand.state.label.string()))" : ""
                        let words = stand.words.isEmpty ? "" : ": \(stand.words)"
                        let name = names.country(stand.country) ?? stand.country
                        return [.text("\(name) · \(stand.stance.label.string())\(state)\(words)")]
                    }))
        }
        return blocks
    }

    private static func actions(_ actions: [ActionRecord], _ meeting: MeetingReading) -> Document.Block {
        .table(
            Document.Table(
                caption: L("Actions").string(),
                columns: [
                    .init(L("Action"), weight: 3), .init(L("Owner"), weight: 1.4), .init(L("Due"), weight: 1.1),
                    .init(L("State"), weight: 1),
                ],
                rows: actions.map { action in
                    [
                        [.foreign([.text(action.title)], language: action.fields.language)],
                        [.text(meeting.actionWords.owner(action.owner).string())],
                        [.text(action.dueOn.isEmpty ? "–" : DateText.day(action.dueOn))],
                        [.text(meeting.standing(action).label.string())],
                    ]
                }))
    }
}

/// The meeting as a file: `report.docx`.
enum MeetingFiles {
    static func answer(_ visit: Visit, _ event: Event.ID, _ name: String) async throws -> Answer {
        let parts = name.split(separator: ".").map(String.init)
        guard parts.count == 2, parts[0] == "report", let format = Document.Format(rawValue: parts[1]) else {
            throw Refusal.notFound
        }
        let document = try await visit.read { reading in
            try MeetingDocument(MeetingReading(visit, event, reading), reading).document
        }
        guard !format.programs.isEmpty else {
            return .download(try await document.file(format), type: format.mediaType, name: "meeting.\(parts[1])")
        }
        try visit.services.limits.exports.check(visit.visitor.journalName ?? "", now: visit.now)
        let bytes = try await visit.services.limits.conversions.pass(busy: .conversionsBusy) {
            try await document.file(format)
        }
        return .download(bytes, type: format.mediaType, name: "meeting.\(parts[1])")
    }
}
