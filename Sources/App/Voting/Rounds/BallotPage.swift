import HTTPTypes
import Markup
import Storage
import Web

/// A voter's ballot as an answer to sending it: the form alone for the client module, a whole page without JavaScript.
struct BallotPage: Sendable {
    let event: EventRecord
    var form: BallotForm
    let code: String

    func answer(_ visit: Visit, status: HTTPResponse.Status = .ok) async throws -> Answer {
        let (receipt, origins, stored) = try await visit.read { [form] reading in
            let seat = try visit.seat(in: form.round.event)
            let store = BallotStore(reading)
            let isStored = if case .stored = form.notice { true } else { false }
            return (
                try store.participation(of: seat.id, in: form.round.id)?.receipt,
                try BallotForm.origins(form.items, reading),
                isStored ? try store.choices(of: seat.id, in: form.round.id) : nil
            )
        }
        var form = form
        form.origins = origins
        if let stored { form.choices = stored }
        let html = form.own(
            visit, seat: try visit.seat(in: event.id), code: code, zone: event.timeZone, receipt: receipt)
        return visit.inbound.wantsFragment ? .html(html, status: status) : page(html, status)
    }

    /// After the end: what was chosen cannot be sent any more.
    func closed(_ visit: Visit, _ refusal: Refusal) -> Answer {
        let html: HTML = """
            <form id="ballot" class="ballot" action="\(RoundPaths.ballot(code, form.round.id))"><div class="notice warn" role="alert" tabindex="-1">\
            <p><b>\(refusal.title)</b> \(refusal.advice)</p></div></form>
            """
        return visit.inbound.wantsFragment ? .html(html, status: refusal.status) : page(html, refusal.status)
    }

    private func page(_ html: HTML, _ status: HTTPResponse.Status) -> Answer {
        var layout = Layout(.phone, form.round.question, path: RoundPaths.seat(code))
        layout.heading = "<a href=\"\(RoundPaths.seat(code))\" dir=\"auto\">\(event.title)</a>"
        layout.tools = LanguageMenu.html(path: RoundPaths.seat(code))
        let content: HTML = """
            <section id="activity"><div class="head"><h1 dir="auto">\(form.round.question)</h1>\
            <p class="muted">\(form.round.instruction(issues: form.items.count))</p></div>\(html)\
            <p class="no-print"><a href="\(RoundPaths.seat(code))">\(L("Back to the event"))</a></p></section>
            """
        return .html(layout.document(content), status: status)
    }
}

/// All receipts that were counted, without any choice: everybody can find their own.
struct ReceiptsPage {
    let event: EventRecord
    let round: RoundRecord
    /// In the order of their text.
    let receipts: [String]
    let onPaper: Int
    /// The visitor's own.
    let own: String?

    var answer: Answer {
        var layout = Layout(.phone, L("Counted receipts"), path: RoundPaths.receipts(event.code, round.id))
        layout.heading = "<a href=\"\(RoundPaths.seat(event.code))\" dir=\"auto\">\(event.title)</a>"
        layout.tools = LanguageMenu.html(path: layout.path)
        let paper: HTML =
            onPaper == 0
            ? .empty
            : "<p>\(L(onPaper, one: "\(onPaper) ballot on paper has no receipt.", other: "\(onPaper) ballots on paper have no receipt."))</p>"
        let list = receipts.html { receipt in
            receipt == own
                ? "<li><b>\(receipt)</b> <span class=\"state good\">\(L("your receipt"))</span></li>"
                : "<li>\(receipt)</li>"
        }
        return .html(
            layout.document(
                """
                <div class="head"><h1>\(L("Counted receipts"))</h1><p class="muted" dir="auto">\(round.question)</p></div>\
                <p>\(L("Each receipt stands for one counted ballot. The list is in alphabetical order and says nothing about who chose what."))</p>\(paper)\
                <p>\(L(receipts.count, one: "\(receipts.count) receipt", other: "\(receipts.count) receipts"))</p>\
                <ul class="lines">\(list)</ul><p><a href="\(RoundPaths.seat(event.code))">\(L("Back to the event"))</a></p>
                """))
    }
}
