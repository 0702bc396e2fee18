import Domain
import Markup
import Storage
import Web

/// On the phone: how I come and stay, what I need, and the letter for my visa.
struct OwnJourneyPage {
    let visit: Visit
    let own: OwnJourney
    let event: EventRecord
    let traveller: Traveller
    let journey: JourneyRecord?
    let needs: [NeedRecord]
    let hasLetter: Bool
    let lastDay: String
    /// Of the form that comes back, by its name.
    let states: [String: FormState]

    init(_ visit: Visit, _ own: OwnJourney, _ states: [String: FormState], _ reading: any Reading) throws {
        self.visit = visit
        self.own = own
        self.states = states
        traveller = try own.traveller(visit, reading)
        event = try EventStore(reading).event(traveller.event)
        journey = try JourneyStore(reading).journey(traveller.id)
        needs = try NeedStore(reading).needs(of: traveller.id)
        hasLetter = try JourneyStore(reading).letter(traveller.id) != nil
        lastDay = try NeedStore(reading).lastDay(of: traveller.event) ?? event.endsOn
    }

    var answer: Answer {
        let layout = OwnPage.layout(visit, own, event, L("Travel and needs"), path: own.journeyPath)
        return layout.answer(
            """
            \(OwnPage.tabs(own, event, "journey"))<div class="head"><h1>\(L("Travel and needs"))</h1><p class="muted"><bdi>\(event.title)</bdi> · \(DateText.span(event.startsOn, event.endsOn)) · <bdi>\(event.place)</bdi></p>\
            <p>\(L("For:")) <b><bdi>\(traveller.name)</bdi></b></p></div>\
            \(traveller.isSeated ? "<div class=\"folds\">\(travel)\(need)\(letter)</div>" : OwnPage.noSeat)
            """, states.values.allSatisfy(\.errors.isEmpty) ? .ok : .wrong)
    }

    /// One after the other, each with how it stands.
    private func fold(_ id: String, _ title: Message, _ state: HTML, isOpen: Bool, _ body: HTML) -> HTML {
        """
        <details id="\(id)"\("open", when: isOpen)><summary class="kept"><h2>\(title)</h2> \(state)</summary><div class="stack-2">\(body)</div></details>
        """
    }

    private var told: HTML {
        guard let journey else { return "<span class=\"state warn\">\(L("not told yet"))</span>" }
        if journey.movedAt != nil { return "<span class=\"state warn\">\(L("moved with the event"))</span>" }
        let fields = journey.fields
        guard !fields.arrivesOn.isEmpty else { return "<span class=\"state good\">\(L("told"))</span>" }
        let day = "\(DateText.dayAndMonth(fields.arrivesOn)) \(fields.arrivesTime)".trimmed
        return "<span class=\"state good\">\(L("Arrives \(day)"))</span>"
    }

    private var travel: HTML {
        let state = states["journey"] ?? FormState(stored: FieldForm.stored(journey?.fields ?? JourneyFields()))
        let form = FieldForm<JourneyFields>(state: state)
        let moved: HTML =
            journey?.movedAt == nil
            ? .empty
            : "<p class=\"notice warn\">\(L("The event has moved, and your journey with it. Look whether it is still right, and save it."))</p>"
        let isOpen = journey == nil || journey?.movedAt != nil || states["journey"] != nil
        return fold(
            "travel", L("How I come"), told, isOpen: isOpen,
            """
            \(moved)<form class="form" id="journey" method="post" action="\(own.journeyPath)">\(form.summary)\(form.html)\
            <div class="actions"><button class="primary">\(L("Save the journey"))</button></div></form>
            """)
    }

    private var need: HTML {
        let state =
            states["needs"]
            ?? FormState(
                stored: needs.flatMap { [("need", $0.code.rawValue), ("text-\($0.code.rawValue)", $0.text)] })
        let chosen = Set(state.values.all("need"))
        let count: HTML =
            needs.isEmpty
            ? "<span class=\"muted small\">\(L("nothing told"))</span>"
            : "<span class=\"state good\">\(L(needs.count, one: "\(needs.count) need", other: "\(needs.count) needs"))</span>"
        return fold(
            "needs", L("What I need"), count, isOpen: states["needs"] != nil,
            """
            <p class="hint">\(L("Only if you wish. The kitchen and the house get numbers; the organisers read your name beside it only with a reason that is written down. Erased after \(DateText.day(lastDay))."))</p>\
            <form class="form" id="needs-form" method="post" action="\(own.needsPath)"><fieldset class="options"><legend class="sr">\(L("What I need"))</legend>\(NeedCode.allCases.html { code in
                """
                <label class="check"><input type="checkbox" name="need" value="\(code.rawValue)"\("checked", when: chosen.contains(code.rawValue))> <span>\(code.label)</span></label>\
                \(code.hasText ? state.text("text-\(code.rawValue)", Self.label(code), maxLength: 2 * NeedCode.textLimit) : .empty)
                """
            })</fieldset><div class="actions"><button>\(L("Save the needs"))</button></div></form>
            """)
    }

    private static func label(_ code: NeedCode) -> Message {
        switch code {
        case .allergy: L("Against what?")
        case .interpreter: L("Into which language?")
        default: L("What?")
        }
    }

    private var letter: HTML {
        let state = states["letter"] ?? FormState()
        let form = FieldForm<LetterFields>(state: state)
        let body: HTML =
            if hasLetter {
                """
                <p class="state warn">\(L("The letter is asked for."))</p><form method="post" action="\(own.letterPath)"><button class="plain" name="act" value="withdrawal">\(L("I need none: erase what I wrote"))</button></form>
                """
            } else {
                """
                \(journey?.visa == .issued ? "<p class=\"state good\">\(L("The letter was issued; what you wrote for it is erased."))</p>" : .empty)\
                <form class="form" id="letter" method="post" action="\(own.letterPath)">\(form.summary)\(form.html)\
                <p class="hint">\(L("Only the organisers see it. It is erased when the letter is handed over, and at the latest on the day after the event. No copy of a passport is needed."))</p>\
                <div class="actions"><button>\(L("Ask for the letter"))</button></div></form>
                """
            }
        let visa: JourneyRecord.Visa = hasLetter ? .asked : journey?.visa ?? .notNeeded
        let mark: HTML = visa == .notNeeded ? "<span class=\"muted small\">\(visa.label)</span>" : visa.chip
        return fold("visa", L("Letter for a visa"), mark, isOpen: !state.errors.isEmpty, body)
    }
}

/// What the pages of one's own registration have in common.
enum OwnPage {
    static func layout(_ visit: Visit, _ own: OwnJourney, _ event: EventRecord, _ title: Message, path: String)
        -> Layout
    {
        var layout = Layout(.phone, title, path: path)
        layout.heading = "<a class=\"brand\" href=\"\(own.homePath)\">Roundtable</a>"
        layout.marking = event.marking
        layout.tools = LanguageMenu.html(path: path)
        layout.notice = Done.notice(visit)
        layout.help = Help.address(at: path)
        return layout
    }

    static var noSeat: HTML {
        "<div class=\"notice\"><p>\(L("There is no seat yet.")) \(L("It can be told as soon as the seat is confirmed."))</p></div>"
    }

    /// Beside each other: what somebody tells of their own registration.
    static func tabs(_ own: OwnJourney, _ event: EventRecord, _ chosen: String) -> HTML {
        SubTabs(label: L("My registration"), items: pages(own, event), chosen: chosen).html
    }

    private static let features: [any OwnPageFeature.Type] = Features.all { $0 as? any OwnPageFeature.Type }

    static func pages(_ own: OwnJourney, _ event: EventRecord) -> [SubTabs.Item] {
        [
            .init(id: "home", label: L("My place"), path: own.homePath),
            .init(id: "agenda", label: EventTab.agenda.label, path: own.agendaPath),
            .init(id: "journey", label: L("Travel and needs"), path: own.journeyPath),
            .init(id: "claim", label: L("Costs"), path: own.claimPath),
        ] + features.compactMap { $0.ownPage(own, event) }
    }
}

/// A feature with a page of one's own registration beside travel and costs.
protocol OwnPageFeature: Feature {
    /// Nothing where the event has none.
    static func ownPage(_ own: OwnJourney, _ event: EventRecord) -> SubTabs.Item?
}

/// An organiser enters it for somebody: in words about them.
struct JourneyPage {
    let frame: EventFrame
    let traveller: Traveller
    let state: FormState

    var answer: Answer {
        let form = FieldForm<JourneyFields>(state: state)
        let path = LogisticsPaths.journey(frame.event.id, traveller.id)
        let tickets: [FieldOption] = JourneyFields.tickets.map { (value: $0, label: JourneyFields.ticketWords($0)) }
        return Logistics.answer(
            frame, "travel", .verbatim(traveller.name), path: path,
            """
            <div class="head"><h1 dir="auto">\(traveller.name)</h1></div>\(traveller.isSeated ? .empty : OwnPage.noSeat)\
            <form class="form" id="journey" method="post" action="\(path)">\(form.summary)\
            \(state.text("origin", L("Where \(traveller.name) travels from"), maxLength: 240))\(form.html(without: ["origin", "ticket"]))\
            \(state.select("ticket", L("Ticket"), options: tickets))\
            <div class="actions"><button class="primary">\(L("Save the journey"))</button>\
            <a class="button plain" href="\(LogisticsPaths.travel(frame.event.id))">\(L("Cancel"))</a></div></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }
}
