import Domain
import Markup
import Storage
import Web

/// Choosing for whom name cards and closed slips are printed. Printing again gives the same cards and the same links.
struct NameCardsPage {
    let frame: EventFrame
    let people: [ParticipantRecord]
    let names: DirectoryNames
    var isNobodyChosen = false

    private var event: EventRecord { frame.event }

    var answer: Answer {
        .html(
            frame.layout(
                L("Name cards and links"), path: JoiningPaths.nameCards(event.id), tab: EventTab.people.id
            ).document(
                """
                <div class="head"><h1>\(L("Name cards and links"))</h1></div>\
                \(isNobodyChosen ? """
                    <div class="notice bad" role="alert"><p><b>\(L("Nobody was chosen."))</b> \
                    \(L("Tick at least one person. People who sign in with an account need no link."))</p></div>
                    """ : .empty)\
                \(people.isEmpty ? """
                    <div class="empty"><h2>\(L("Nobody to print for"))</h2>\
                    <p class="muted">\(L("Add people to the event first."))</p></div>
                    """ : choice)
                """), status: isNobodyChosen ? .unprocessableContent : .ok)
    }

    private var missing: Int { people.count { !$0.hasLink && $0.account == nil } }

    private var choice: HTML {
        """
        <form id="cards" method="post" action="\(JoiningPaths.nameCards(event.id))"><div class="stack-2">\
        <div class="split even"><section class="stack-2"><h2>\(L("Name cards"))</h2>\
        <p>\(L("A card is worn in public: name, organisation, country, sector, a number by which people find their group, and a code that leads to the event’s door. It lets nobody in."))</p>\
        <div class="actions"><button class="primary" name="for" value="all">\
        \(L(people.count, one: "Name card for \(people.count) person", other: "Name cards for all \(people.count) people"))</button>\
        <button name="for" value="chosen">\(L("Name cards for the ticked people"))</button></div></section>\
        <section class="stack-2"><h2>\(L("Closed slips"))</h2>\
        <p>\(L("A slip holds the secret personal link. Cut, fold it shut, and give it to the person alone. Printing again gives the same link; what was mailed or printed before still works."))</p>\
        <div class="actions">\(missing == 0 ? .empty : """
            <button name="for" value="missing" formaction="\(JoiningPaths.linkSlips(event.id))">\
            \(L(missing, one: "Slip for \(missing) person without a link", other: "Slips for \(missing) people without a link"))</button>
            """)\
        <button name="for" value="chosen" formaction="\(JoiningPaths.linkSlips(event.id))">\(L("Slips for the ticked people"))</button>\
        </div></section></div>\
        <fieldset><legend>\(L("People"))</legend><ul class="lines">\(people.html(row))</ul></fieldset></div></form>
        """
    }

    private func row(_ person: ParticipantRecord) -> HTML {
        """
        <li><label class="check"><input type="checkbox" name="participant" value="\(person.id)"> <span class="between wide">\
        <span><span dir="auto">\(person.name)</span> <span class="meta"><span dir="auto">\(person.organisation)</span> \
        \(names.origin(sector: person.sector, country: person.country))</span></span>\
        \(person.account != nil ? "<span class=\"muted small\">\(L("By account"))</span>"
            : person.hasLink ? "<span class=\"state good\">\(L("has a link"))</span>" : .empty)</span></label></li>
        """
    }
}

/// A sheet to print and cut: name cards, ten on an A4 page, with nothing secret on them; or closed slips, six on a page, each folded along its
/// middle, with the name outside and the personal link inside.
struct CuttingSheet {
    enum Kind: Sendable { case cards, slips }

    /// What is printed for one person.
    typealias Piece = (person: ParticipantRecord, secret: String)

    let kind: Kind
    let frame: EventFrame
    /// With the code of the card, or the token of the link.
    let pieces: [Piece]
    let names: DirectoryNames
    var numbers: [Participant.ID: Int] = [:]
    /// What features say on a card.
    var lines: [Participant.ID: [Message]] = [:]

    private var event: EventRecord { frame.event }

    var answer: Answer {
        .html(
            frame.layout(
                title, path: JoiningPaths.nameCards(event.id), tab: EventTab.people.id, kind: .sheet,
                between: [.init(L("Name cards and links"), JoiningPaths.nameCards(event.id))]
            ).document(
                """
                <div class="head"><h1>\(title)</h1><p class="muted">\(advice)</p></div>\
                <div class="actions"><button class="primary" data-print>\(Icon.svg("print")) \(L("Print"))</button>\
                <a class="button plain" href="\(JoiningPaths.nameCards(event.id))">\(L("Back to the list"))</a></div>\
                <ul class="\(kind == .cards ? "cards" : "cards slips")">\(pieces.html(kind == .cards ? card : slip))</ul>
                """))
    }

    private var title: Message {
        switch kind {
        case .cards: L(pieces.count, one: "\(pieces.count) name card", other: "\(pieces.count) name cards")
        case .slips: L(pieces.count, one: "\(pieces.count) closed slip", other: "\(pieces.count) closed slips")
        }
    }

    private var advice: Message {
        switch kind {
        case .cards:
            L("Print on A4 at 100 %, and cut along the lines. The code leads to the event’s door and lets nobody in.")
        case .slips:
            L(
                "Print on A4 at 100 %, cut along the dashed lines, fold along the dotted line, so that the code lies on the patterned field, and close it with a sticker: the name stays in sight, the code is inside."
            )
        }
    }

    private func card(_ piece: Piece) -> HTML {
        let address = frame.visit.settings.baseURL + JoiningPaths.card(piece.secret)
        return """
            <li class="card"><div class="stack-2"><p class="name" dir="auto">\(piece.person.name)</p>\
            <p class="small" dir="auto">\(piece.person.organisation)</p>\
            <p class="small">\(origin(piece.person))</p>\
            <p class="card-number"><b>\(numbers[piece.person.id].map(String.init))</b>\((lines[piece.person.id] ?? []).html { " <span class=\"small\">\($0)</span>" })</p></div>\
            <div class="qr">\(QRCode.svg(address, label: L("QR code of the event’s door").string()))</div>\
            <p class="meta"><span dir="auto">\(event.title)</span> <bdi>\(event.code)</bdi></p></li>
            """
    }

    private func slip(_ piece: Piece) -> HTML {
        let address = frame.visit.settings.baseURL + JoiningPaths.link(piece.secret)
        return """
            <li class="card slip"><div class="outside"><p class="name\(piece.person.name.count > 36 ? " long" : "")" dir="auto">\(piece.person.name)</p>\
            <p class="small">\(origin(piece.person))</p></div>\
            <div class="cover"><p class="small">\(L("Fold the code up over this field."))</p></div>\
            <div class="inside"><div class="qr">\(QRCode.svg(address, label: L("QR code of the personal link").string()))</div>\
            <div><p class="small"><b>\(L("Your personal link"))</b></p><p class="small">\(L("Scan it to take part. It lets in whoever has it: keep it to yourself."))</p>\
            <p class="meta"><bdi>\(address)</bdi></p></div></div></li>
            """
    }

    private func origin(_ person: ParticipantRecord) -> HTML {
        names.origin(sector: person.sector, country: person.country)
    }
}

/// One person's link, to be copied or scanned at once.
struct PersonalLinkPage {
    let frame: EventFrame
    let person: ParticipantRecord
    let token: String
    /// The one before was ended.
    var isNew = false

    private var event: EventRecord { frame.event }

    var answer: Answer {
        let address = frame.visit.settings.baseURL + JoiningPaths.link(token)
        return .html(
            frame.layout(
                L("Personal link"), path: JoiningPaths.nameCards(event.id), tab: EventTab.people.id, kind: .narrow
            ).document(
                """
                <div class="head"><h1>\(L("Personal link of \(person.name)"))</h1>\
                <p class="muted">\(isNew
                    ? L("Every older link of this person has ended, and where they were signed in they must open this one.")
                    : L("It is the same each time. What was mailed or printed before still works."))</p></div>\
                <div class="qr">\(QRCode.svg(address, label: L("QR code of the personal link").string()))</div>\
                <p><code>\(address)</code></p>\
                <div class="actions"><button type="button" class="primary" data-copy="\(address)">\(Icon.svg("copy")) \(L("Copy"))</button>\
                <a class="button plain" href="\(JoiningPaths.nameCards(event.id))">\(L("Name cards and links"))</a></div>\
                <form method="post" action="\(JoiningPaths.linkRenewal(event.id, person.id))">\
                <p class="muted">\(L("Was the link lost, or did somebody else see it?"))</p>\
                <button class="danger">\(L("End this link and make a new one"))</button></form>
                """), status: .created)
    }
}
