import Domain
import Markup
import Storage
import Web

/// The outline on a participant's phone: what is new is rated first, then proposed, then read.
struct OutlineVoter {
    let room: Room
    let outline: Outline
    let seat: Visitor.Seat
    let visit: Visit
    private let own: [OutlineStatement.ID: StatementRating]
    /// What was chosen in a form that comes back: 0 is "cannot judge".
    var choices: [OutlineStatement.ID: Int] = [:]
    var errors: [String: Message] = [:]
    /// The form for a new statement that comes back.
    var proposal: ProposalForm?

    init(_ room: Room, seat: Visitor.Seat, visit: Visit, _ reading: any Reading) throws {
        self.room = room
        self.seat = seat
        self.visit = visit
        outline = try Outline(room, reading)
        own = outline.ratings(by: seat.id)
    }

    private var waiting: [OutlineStatementRecord] { outline.open.filter { own[$0.id]?.isOfPresentWording != true } }
    private var rated: [OutlineStatementRecord] { outline.open.filter { own[$0.id]?.isOfPresentWording == true } }

    var html: HTML {
        """
        <div class="head"><h1>\(L("What should the guide be?"))</h1><p class="muted">\(lead)</p></div>\(summary)\
        \(seat.role.contributes ? "\(ratingForm)\(proposing)\(changing)" : onlooker)\(agreed)
        """
    }

    private var lead: Message {
        guard seat.role.contributes else { return L("The room agrees on scope, audience, purpose and structure.") }
        guard !outline.open.isEmpty else { return L("Propose what it covers, who it is for, and how it is built.") }
        let count = waiting.count
        return count == 0
            ? L("You have rated everything that is open. This page shows what is new by itself.")
            : L(
                count, one: "\(count) statement waits for your rating.",
                other: "\(count) statements wait for your rating.")
    }

    private var onlooker: HTML {
        """
        <div class="notice"><p>\(L("You are an observer in this event: you see what is agreed and do not rate."))</p></div>\
        \(outline.open.isEmpty ? .empty : """
            <section><h2>\(L("Under discussion"))</h2><ul class="lines">\(outline.open.html { statement in
                "<li class=\"issue\"><p class=\"meta\"><span class=\"chip\">\(statement.part.label)</span></p>\(view(statement).title)</li>"
            })</ul></section>
            """)
        """
    }

    private func view(_ statement: OutlineStatementRecord) -> StatementView { StatementView(statement, outline, room) }

    // MARK: Rating

    private var ratingForm: HTML {
        guard !waiting.isEmpty else { return .empty }
        let count: HTML = "<span data-answered>\(choices.count)</span>"
        return """
            <form class="ballot" id="rate" method="post" action="\(Paths.outlineRatings(room.event.id))" data-send data-latest \
            data-draft="outline-\(room.event.id)-\(seat.id)">\
            <ol class="lines plain-list">\(waiting.html { scale($0, given: choices[$0.id]) })</ol>\
            <div class="dock"><p class="unsent" data-send-status role="status" hidden></p>\
            <p class="small">\(L("\(count) of \(waiting.count) answered"))</p>\
            <button class="primary">\(L("Send my ratings"))</button></div></form>
            """
    }

    private var changing: HTML {
        guard !rated.isEmpty else { return .empty }
        let isWrong = rated.contains { errors["rating-\($0.id)"] != nil }
        return """
            <details id="rated"\("open", when: isWrong)><summary>\(L("Change one of your ratings (\(rated.count))"))</summary>\
            <form class="ballot" id="rate-again" method="post" action="\(Paths.outlineRatings(room.event.id))" data-send data-latest>\
            <ol class="lines plain-list">\(rated.html { statement in
                scale(statement, given: choices[statement.id] ?? own[statement.id].map { $0.rating ?? 0 })
            })</ol><p class="unsent" data-send-status role="status" hidden></p>\
            <div class="actions"><button>\(L("Save the change"))</button></div></form></details>
            """
    }

    private var summary: HTML {
        guard !errors.isEmpty else { return .empty }
        return """
            <div class="notice bad" role="alert" tabindex="-1"><p><b>\(L("This was not sent yet."))</b> \
            \(L("What you chose is kept."))</p><ul>\(outline.statements.html { statement in
                errors["rating-\(statement.id)"].map {
                    "<li><a href=\"#st-\(statement.id)\"><bdi lang=\"\(statement.language)\">\(statement.text)</bdi></a>: \($0)</li>"
                } ?? .empty
            })</ul></div>
            """
    }

    private func scale(_ statement: OutlineStatementRecord, given: Int?) -> HTML {
        let (name, title) = ("rating-\(statement.id)", "t-\(statement.id)")
        let earlier = own[statement.id].flatMap { $0.isOfPresentWording ? nil : $0 }
        let isWrong = errors[name] != nil
        let values = (1...9).html { value in
            """
            <label><input type="radio" name="\(name)" value="\(value)"\("checked", when: given == value)><span>\(value)</span></label>
            """
        }
        return """
            <li id="st-\(statement.id)"><p class="meta"><span class="chip">\(statement.part.label)</span>\(earlier.map(reworded))</p>\
            \(view(statement).title("p", id: title))\
            <input type="hidden" name="revision-\(statement.id)" value="\(statement.revision)">\
            <div class="criterion"><p><b id="c-\(statement.id)">\(L("Should it stay?"))</b> \
            <span class="muted">\(L("1 leave it out · 9 it must stay"))</span></p>\
            <div class="scale" role="radiogroup" aria-labelledby="\(title) c-\(statement.id)"\
            \("aria-invalid", value: isWrong ? "true" : nil)\("aria-describedby", value: isWrong ? "\(name)-error" : nil)>\(values)\
            <label class="unsure"><input type="radio" name="\(name)" value="unsure"\("checked", when: given == 0)>\
            <span>\(L("Cannot judge"))</span></label></div></div>\
            \(errors[name].map { "<p class=\"error\" id=\"\(name)-error\">\($0)</p>" } ?? HTML.empty)</li>
            """
    }

    private func reworded(_ rating: StatementRating) -> HTML {
        let words = rating.rating.map { L("Reworded since you gave it \($0)") } ?? L("Reworded since you looked at it")
        return "<span class=\"state warn\">\(words)</span>"
    }

    // MARK: Proposing and reading

    private var proposing: HTML {
        let form =
            proposal
            ?? ProposalForm(
                event: room.event.id, prefix: "new-", from: "room",
                draft: "statement-new-\(room.event.id)-\(seat.id)",
                isPrimary: waiting.isEmpty)
        let isOpen = waiting.isEmpty || !form.errors.isEmpty
        return """
            <details id="proposing"\("open", when: isOpen)><summary>\(L("Propose a statement"))</summary>\(form.html)\
            <p class="hint">\(L("The room rates it without your name."))</p></details>
            """
    }

    private var agreed: HTML {
        let parts = OutlinePart.allCases.compactMap { part -> HTML? in
            let list = outline.standing(part).filter { $0.state == .agreed }
            guard !list.isEmpty else { return nil }
            return "<h3>\(part.label)</h3><ul class=\"lines\">\(list.html { "<li>\(view($0).title)</li>" })</ul>"
        }
        guard !parts.isEmpty else { return .empty }
        return "<section id=\"agreed\"><h2>\(L("Agreed so far"))</h2>\(parts.joined())</section>"
    }
}
