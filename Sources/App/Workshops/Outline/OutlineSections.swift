import Domain
import Markup
import Storage
import Web

/// The words for a statement wherever it stands.
struct StatementView {
    let statement: OutlineStatementRecord
    let reading: StatementReading
    let room: Room

    init(_ statement: OutlineStatementRecord, _ outline: Outline, _ room: Room) {
        self.statement = statement
        self.room = room
        reading =
            outline.readings[statement.id]
            ?? StatementReading(statement, [], sectorOrder: room.names.sectors.map(\.code))
    }

    var title: HTML { title("p") }

    func title(_ element: String, id: String? = nil, classes: String = "title") -> HTML {
        let (open, close) = (HTML(trusted: "<\(element)"), HTML(trusted: "</\(element)>"))
        return """
            \(open) class="\(classes)"\("id", value: id) lang="\(statement.language)" dir="auto">\(statement.text)\(close)
            """
    }

    /// Where it stands, in a word or two.
    var chip: HTML {
        switch statement.state {
        case .agreed: "<span class=\"state good\">\(Icon.svg("check")) \(L("Agreed"))</span>"
        case .dropped: "<span class=\"state\">\(L("Dropped"))</span>"
        case .proposed:
            switch reading.state {
            case .in: "<span class=\"state good\">\(L("Every sector supports it"))</span>"
            case .out: "<span class=\"state bad\">\(L("No sector supports it"))</span>"
            case .open where reading.isDissent:
                "<span class=\"state warn\">\(L("Sectors differ: worth talking about"))</span>"
            case .open: "<span class=\"state open\">\(L("Not decided yet"))</span>"
            case nil: "<span class=\"state\">\(rated)</span>"
            }
        }
    }

    /// "12 of 38 here have rated it"; no fraction where nobody was asked.
    var rated: Message {
        let isAsked = statement.state == .proposed && room.event.stage == .outline
        guard isAsked || reading.answered > 0 else { return L("Nobody has rated it") }
        return L("\(reading.answered) of \(room.voices(with: reading.people)) here have rated it")
    }

    /// The reading in whole sentences, with the sectors that may be shown.
    var sentences: [Message] {
        var parts: [Message] = []
        if reading.ofEarlierWording > 0 {
            parts.append(
                L(
                    reading.ofEarlierWording, one: "\(reading.ofEarlierWording) rating is of the earlier wording.",
                    other: "\(reading.ofEarlierWording) ratings are of the earlier wording."))
        }
        switch reading.state {
        case nil:
            if statement.state == .proposed { parts.append(L("The result is shown from five ratings on.")) }
        case .in: parts.append(L("In every sector at least 70 % rate it 7–9."))
        case .out: parts.append(L("In every sector at most half rate it 7–9."))
        case .open where reading.isDissent: parts.append(L("The sectors read it differently: an invitation to talk."))
        case .open: parts.append(L("The room is divided."))
        }
        if let unsure = reading.cannotJudge, unsure > 0 {
            parts.append(L(unsure, one: "\(unsure) person cannot judge.", other: "\(unsure) people cannot judge."))
        }
        if let figures = reading.figures, let median = figures.median {
            parts.append(L("Median \(ChartText.number(median.double)) of \(figures.judged) ratings."))
        }
        if statement.state == .agreed, let revision = statement.decidedRevision, revision < statement.revision {
            parts.append(L("The wording was revised after it was agreed."))
        }
        return parts
    }

    /// Each sector that may be shown, in its colour, with its own reading.
    var sectors: HTML {
        guard !reading.sectors.isEmpty else { return .empty }
        return """
            <ul class="readings-of">\(reading.sectors.html { part in
                "<li>\(room.names.sector(part.sector)?.html) \(Self.words(part.state))</li>"
            })</ul>
            """
    }

    private static func words(_ state: ConsensusState) -> Message {
        switch state {
        case .in: L("in favour")
        case .out: L("not in favour")
        case .open: L("divided")
        }
    }

    var facts: HTML {
        "<p class=\"muted small\">\(rated). \(sentences.map { $0.html() }.joined(separator: " "))</p>\(sectors)"
    }
}

/// The form in which a statement is proposed.
struct ProposalForm {
    let event: Event.ID
    /// Begins the ids of its fields.
    let prefix: String
    /// Where the answer leads: `room`, `console` or `outline`.
    let from: String
    var draft: String
    var part = OutlinePart.scope.rawValue
    var text = ""
    var language = Language.current.rawValue
    var errors: [String: Message] = [:]
    var isPrimary = false

    private var told: FieldErrors { FieldErrors(prefix: prefix, errors) }

    var html: HTML {
        """
        <form class="form" id="\(prefix)propose" method="post" action="\(Paths.outline(event))" data-send data-draft="\(draft)">\
        <input type="hidden" name="idempotency"><input type="hidden" name="from" value="\(from)">\(told.summary(["part", "text", "language"]))\
        <div class="field"><label for="\(prefix)part">\(L("What it is about"))</label>\
        <select id="\(prefix)part" name="part"\(told.marks("part"))>\(OutlinePart.allCases.html { choice in
            "<option value=\"\(choice.rawValue)\"\("selected", when: choice.rawValue == part)>\(choice.label): \(choice.question)</option>"
        })</select>\(told.error("part"))</div>\
        <div class="field"><label for="\(prefix)text">\(L("Your statement"))</label>\
        <p class="hint" id="\(prefix)text-hint">\(L("One or two sentences, at most \(StatementProposal.textLimit) characters. For the structure: the name of a section."))</p>\
        <textarea class="sentence" id="\(prefix)text" name="text" rows="2" dir="auto" maxlength="\(StatementProposal.textLimit * 2)" required\
        \(told.marks("text", hasHint: true))>\(text)</textarea>\(told.error("text"))</div>\
        <details class="more"\("open", when: errors["language"] != nil)><summary>\(L("Language"))</summary>\
        <div class="field"><label for="\(prefix)language">\(L("Written in"))</label>\
        \(LanguageChoice.select(id: "\(prefix)language", name: "language", chosen: language))\(told.error("language"))</div></details>\
        <p class="unsent" data-send-status role="status" hidden></p>\
        <div class="actions"><button\("class", value: isPrimary ? "primary" : nil)>\(L("Propose it"))</button></div></form>
        """
    }
}
