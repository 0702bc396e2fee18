import Domain
import HTTPTypes
import Markup
import Storage
import Web

/// What a phone shows at `/e/CODE` before its holder is in the room. Workshops/Room calls these where there is no approved seat.
enum JoiningPages {
    static func address(_ event: EventRecord) -> String { "/e/\(event.code)" }

    /// For a visitor without a seat in this event: the form at the door, or the word that it is closed.
    static func welcome(event: EventRecord, visit: Visit, form: FormState? = nil) async throws -> Answer {
        let language = visit.language
        let former = visit.cookie(Sessions.seatCookie).map(Secret.digest)
        let (names, door, wasRemoved, mayRun) = try await visit.read { reading in
            (
                try DirectoryNames(reading, language: language), try DoorWords(event, reading),
                try former.map { try JoiningStore(reading).isRemoved(session: $0, from: event.id) } ?? false,
                try Policy.allows(
                    .facilitate, visitor: visit.visitor, roles: visit.membership(in: event.id, reading).roles)
            )
        }
        let page = WelcomePage(
            visit: visit, event: event, door: mayRun ? DoorWords(known: event) : door, names: names,
            wasRemoved: wasRemoved, mayRun: mayRun,
            form: form ?? FormState(stored: [("language", language.rawValue)]))
        return page.answer(status: form == nil ? .ok : .unprocessableContent)
    }

    /// An invitation fits what somebody typed. Nothing of it is shown but that it is there.
    static func question(
        code: String, visit: Visit, form: FormValues, byEmail: Bool, errors: [String: Message] = [:]
    ) async throws -> Answer {
        let found = try await visit.read { reading in
            try EventStore(reading).event(code: code).map { (event: $0, door: try DoorWords($0, reading)) }
        }
        guard let (event, door) = found else { throw Refusal.notFound }
        let state = FormState(form, errors: errors)
        let hidden = ["name", "organisation", "country", "sector", "language"] + (byEmail ? ["email"] : [])
        let section: HTML = """
            <section id="activity" data-stage="question"><div class="head">\
            <h1>\(byEmail ? L("An invitation waits for this address. Is it yours?") : L("An invitation waits for this name. Is it yours?"))</h1>\
            <p class="lede" dir="auto">\(byEmail ? form.text("email") : form.text("name"))</p></div>\
            <form class="form" id="arrival" method="post" action="\(JoiningPaths.arrivals(event.code))">\
            \(hidden.html { "<input type=\"hidden\" name=\"\($0)\" value=\"\(form[$0] ?? "")\">" })\
            \(state.summary([("email", L("E-mail address of the invitation"))]))\
            \(byEmail ? .empty : state.text("email", L("E-mail address of the invitation"),
                hint: L("With it you are in at once. Without it the facilitator lets you in."), type: "email", autocomplete: "email", maxLength: 254))\
            <div class="dock actions"><button class="primary" name="invited" value="yes">\(L("Yes, it is mine"))</button>\
            <button name="invited" value="no">\(L("No, I am somebody else"))</button></div></form></section>
            """
        let status: HTTPResponse.Status = errors.isEmpty ? .ok : .unprocessableContent
        if visit.inbound.wantsFragment { return .html(section, status: status) }
        return .html(phone(event, door).document(section), status: status)
    }

    /// For somebody whom the facilitator has not let in yet.
    static func waiting(event: EventRecord, visit: Visit) async throws -> Answer {
        let door = try await visit.read { try DoorWords(event, $0) }
        let section: HTML = """
            <section id="activity" data-stage="waiting" data-announce="\(L("Waiting to be let in").string())">\
            <div class="head"><h1>\(L("Waiting to be let in"))</h1>\
            <p class="muted" dir="auto">\(door.title)</p>\
            <p class="lede">\(L("The facilitator sees your name and lets you in. This page updates by itself."))</p></div>\
            <dl class="facts"><dt>\(L("Name"))</dt><dd dir="auto">\(visit.visitor.seat?.name ?? "")</dd></dl>\
            <div class="actions"><a class="button" href="\(address(event))">\(L("Check again"))</a>\
            <form method="post" action="\(JoiningPaths.departure())">\
            <button class="plain">\(L("This is not me"))</button></form></div></section>
            """
        if visit.inbound.wantsFragment { return .html(section) }
        var layout = phone(event, door)
        layout.live = JoiningPaths.waitingLive(event.code)
        return .html(layout.document(section))
    }

    /// - Parameter door: nothing for whoever may know the event.
    static func phone(_ event: EventRecord, _ door: DoorWords? = nil) -> Layout {
        var layout = Layout(.phone, (door ?? DoorWords(known: event)).title, path: address(event))
        layout.heading = "<a class=\"brand\" href=\"/\">Roundtable</a>"
        layout.tools = LanguageMenu.html(path: address(event))
        return layout
    }
}

/// What whoever has no more than an event's code may know of it: of one that is AMBER or closer, whose it is.
struct DoorWords: Sendable {
    private(set) var title: Message
    private(set) var place: String

    init(known event: EventRecord) {
        title = .verbatim(event.title)
        place = event.place
    }

    init(_ event: EventRecord, _ reading: any Reading) throws {
        self.init(known: event)
        guard TLP.isDiscreet(event.marking) else { return }
        title = event.titleOutside(of: try ProgrammeStore(reading).programme(event.programme).title)
        place = ""
    }
}

/// The form at the door.
struct WelcomePage {
    let visit: Visit
    let event: EventRecord
    let door: DoorWords
    let names: DirectoryNames
    let wasRemoved: Bool
    let mayRun: Bool
    let form: FormState

    func answer(status: HTTPResponse.Status) -> Answer {
        let section: HTML = """
            <section id="activity" data-stage="door"><div class="head"><h1 dir="auto">\(door.title)</h1>\
            <p class="muted"><bdi>\(door.place)</bdi> <span>\(DateText.span(event.startsOn, event.endsOn))</span></p></div>\(notices)\
            \(event.door == .approval ? arrival : """
                <div class="notice"><p><b>\(L("You need a personal link to enter this event."))</b> \
                \(L("Open the link that you were sent, or scan the one on your slip."))</p></div>
                """)</section>
            """
        if visit.inbound.wantsFragment { return .html(section, status: status) }
        return .html(JoiningPages.phone(event, door).document(section), status: status)
    }

    /// Where somebody wanted to go who has to come in first.
    private var wanted: String? {
        let path = visit.inbound.query.text("back")
        return path.hasPrefix("\(JoiningPages.address(event))/") ? path : nil
    }

    private var notices: HTML {
        var notices = HTML.empty
        if let wanted, visit.visitor.account == nil {
            notices += """
                <div class="notice" id="personal">\(event.door == .approval ? "<p><b>\(L("This page opens with your personal link."))</b> \(L("Open the link that you were sent; without one, ask to come in below."))</p>" : .empty)\
                <p>\(L("Do you have an account?")) <a href="/sign-in?back=\(PercentCoding.encode(wanted))">\(L("Sign in"))</a></p></div>
                """
        }
        if mayRun {
            notices += """
                <div class="notice"><p>\(L("You run this event.")) \
                <a href="\(Paths.console(event.id))">\(L("Go to the console"))</a></p></div>
                """
        }
        if wasRemoved {
            notices += """
                <div class="notice warn" role="status"><p><b>\(L("You are not in this event."))</b> \
                \(L("The facilitator has not let you in, or has removed you. Speak with them if this is a mistake."))</p></div>
                """
        }
        return notices
    }

    private var arrival: HTML {
        let countries: [(value: String, label: Message)] =
            [("", L("Choose…"))] + names.allCountries.map { ($0.code, .verbatim($0.name)) }
        let sectors: [(value: String, label: Message)] =
            [("", L("Choose…"))] + names.sectors.map { ($0.code, $0.label) }
        let languages: [(value: String, label: Message)] = Language.allCases.map {
            ($0.rawValue, .verbatim($0.ownName))
        }
        return """
            <form class="form" id="arrival" method="post" action="\(JoiningPaths.arrivals(event.code))" \
            data-draft="arrival-\(event.id)">\
            \(form.summary([("name", L("Your name")), ("organisation", L("Organisation")), ("country", L("Country")), ("sector", L("Sector")), ("email", L("E-mail, if you were invited by mail"))]))\
            \(form.text("name", L("Your name"), autocomplete: "name", maxLength: 100, isRequired: true))\
            \(form.text("organisation", L("Organisation"), autocomplete: "organization", maxLength: 150))\
            \(form.select("country", L("Country"), hint: L("What belongs to one country alone, such as its sheet, opens when somebody here confirms that they know you."), options: countries))\
            \(form.select("sector", L("Sector"), options: sectors))\
            \(form.select("language", L("Language of these pages"), options: languages))\
            \(form.text("email", L("E-mail, if you were invited by mail"), type: "email", autocomplete: "email", maxLength: 254))\
            <p class="hint">\(L("Then the facilitator lets you in. Do you have a personal link? Open it instead."))</p>\
            <p class="hint">\(L("Whoever runs the event sees what you write here. Your name and organisation are kept until \(DateText.day(event.namesUntil)); what the group decides stays, without your name."))</p>\
            <div class="dock"><button class="primary">\(L("Ask to come in"))</button></div></form>
            """
    }
}
