import Domain
import Markup
import Storage
import Web

/// The outline as a page of its own: everybody of the room reads it, who writes the guide revises the wording there.
struct OutlinePage {
    let room: Room
    let outline: Outline
    let mayWrite: Bool
    let runsTheRoom: Bool
    let cards: [Card.ID: CardRecord]
    private let frame: EventFrame
    /// A form that comes back with errors.
    var proposal: ProposalForm?

    init(_ event: Event.ID, visit: Visit, _ reading: any Reading) throws {
        room = try Room(event, reading)
        outline = try Outline(room, reading)
        cards = try CardStore(reading).cards(of: event, in: .outline)
        frame = try EventFrame(visit, room.event, reading)
        mayWrite = frame.allows(.writeGuide)
        runsTheRoom = frame.allows(.facilitate)
    }

    private var event: Event.ID { room.event.id }

    /// Changes when the page must be fetched anew; wordings come by themselves.
    static func state(_ outline: Outline) -> String {
        outline.statements.map { "\($0.id)\($0.state.rawValue.prefix(1))\($0.position)" }.joined(separator: " ")
            .utf8.reduce(into: UInt64(14_695_981_039_346_656_037)) { $0 = ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
            .description
    }

    var document: HTML {
        var layout = frame.layout(L("Outline"), path: Paths.outline(event), tab: EventTab.guideID)
        layout.styles = ["guide"]
        layout.scripts = ["cards"]
        layout.live = Paths.outlineLive(event)
        layout.state = Self.state(outline)
        return layout.document(fragment)
    }

    var fragment: HTML {
        """
        <div id="trouble" hidden></div><div class="stack-2" id="outline">\
        <div class="head"><h1>\(L("The outline of the guide"))</h1>\
        <p class="muted">\(L("Scope, target audience, purpose and structure, as the room agrees on them."))</p></div>\
        \(OutlinePart.allCases.html(part))\(mayWrite ? adding : .empty)</div>
        """
    }

    private func part(_ part: OutlinePart) -> HTML {
        guard mayWrite else { return reading(part) }
        let (standing, dropped) = (outline.standing(part), outline.dropped(part))
        let gone: HTML =
            dropped.isEmpty
            ? .empty
            : """
            <p class="muted small">\(L("Dropped (\(dropped.count))")): \(dropped.html { "<bdi lang=\"\($0.language)\">\($0.text)</bdi> " })</p>
            """
        let list = OutlineList(room: room, outline: outline, part: part, from: "outline")
        return """
            <section id="part-\(part.rawValue)"><h2>\(part.label)</h2><p class="muted">\(part.question)</p>\
            \(standing.isEmpty ? OutlineList.nothing : """
                <ul class="lines">\(standing.html { statement in
                    """
                    <li class="issue" id="edit-\(statement.id)">\(field(statement))\(Self.facts(statement, outline, room))\
                    \(runsTheRoom ? list.buttons(statement, of: standing) : .empty)</li>
                    """
                })</ul>
                """)\(gone)</section>
            """
    }

    private func field(_ statement: OutlineStatementRecord) -> HTML {
        guard let card = cards[statement.card] else { return StatementView(statement, outline, room).title }
        return Self.field(card)
    }

    private func reading(_ part: OutlinePart) -> HTML {
        let standing = outline.standing(part)
        return """
            <section id="part-\(part.rawValue)"><h2>\(part.label)</h2><p class="muted">\(part.question)</p>\
            \(standing.isEmpty ? OutlineList.nothing : """
                <ul class="lines">\(standing.html { statement in
                    "<li class=\"issue\">\(Self.read(statement, outline, room))</li>"
                })</ul>
                """)</section>
            """
    }

    /// What changes under a statement while it is rated: the same bytes for everybody.
    static func facts(_ statement: OutlineStatementRecord, _ outline: Outline, _ room: Room) -> HTML {
        let view = StatementView(statement, outline, room)
        return "<div class=\"stack-2\" id=\"facts-\(statement.id)\"><p>\(view.chip)</p>\(view.facts)</div>"
    }

    /// The same with the words, for those who only read.
    private static func read(_ statement: OutlineStatementRecord, _ outline: Outline, _ room: Room) -> HTML {
        let view = StatementView(statement, outline, room)
        return "<div class=\"stack-2\" id=\"read-\(statement.id)\">\(view.title)<p>\(view.chip)</p>\(view.facts)</div>"
    }

    private static func field(_ card: CardRecord) -> HTML {
        CardField(card: card, label: L("Wording"), rows: 2).html
    }

    private var adding: HTML {
        let form =
            proposal
            ?? ProposalForm(
                event: event, prefix: "page-", from: "outline",
                draft: "statement-page-\(event)")
        return "<section><h2>\(L("Add a statement"))</h2>\(form.html)</section>"
    }

    // MARK: Live

    static func view(_ event: Event.ID, _ reading: any Reading) throws -> LiveView {
        let room = try Room(event, reading)
        let outline = try Outline(room, reading)
        let cards = try CardStore(reading).cards(of: event, in: .outline)
        return LiveView(
            state: state(outline),
            regions: outline.statements.flatMap { statement in
                let card = cards[statement.card].map { [LiveRegion("card-\($0.id)", field($0))] } ?? []
                return card + [
                    LiveRegion("facts-\(statement.id)", facts(statement, outline, room)),
                    LiveRegion("read-\(statement.id)", read(statement, outline, room)),
                ]
            })
    }
}
