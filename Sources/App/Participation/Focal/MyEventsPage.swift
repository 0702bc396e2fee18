import Domain
import Markup
import Storage
import Web

/// One registration as the person sees it: what is so, and what to do, on a phone.
struct MyEvent: Sendable {
    let registration: RegistrationRecord
    let event: EventRecord
    let rule: RegistrationRule?
    /// What has no room, and how many are ahead, while the person waits.
    let waiting: SeatStanding.Waiting?
    /// The room, where there is a seat and the reader has an account.
    let opensRoom: Bool
    /// How many questions the organiser has, and whether any of them was answered.
    let asked: (count: Int, isAnswered: Bool)
    /// Nothing without a seat.
    let reading: MyEventReading?

    init(_ registration: RegistrationRecord, visitor: Visitor, now: Int64, _ reading: any Reading) throws {
        self.registration = registration
        event = try EventStore(reading).event(registration.event)
        let rule = try RegistrationStore(reading).rule(of: registration.event)
        var waiting: SeatStanding.Waiting?
        if let rule, registration.isWaiting {
            waiting = try SeatStanding(event, rule, hidesOthers: true, now: now, reading).waiting[registration.id]
        }
        (self.rule, self.waiting) = (rule, waiting)
        let store = RegistrationQuestionStore(reading)
        let questions = try store.questionnaire(of: registration.event).questions.count
        asked = (questions, try questions > 0 && !store.answers(of: registration.id).isEmpty)
        self.reading = try MyEventReading(registration, of: event, now: now, reading)
        opensRoom = visitor.account != nil && registration.state == .complete && registration.account != nil
    }

    func isOver(on day: String) -> Bool { event.endsOn < day || !registration.isActive }

    var needsAnswer: Bool {
        registration.isOffered || registration.isActive && registration.confirmedAt == nil
    }
}

/// A registration as a card: the state in one sentence, an offer with two big buttons, what else can be done.
struct MyEventCard {
    /// Where its forms go.
    struct Ways: Sendable {
        let confirmation: String
        let acceptance: String
        let withdrawal: String
        let mode: String
        let questions: String
        let back: String
        let calendar: String
        let own: OwnJourney

        init(account id: Registration.ID) {
            confirmation = Paths.myConfirmation(id)
            acceptance = Paths.myAcceptance(id)
            withdrawal = Paths.myWithdrawal(id)
            mode = Paths.myMode(id)
            (questions, back) = (Paths.myQuestions(id), Paths.myEvents())
            calendar = Paths.myCalendar(id)
            own = .account(id)
        }

        init(link: String) {
            confirmation = Paths.personalConfirmation(link)
            acceptance = Paths.personalAcceptance(link)
            withdrawal = Paths.personalWithdrawal(link)
            mode = Paths.personalMode(link)
            (questions, back) = (Paths.personalQuestions(link), Paths.personal(link))
            calendar = Paths.personalCalendar(link)
            own = .link(link)
        }
    }

    let own: MyEvent
    let ways: Ways
    let now: Int64
    /// Of the page that shows one card only, its heading is the page's.
    let heading: Int
    var hasMail = true

    private var registration: RegistrationRecord { own.registration }
    private var event: EventRecord { own.event }
    private var clock: MomentWords { MomentWords(event.timeZone) }
    private var isFrozen: Bool { own.rule?.isFrozen(at: now, in: event) ?? false }

    var html: HTML {
        """
        <section class="sheet-card" id="registration-\(registration.id)">\(title)\
        \(facts)\
        <div class="notice \(tone)"><p><b>\(OwnWords(registration: registration, rule: own.rule, now: now).sentence)</b></p></div>\
        \(event.standing.label.map { "<p class=\"notice warn\">\($0)</p>" as HTML } ?? .empty)\
        \(offer)\(waiting)\(wish)\(reason)\(confirmation)\(questions)\(list)\(more)</section>
        """
    }

    /// Whose seat it is, when and where, and who may know of it.
    private var facts: HTML {
        """
        <dl class="facts"><dt>\(L("For", context: "person"))</dt><dd><bdi>\(registration.name)</bdi></dd>\
        <dt>\(L("When"))</dt><dd>\(DateText.span(event.startsOn, event.endsOn)) <span class="muted">(\(zone))</span></dd>\
        \(event.place.isEmpty ? .empty : "<dt>\(L("Place"))</dt><dd><bdi>\(event.place)</bdi></dd>")\
        \(heading == 1 ? .empty : "<dt>\(L("Marking"))</dt><dd>\(TLP.chip(event.marking))</dd>")</dl>
        """
    }

    private var zone: String {
        clock.name(at: EventClock(zone: event.timeZone).milliseconds("\(event.startsOn)T12:00") ?? now)
    }

    private var list: HTML {
        guard let reading = own.reading else { return .empty }
        let list = MyEventListSection(own: own, mine: reading, ways: ways.own, now: now)
        return "\(list.primary)\(list.html)"
    }

    private var title: HTML {
        heading == 1
            ? "<h1 dir=\"auto\">\(event.title)</h1>" : "<h2 dir=\"auto\">\(event.title)</h2>"
    }

    private var tone: String {
        switch registration.state {
        case .complete: "good"
        case .waitlisted: "warn"
        case .rejected: "bad"
        case .pending: registration.awaitsPerson ? "warn" : ""
        case .withdrawn: ""
        }
    }

    private var offer: HTML {
        guard registration.isOffered, let until = registration.offeredUntil else { return .empty }
        return """
            <p>\(L("Answer until")) \(clock.html(until))</p>\
            <p class="muted">\(left(until))</p>\
            <div class="actions offer"><form method="post" action="\(ways.acceptance)"><button class="primary">\(L("Yes, I will come"))</button></form>\
            <form method="post" action="\(ways.withdrawal)"><button>\(L("No, I cannot come"))</button></form></div>
            """
    }

    /// Days and hours, and near the end a clock that runs.
    private func left(_ until: Int64) -> HTML {
        if event.standing == .postponed { return "\(L("The event has no date yet; the time to answer stands still."))" }
        let hours = Int(max(0, until - now) / EpochTime.hour)
        let (days, rest) = (hours / 24, hours % 24)
        if days > 0 {
            var parts = [L(days, one: "\(days) day", other: "\(days) days")]
            if rest > 0 { parts.append(L(rest, one: "\(rest) hour", other: "\(rest) hours")) }
            return "\(L("Time left: \(list: parts, .commas)"))"
        }
        guard hours < 2 else { return "\(L(hours, one: "\(hours) hour left", other: "\(hours) hours left"))" }
        return """
            \(L("Time left:")) <time data-countdown="\(until)" data-server-now="\(now)" data-quiet></time>
            """
    }

    private var waiting: HTML {
        guard registration.isWaiting else { return .empty }
        let full = own.waiting?.full ?? []
        let why = full.isEmpty ? L("Somebody else was before you.") : L("There is no room: \(list: full, .semicolons).")
        let place: Message? =
            if let waiting = own.waiting, own.rule?.placesShown ?? false, !full.isEmpty {
                L("You have place \(waiting.place) among those who wait for the same; it can change.")
            } else { nil }
        return
            "<p class=\"muted\">\(why) \(place.map { "\($0) " as HTML })\(hasMail ? L("If a seat becomes free for you, a mail tells you.") : L("If a seat becomes free for you, it stands here."))</p>"
    }

    private var wish: HTML {
        let words: Message? =
            switch registration.wish {
            case .withdrawal: L("You have asked to withdraw. The list is final, so the organiser decides.")
            case .inPerson: L("You have asked for a seat in the room; you get it when one is free.")
            case .online: L("You have asked to take part online; the organiser decides.")
            case nil: nil
            }
        return words.map { "<p class=\"muted\">\($0)</p>" } ?? .empty
    }

    private var reason: HTML {
        guard !registration.isActive, !registration.reason.isEmpty else { return .empty }
        return "<p dir=\"auto\">\(registration.reason)</p>"
    }

    private var confirmation: HTML {
        guard registration.isActive, !registration.isOffered, registration.confirmedAt == nil else { return .empty }
        let words: Message =
            registration.channel == .nomination
            ? L("You were nominated. Say that you come, so that your place is planned.")
            : L("Say that you come, so that your place is planned.")
        return """
            <p>\(words)</p><form class="actions" method="post" action="\(ways.confirmation)">\
            <button class="primary">\(L("Yes, I will come"))</button></form>
            """
    }

    private var questions: HTML {
        guard registration.isActive, own.asked.count > 0 else { return .empty }
        let (count, words) = (own.asked.count, L("Change my answers"))
        guard !own.asked.isAnswered else { return "<p><a href=\"\(ways.questions)\">\(words)</a></p>" }
        return """
            <p><a class="button" href="\(ways.questions)">\(L(count, one: "Answer \(count) question of the organiser", other: "Answer \(count) questions of the organiser"))</a></p>
            """
    }

    private var more: HTML {
        let calendar: HTML =
            registration.state == .complete
            ? "<a class=\"button\" href=\"\(ways.calendar)\">\(Icon.svg("download")) \(L("Calendar file"))</a>" : .empty
        let room: HTML =
            own.opensRoom ? "<a class=\"button\" href=\"\(Paths.event(event.id))\">\(L("Open the event"))</a>" : .empty
        let online: HTML =
            registration.state == .complete && registration.mode == .online && !event.link.isEmpty
            ? "<p><a href=\"\(event.link)\" rel=\"noreferrer\">\(L("Link of the meeting"))</a></p>" : .empty
        return """
            \(online)\(calendar.isEmpty && room.isEmpty ? .empty : "<div class=\"actions\">\(room)\(calendar)</div>")\(mode)\(withdrawal)
            """
    }

    private var mode: HTML {
        guard own.rule?.mode == .hybrid, registration.isActive, registration.wish == nil else { return .empty }
        let other: AttendanceMode = registration.mode == .online ? .inPerson : .online
        let words = other == .online ? L("Take part online instead") : L("Ask for a seat in the room")
        return """
            <form method="post" action="\(ways.mode)"><input type="hidden" name="mode" value="\(other.rawValue)">\
            <button class="plain">\(words)</button></form>
            """
    }

    private var withdrawal: HTML {
        // Who was there came, and afterwards nobody's place is given on.
        let isOver = event.endsOn < CalendarDate.today(now, timeZone: event.timeZone)
        guard !isOver, !(own.reading?.hasCome ?? false), registration.isActive, !registration.isOffered,
            registration.wish != .withdrawal
        else { return .empty }
        let words =
            isFrozen
            ? L("The list is final: hotels and travel are booked. The organiser is asked.")
            : L("Your place goes to somebody else at once. If you were nominated, your focal point sees it.")
        return """
            <details><summary>\(L("I cannot come"))</summary><p class="muted">\(words)</p>\
            <form method="post" action="\(ways.withdrawal)"><button class="danger">\(L("Withdraw"))</button></form></details>
            """
    }
}

/// All events to which somebody is registered, with their account.
struct MyEventsPage {
    let visit: Visit
    let events: [MyEvent]

    private var today: String { CalendarDate.today(visit.now) }

    var answer: Answer {
        let current = events.filter { !$0.isOver(on: today) }.sorted {
            ($0.needsAnswer ? 0 : 1, $0.event.startsOn, $0.event.title) < (
                $1.needsAnswer ? 0 : 1, $1.event.startsOn, $1.event.title
            )
        }
        let past = events.filter { $0.isOver(on: today) }.sorted { $0.event.startsOn > $1.event.startsOn }
        let title = L("My events")
        return DeskFrame(visit: visit, title: title, path: Paths.myEvents(), kind: .narrow).answer(
            """
            <div class="head"><h1>\(title)</h1></div>\
            \(current.isEmpty ? empty : "<div class=\"deck\">\(current.html(card))</div>")\
            \(past.isEmpty ? .empty : "<details><summary>\(L("Past and ended"))</summary><div class=\"deck\">\(past.html(card))</div></details>")
            """)
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("You are registered for nothing"))</h2>\
        <p class="muted">\(L("Events to which you are nominated or invited stand here. If you were told of one, your account may not be linked to you yet: an administrator links it."))</p></div>
        """
    }

    private func card(_ own: MyEvent) -> HTML {
        MyEventCard(
            own: own, ways: .init(account: own.registration.id), now: visit.now, heading: 2,
            hasMail: visit.settings.mail != nil
        ).html
    }
}

/// The same of one event, by the link in a mail.
struct PersonalPage {
    let visit: Visit
    let own: MyEvent
    let link: String

    var answer: Answer {
        let registration = own.registration
        var layout = Layout(.phone, .verbatim(own.event.title), path: Paths.personal(link))
        layout.heading = "<a class=\"brand\" href=\"\(Paths.personal(link))\">Roundtable</a>"
        layout.marking = own.event.marking
        layout.tools = LanguageMenu.html(path: Paths.personal(link))
        layout.notice = Done.notice(visit)
        return .html(
            layout.document(
                """
                \(MyEventCard(own: own, ways: .init(link: link), now: visit.now, heading: 1, hasMail: visit.settings.mail != nil).html)\
                <details><summary>\(L("What is stored about you"))</summary><dl class="facts">\
                <dt>\(L("Name"))</dt><dd dir="auto">\(registration.name)</dd>\
                \(registration.email.map { "<dt>\(L("E-mail"))</dt><dd><bdi>\($0)</bdi></dd>" })\
                \(registration.organisation.isEmpty ? .empty : "<dt>\(L("Organisation"))</dt><dd dir=\"auto\">\(registration.organisation)</dd>")\
                </dl><p class="muted">\(L("Who sees it: the organisers, and who nominated you. Write to the organiser to correct it."))</p></details>
                """))
    }
}
