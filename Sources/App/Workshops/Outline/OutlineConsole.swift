import Domain
import Markup
import Storage
import Web

/// The outline as the facilitator runs it: the part that the room sees, its statements with what the ratings say, and the
/// buttons. The same bytes for everybody who runs the room.
struct OutlineConsole {
    let room: Room
    let outline: Outline
    let part: OutlinePart

    init(_ room: Room, _ reading: any Reading) throws {
        self.room = room
        outline = try Outline(room, reading)
        part = try OutlineStore(reading).shownPart(of: room.event.id) ?? outline.firstPart
    }

    private var event: Event.ID { room.event.id }

    var screen: StageConsole { StageConsole(stage: stage, work: work, actions: actions) }

    private var stage: HTML {
        let (all, agreed) = (outline.statements, outline.statements.count { $0.state == .agreed })
        return """
            <div class="head"><h1>\(L("The outline of the guide"))</h1><p class="muted">\
            \(L(all.count, one: "\(all.count) statement", other: "\(all.count) statements")) · \(L("\(agreed) agreed"))</p></div>\
            \(figures)\
            <form class="topics" id="outline-parts" method="post" action="\(Paths.outlinePart(event))" data-send \
            aria-label="\(L("Part that the room sees").string())">\(OutlinePart.allCases.html { choice in
                """
                <button name="part" value="\(choice.rawValue)" aria-pressed="\(choice == part ? "true" : "false")">\(choice.label) \
                <small>\(outline.standing(choice).count)</small></button>
                """
            })</form>
            """
    }

    /// Who has rated is told where something is open: else nobody was asked.
    private var figures: HTML {
        let done = outline.heard(all: true)
        let rated: HTML =
            outline.open.isEmpty
            ? .empty
            : """
            <div><dt>\(L("of \(room.voices(with: done)) here have rated everything that is open"))</dt><dd>\(done.count)</dd></div>\
            <div><dt>\(L("have begun"))</dt><dd>\(outline.heard(all: false).count)</dd></div>
            """
        return "<dl class=\"figures\">\(rated)<div><dt>\(L("open"))</dt><dd>\(outline.open.count)</dd></div></dl>"
    }

    private var work: HTML {
        let form = ProposalForm(
            event: event, prefix: "console-", from: "console",
            draft: "statement-console-\(event)",
            part: part.rawValue)
        return """
            \(OutlineList(room: room, outline: outline, part: part, from: "console").html)\
            <details id="console-proposing"><summary>\(L("Add a statement"))</summary>\(form.html)</details>
            """
    }

    private var actions: HTML {
        // The guide's first page offers the agreed statements as its structure.
        let making: HTML =
            outline.statements.contains { $0.state == .agreed }
            ? "<a class=\"button\" href=\"\(Paths.guideBuilder(event))\">\(L("Make the guide from this outline"))</a>"
            : .empty
        return """
            <a class="button" href="\(Paths.outline(event))" data-key="w">\(L("Revise the wording")) <kbd>W</kbd></a>\(making)
            """
    }
}

/// The statements of one part with what may be done with each, on the console and on the outline's own page.
struct OutlineList {
    let room: Room
    let outline: Outline
    let part: OutlinePart
    /// Where the answer to its forms leads: `console` or `outline`.
    let from: String

    private var event: Event.ID { room.event.id }

    var html: HTML {
        let (standing, dropped) = (outline.standing(part), outline.dropped(part))
        return """
            <section id="list-\(part.rawValue)"><h2>\(part.label)</h2><p class="muted">\(part.question)</p>\
            \(standing.isEmpty ? Self.nothing : "<ul class=\"lines\">\(standing.html { item($0, of: standing) })</ul>")\(dropped.isEmpty ? .empty : """
                <details id="dropped-\(part.rawValue)"><summary>\(L("Dropped (\(dropped.count))"))</summary>\
                <ul class="lines">\(dropped.html(droppedItem))</ul></details>
                """)</section>
            """
    }

    static var nothing: HTML { "<p class=\"muted\">\(L("Nothing has been proposed yet."))</p>" }

    private func item(_ statement: OutlineStatementRecord, of row: [OutlineStatementRecord]) -> HTML {
        let view = StatementView(statement, outline, room)
        return """
            <li class="issue" id="statement-\(statement.id)"><div class="between">\(view.title)\(view.chip)</div>\
            \(view.facts)\(buttons(statement, of: row))</li>
            """
    }

    /// The forms under a statement; on the outline's page they stand apart from the field in which it is written.
    func buttons(_ statement: OutlineStatementRecord, of row: [OutlineStatementRecord]) -> HTML {
        let id = statement.id
        let isNew = statement.decidedRevision != statement.revision || statement.state != .agreed
        let title = String(statement.text.prefix(60))
        let decision: HTML =
            isNew
            ? "<button>\(Icon.svg("check")) \(L("Agree"))<span class=\"sr\">: \(title)</span></button>"
            : """
            <button formaction="\(Paths.statementReturn(event, id))">\(Icon.svg("undo")) \(L("Open it again"))<span class="sr">: \(title)</span></button>
            """
        return """
            <form class="actions" id="decide-\(id)" method="post" action="\(Paths.statementAgreement(event, id))" data-send>\
            <input type="hidden" name="from" value="\(from)"><input type="hidden" name="revision" value="\(statement.revision)">\
            \(decision)\
            <button class="plain" formaction="\(Paths.statementDropping(event, id))">\(Icon.svg("withdraw")) \(L("Drop"))<span class="sr">: \(title)</span></button>\
            \(from == "console" ? "<a class=\"button plain\" href=\"\(Paths.outline(event))#edit-\(id)\">\(Icon.svg("edit")) \(L("Revise"))<span class=\"sr\">: \(title)</span></a>" : .empty)\
            \(row.first?.id == id ? .empty : move(id, -1, "up", L("Move up: \(title)")))\
            \(row.last?.id == id ? .empty : move(id, 1, "down", L("Move down: \(title)")))</form>
            """
    }

    private func move(_ id: OutlineStatement.ID, _ step: Int, _ icon: String, _ words: Message) -> HTML {
        """
        <button class="square plain" formaction="\(Paths.statementPosition(event, id))" name="step" value="\(step)">\(Icon.svg(icon))\
        <span class="sr">\(words)</span></button>
        """
    }

    private func droppedItem(_ statement: OutlineStatementRecord) -> HTML {
        let view = StatementView(statement, outline, room)
        return """
            <li class="issue" id="statement-\(statement.id)">\(view.title)\(view.facts)\
            <form class="actions" id="return-\(statement.id)" method="post" action="\(Paths.statementReturn(event, statement.id))" data-send>\
            <input type="hidden" name="from" value="\(from)">\
            <button class="plain">\(Icon.svg("undo")) \(L("Put it back"))<span class="sr">: \(statement.text.prefix(60))</span></button></form></li>
            """
    }
}
