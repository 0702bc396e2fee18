import Domain
import HTTPTypes
import Markup
import Storage
import Web

/// Choosing for whom name cards are printed. Because only digests of links are stored, printing again means new links.
struct NameCardsPage {
    let visit: Visit
    let event: EventRecord
    let people: [ParticipantRecord]
    let names: DirectoryNames
    var isNobodyChosen = false

    var answer: Answer {
        .html(
            visit.layout(
                .desk, L("Name cards"),
                crumbs: [.init(.verbatim(event.title), "/events/\(event.id)"), .init(L("Name cards"), nil)]
            ).document(
                """
                <div class="head"><h1>\(L("Name cards"))</h1>\
                <p class="muted">\(L("Each card carries a personal link as a QR code: whoever scans it takes part under this name."))</p></div>\
                \(isNobodyChosen ? """
                    <div class="notice bad" role="alert"><p>\(L("Nobody was chosen. Tick at least one person."))</p></div>
                    """ : .empty)\
                \(people.isEmpty ? """
                    <div class="empty"><h2>\(L("Nobody to print for"))</h2>\
                    <p class="muted">\(L("Add people to the event first."))</p></div>
                    """ : choice)
                """), status: isNobodyChosen ? .unprocessableContent : .ok)
    }

    private var missing: Int { people.count { !$0.hasLink } }

    private var choice: HTML {
        """
        <div class="notice"><p><b>\(L("A printed link cannot be shown again."))</b> \
        \(L("Printing a card for somebody who has one makes a new link: the old card stops working. Who is already in the room stays in."))\
        </p></div>\
        <form id="cards" method="post" action="\(JoiningPaths.nameCards(event.id))">\(visit.formToken)<div class="stack-2">\
        \(missing == 0 ? .empty : """
            <div class="actions"><button class="primary" name="for" value="missing">\
            \(L(missing, one: "Make the card of the one person without a link", other: "Make cards for the \(missing) people without a link"))\
            </button></div>
            """)\
        <fieldset><legend>\(L("Or choose for whom"))</legend><ul class="lines">\(people.html(row))</ul></fieldset>\
        <div class="actions"><button name="for" value="chosen">\(L("Make cards for the ticked people"))</button></div></div></form>
        """
    }

    private func row(_ person: ParticipantRecord) -> HTML {
        """
        <li><label class="check"><input type="checkbox" name="participant" value="\(person.id)"> <span class="between">\
        <span><span dir="auto">\(person.name)</span> <span class="meta"><span dir="auto">\(person.organisation)</span> \
        \(names.origin(sector: person.sector, country: person.country))</span></span>\
        \(person.hasLink ? "<span class=\"state good\">\(L("has a link"))</span>" : .empty)</span></label></li>
        """
    }
}

/// The cards themselves, ten on an A4 page, shown once right after their links were made.
struct NameCardsSheet {
    let visit: Visit
    let event: EventRecord
    let cards: [(person: ParticipantRecord, token: String)]
    let names: DirectoryNames

    var answer: Answer {
        .html(
            visit.layout(
                .sheet, L("Name cards"),
                crumbs: [
                    .init(.verbatim(event.title), "/events/\(event.id)"),
                    .init(L("Name cards"), JoiningPaths.nameCards(event.id)),
                ]
            ).document(
                """
                <div class="head"><h1>\(L(cards.count, one: "\(cards.count) name card", other: "\(cards.count) name cards"))</h1>\
                <p class="muted">\(L("Print them now, on A4 at 100 %, and cut along the lines. They are not shown again: once you leave this page, printing means new links."))</p></div>\
                <div class="actions"><button class="primary" data-print>\(Icon.svg("print")) \(L("Print"))</button>\
                <a class="button plain" href="\(JoiningPaths.nameCards(event.id))">\(L("Back to the list"))</a></div>\
                <ul class="cards">\(cards.html(card))</ul>
                """))
    }

    private func card(_ card: (person: ParticipantRecord, token: String)) -> HTML {
        let person = card.person
        let address = visit.settings.baseURL + JoiningPaths.link(card.token)
        return """
            <li class="card"><div class="stack-2"><p class="name" dir="auto">\(person.name)</p>\
            <p class="small" dir="auto">\(person.organisation)</p>\
            <p class="small">\(names.origin(sector: person.sector, country: person.country))</p></div>\
            <div class="qr">\(QRCode.svg(address, label: L("QR code of the personal link").string()))</div>\
            <p class="meta"><span dir="auto">\(event.title)</span> <span>\(L("Scan to take part. Do not share."))</span></p></li>
            """
    }
}

/// One person's new link, to be copied or scanned at once.
struct PersonalLinkPage {
    let visit: Visit
    let event: EventRecord
    let person: ParticipantRecord
    let token: String

    var answer: Answer {
        let address = visit.settings.baseURL + JoiningPaths.link(token)
        return .html(
            visit.layout(
                .narrow, L("Personal link"),
                crumbs: [.init(.verbatim(event.title), "/events/\(event.id)"), .init(L("Personal link"), nil)]
            ).document(
                """
                <div class="head"><h1>\(L("Personal link of \(person.name)"))</h1>\
                <p class="muted">\(L("It is shown only now. An older link of this person no longer works."))</p></div>\
                <div class="qr">\(QRCode.svg(address, label: L("QR code of the personal link").string()))</div>\
                <p><code>\(address)</code></p>\
                <div class="actions"><button type="button" class="primary" data-copy="\(address)">\(Icon.svg("copy")) \(L("Copy"))</button>\
                <a class="button plain" href="\(JoiningPaths.nameCards(event.id))">\(L("All name cards"))</a></div>
                """), status: .created)
    }
}
