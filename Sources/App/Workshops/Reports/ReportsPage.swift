import Domain
import Markup
import Storage
import Web

/// The tab "Reports" of an event: what there is, one button for each format, and what is missing for it.
struct ReportsPage {
    struct State: Sendable {
        let issues: Int
        let revealed: Int
        let sealed: Int
        let guide: WorkshopRecord.GuideFacts?
        /// Who took part, and who of them agreed to be named.
        let took: Int
        let named: Int
        /// What keeps the guide from leaving the room, by name.
        let obstacles: [Message]

        init(_ event: Event.ID, _ reading: any Reading) throws {
            let store = ReportStore(reading)
            issues = try IssueStore(reading).counts(of: event).values.map(\.contributed).reduce(0, +)
            let rounds = try RoundStore(reading).rounds(of: event)
            revealed = rounds.count { $0.state == .revealed }
            sealed = rounds.count { $0.state == .closed || $0.state == .open }
            guide = try store.guide(event)
            let voices = try EventStore(reading).participants(of: event).filter(\.isVoice)
            (took, named) = (voices.count, voices.count { $0.namingAgreedAt != nil })
            obstacles = try Self.obstacles(event, reading)
        }

        private static func obstacles(_ event: Event.ID, _ reading: any Reading) throws -> [Message] {
            guard let document = try GuideStore(reading).document(of: event, in: Language.current.rawValue) else {
                return []
            }
            do {
                try GuideRelease.check(document)
                return []
            } catch let refusal as Refusal {
                return [refusal.title] + refusal.fields.sorted { $0.key < $1.key }.map(\.value)
            }
        }
    }

    let frame: EventFrame
    let state: State
    /// What would be blank in the PDF of report and guide.
    let blanks: [ReportKind: [Message]]

    init(_ frame: EventFrame, state: State, blanks: [ReportKind: [Message]] = [:]) {
        self.frame = frame
        self.state = state
        self.blanks = blanks
    }

    private var event: Event.ID { frame.event.id }

    var answer: Answer {
        let layout = frame.layout(
            L("Reports"), path: Paths.reports(event), tab: EventTab.results.id,
            between: [.init(EventTab.results.label, Paths.eventResults(event))])
        return .html(
            layout.document(
                """
                <div class="head"><h1>\(L("Reports"))</h1></div>\
                <div class="deck">\(report)\(guide)\(tables)\(ReportCards.features.html { $0.card(of: frame) })</div>
                """))
    }

    // MARK: The three files

    private var report: HTML {
        let names: HTML =
            frame.allows(.organise)
            ? """
            <fieldset class="options"><legend>\(L("Names"))</legend><label><input type="checkbox" name="names" value="agreed"> \
            \(L("Name those who agreed to be named (\(state.named) of \(state.took))"))</label></fieldset>
            """ : .empty
        return section(
            "report", L("Report of the workshop"),
            L(
                "What was done, by whom and with what result, made without writing a line. It names nobody unless you say so."
            ),
            missing: reportNotes, choices: names, .report)
    }

    private var reportNotes: [Message] {
        var notes: [Message] = []
        if state.issues == 0 { notes.append(L("There are no issues yet: the report will be short.")) }
        if state.revealed == 0 { notes.append(L("No vote has been revealed yet.")) }
        if state.sealed > 0 {
            notes.append(
                L(
                    state.sealed, one: "\(state.sealed) vote is not revealed and stays out of the report.",
                    other: "\(state.sealed) votes are not revealed and stay out of the report."))
        }
        return notes
    }

    private var guide: HTML {
        guard let guide = state.guide else {
            return """
                <section class="sheet-card" id="guide"><h2>\(L("Guide"))</h2><p class="muted">\(L("This event has no guide yet."))</p></section>
                """
        }
        let title: HTML =
            "<span lang=\"\(guide.language)\" dir=\"auto\">\(guide.title)</span> \(TLP.chip(guide.marking))"
        return section(
            "guide", L("Guide"), L("\(title) · \(ReportLabels.guideState(guide.state))"),
            missing: guide.state == "final" ? [] : [L("It is not final: participants cannot get it yet.")],
            choices: obstacles, .guide)
    }

    private var obstacles: HTML {
        guard let first = state.obstacles.first else { return .empty }
        // With one item the sentence names it already.
        let items = state.obstacles.count > 2 ? Array(state.obstacles.dropFirst()) : []
        return """
            <div class="notice warn" role="status"><p><b>\(first)</b> \(L("The guide cannot be made as a file before this is changed."))</p>\
            \(items.isEmpty ? .empty : "<ul>\(items.html { "<li>\($0)</li>" })</ul>" as HTML)</div>
            """
    }

    private var tables: HTML {
        section(
            "tables", L("Data tables"),
            L(
                "Participants counted, issues, votes in three readings, aspects, interventions and decisions, in one workbook."
            ),
            missing: [], choices: .empty, .tables)
    }

    private func section(
        _ id: String, _ title: Message, _ text: Message, missing: [Message], choices: HTML, _ kind: ReportKind
    ) -> HTML {
        let notes: HTML = missing.isEmpty ? .empty : "<ul class=\"hint\">\(missing.html { "<li>\($0)</li>" })</ul>"
        let absent = unavailable(kind)
        return """
            <section class="sheet-card" id="\(id)"><h2>\(title)</h2><p>\(text)</p>\(notes)\
            <form class="form" id="make-\(id)" method="get" action="\(Paths.reports(event))">\(choices)\
            <div class="actions">\(kind.formats.html { button(kind, $0, isDisabled: absent.formats.contains($0)) })</div></form>\
            \(absent.words.html { "<p class=\"hint\">\($0)</p>" })\(blank(kind))</section>
            """
    }

    private func blank(_ kind: ReportKind) -> HTML {
        guard let words = blanks[kind], let first = words.first, let last = words.last else { return .empty }
        return """
            <div class="notice warn" role="status"><p><b>\(first)</b></p><ul>\(words.dropFirst().dropLast().html { "<li dir=\"auto\">\($0)</li>" })</ul>\
            <p>\(last)</p></div>
            """
    }

    private func button(_ kind: ReportKind, _ format: String, isDisabled: Bool) -> HTML {
        """
        <button formaction="\(Paths.report(event, ReportFile(kind, format).name))"\("disabled", when: isDisabled)>\
        \(Icon.svg("download")) \(Self.label(format))</button>
        """
    }

    private static func label(_ format: String) -> Message {
        switch format {
        case "docx": L("Word (DOCX)")
        case "odt": L("OpenDocument (ODT)")
        case "pdf": L("PDF")
        case "html": L("HTML, one file")
        case "md": L("Markdown")
        case "xlsx": L("Excel (XLSX)")
        default: .verbatim(format.uppercased())
        }
    }

    /// What this server has no program for.
    private func unavailable(_ kind: ReportKind) -> (formats: Set<String>, words: [Message]) {
        var formats: Set<String> = []
        var missing: [String: Program] = [:]
        for format in kind.formats.compactMap(Document.Format.init(rawValue:)) {
            for program in format.programs where program.find() == nil {
                formats.insert(format.rawValue)
                missing[program.name] = program
            }
        }
        let words = missing.values.sorted { $0.name < $1.name }.map { program in
            L(
                "\(program.name) is missing on this server: its administrator can install the Debian package \(program.package)."
            )
        }
        return (formats, words)
    }
}

/// A feature with something to take away from an event, as a card beside the reports, which do not know it.
protocol ReportCardFeature: Feature {
    /// A section with the class `sheet-card`; nothing for whom it is not.
    static func card(of frame: EventFrame) -> HTML
}

enum ReportCards {
    static let features: [any ReportCardFeature.Type] = Features.all { $0 as? any ReportCardFeature.Type }
}
