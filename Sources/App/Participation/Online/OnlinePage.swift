import Domain
import Markup
import Storage
import Web

/// A participant's page of an online event: the button that leads to the meeting, what is asked of them, and what they all ask.
struct OnlinePage {
    private let visit: Visit
    private let event: EventRecord
    private let place: Membership.Place
    private let door: OnlineDoor
    private let own: [RoomQuestionRecord]
    /// Whatever became of them: others are not told whose a question is.
    private let asked: [RoomQuestion.ID]
    private let endorsed: Set<RoomQuestion.ID>
    private let choices: [RoomPoll.ID: Int]
    private let sections: OnlineSections
    private let heads: Int
    var form = FormState()

    init(_ visit: Visit, code: String, form: FormState = FormState(), _ reading: any Reading) throws {
        let (event, place) = try OnlineOperations.seat(visit, code: code, reading)
        (self.visit, self.event, self.place, self.form) = (visit, event, place, form)
        let store = OnlineStore(reading)
        door = try OnlineDoor(event, reading)
        let questions = try store.questions(of: event.id)
        let mine = questions.filter { $0.participant == place.seat }
        own = mine.filter { $0.state == .waiting }
        asked = mine.map(\.id)
        endorsed = try store.endorsed(by: place.seat, in: event.id)
        choices = try store.choices(of: place.seat, in: event.id)
        sections = try OnlineSections(event, reading)
        heads = try store.lastStay(of: place.seat, in: event.id)?.heads ?? 1
    }

    var answer: Answer {
        var layout = Layout(.phone, .verbatim(event.title), path: OnlinePaths.room(event.code))
        layout.heading = "<span dir=\"auto\">\(event.title)</span>"
        layout.tools = LanguageMenu.html(path: OnlinePaths.room(event.code))
        layout.scripts = ["online"]
        layout.styles = ["door"]
        layout.notice = Done.notice(visit)
        layout.live = OnlinePaths.live(event.code)
        layout.state = OnlineSections.state
        let html = layout.document(
            """
            <div id="online" data-presence="\(OnlinePaths.presence(event.code))" data-endorsed="\(endorsed.map(\.description).sorted().joined(separator: " "))"\
             data-own="\(asked.map(\.description).sorted().joined(separator: " "))" data-choices="\(choices.map { "\($0.key):\($0.value)" }.sorted().joined(separator: " "))" data-seat="\(place.seat)">
            \(sections.down)\(moved)\(joining)\(sections.polls)\(asking)\(sections.questions)\(ways)</div>
            """)
        return .html(html, status: form.errors.isEmpty ? .ok : .unprocessableContent)
    }

    private var joining: HTML {
        let now = visit.now
        guard let part = door.open(at: now).first else { return closed(now) }
        let clock = MomentWords(event.timeZone)
        return """
            <section id="joining"><div class="head"><h1 dir="auto">\(part.title)</h1>\
            \(door.hasAgenda ? "<p class=\"muted\">\(clock.html(part.startsAt, .weekday))</p>" as HTML : .empty)</div>\
            <form class="stack-2" id="join" method="post" action="\(OnlinePaths.joining(event.code))" data-link="\(part.link)">\
            <div class="actions"><button class="primary">\(L("Go to the meeting"))</button></div>\
            <details\("open", when: heads > 1)><summary>\(L("Are you several before this screen?"))</summary><div class="field">\
            <label for="heads">\(L("How many are you before this screen?"))</label>\
            <input id="heads" name="heads" type="number" min="1" max="\(OnlineOperations.mostHeads)" value="\(heads)" inputmode="numeric"></div></details>\
            <p class="muted small">\(L("It opens beside this page. Leave this page open: questions and polls stand here, and it notes how long you are there. If your phone sleeps, up to five minutes at a time still count."))</p></form></section>
            """
    }

    private func closed(_ now: Int64) -> HTML {
        let clock = MomentWords(event.timeZone)
        let words: HTML =
            if let next = door.next(after: now) {
                "<p class=\"lede\"><bdi>\(next.title)</bdi> \(clock.html(next.startsAt, .weekday))</p><p>\(L("The button to the meeting stands here from a quarter of an hour before. This page updates by itself."))</p>"
            } else if door.parts.contains(where: { $0.endsAt > now }) {
                "<p>\(L("There is no link to the meeting yet. Whoever runs the event enters it."))</p>"
            } else {
                "<p>\(L("The event is over."))</p>"
            }
        return
            "<section id=\"joining\"><div class=\"head\"><h1 dir=\"auto\">\(event.title)</h1>\(words)</div></section>"
    }

    /// Shown by the module when the link was changed while the page was open.
    private var moved: HTML {
        """
        <div id="online-moved" class="notice warn" role="status" hidden><p>\(L("The link to the meeting was changed."))</p>\
        <a class="button" href="" target="_blank" rel="noreferrer">\(L("Go to the meeting"))</a></div>
        """
    }

    /// What goes on whatever becomes of the meeting.
    private var ways: HTML {
        """
        <p class="actions"><a class="button plain" href="\(AgendaPaths.agenda(event.id))">\(L("Agenda"))</a>\
        <a class="button plain" href="\(Paths.materials(event.id))">\(L("Materials"))</a></p>
        """
    }

    private var draft: String { "room-question-\(event.id)-\(place.seat)" }
    private var isSent: Bool { visit.inbound.query["done"] == Done.questionSent.name }

    private var asking: HTML {
        """
        <section id="asking"\("data-draft-clear", value: isSent ? draft : nil)><h2>\(L("Ask"))</h2>\
        <form class="form" id="ask" method="post" action="\(OnlinePaths.questions(event.code))" data-draft="\(draft)">\
        \(form.summary([("text", L("Your question"))]))\(form.area("text", L("Your question"), hint: L("Without your name for the others; whoever runs the event sees it, and shows it to all."), maxLength: 500))\
        <div class="actions"><button>\(L("Send the question"))</button></div></form>\
        \(own.isEmpty ? .empty : """
            <details><summary>\(L(own.count, one: "\(own.count) question of yours is not shown yet", other: "\(own.count) questions of yours are not shown yet"))</summary>\
            <ul class="lines">\(own.html { "<li dir=\"auto\">\($0.text)</li>" })</ul></details>
            """)</section>
        """
    }
}

/// Where somebody is led whose browser runs no scripts: one more press.
struct OnlineLinkPage {
    let visit: Visit
    let link: String
    let code: String

    var answer: Answer {
        .html(
            visit.layout(.narrow, L("Go to the meeting")).document(
                """
                <div class="head"><h1>\(L("Go to the meeting"))</h1><p class="muted">\(L("You are noted as there."))</p></div>\
                <div class="actions"><a class="button primary" href="\(link)" rel="noreferrer">\(L("Go to the meeting"))</a>\
                <a class="button plain" href="\(OnlinePaths.room(code))">\(L("Questions and polls"))</a></div>
                """))
    }
}

/// What changes for everybody alike while the page is open.
struct OnlineSections {
    /// One page for all: nothing makes it necessary to fetch it anew.
    static let state = "online"

    private let event: EventRecord
    private let shown: [RoomQuestionRecord]
    private let open: [RoomPollRecord]
    private let isDown: String?

    init(_ event: EventRecord, _ reading: any Reading) throws {
        self.event = event
        let store = OnlineStore(reading)
        isDown = try store.down(event.id)
        shown = try store.questions(of: event.id).filter { $0.state == .shown || $0.state == .answered }
        open = try store.polls(of: event.id).filter { $0.state != .draft }
    }

    var regions: [LiveRegion] {
        [
            LiveRegion("online-down", down), LiveRegion("online-polls", polls),
            LiveRegion("online-questions", questions),
        ]
    }

    /// The meeting cannot be reached: said here, where all of them are.
    var down: HTML {
        guard let isDown else { return "<div id=\"online-down\" role=\"status\"></div>" }
        return """
            <div id="online-down" role="status"><div class="notice warn"><p><b>\(L("The meeting cannot be reached at the moment."))</b></p>\
            <p dir="auto">\(isDown.isEmpty ? L("Stay on this page: it says when the meeting is back. Questions, polls, agenda and materials go on here.") : .verbatim(isDown))</p></div></div>
            """
    }

    var questions: HTML {
        let (asked, answered) = (shown.filter { $0.state == .shown }, shown.filter { $0.state == .answered })
        return """
            <section id="online-questions"><h2>\(L("Questions"))</h2>\
            \(asked.isEmpty ? "<p class=\"muted\">\(L("No question is shown yet."))</p>" as HTML : "<ul class=\"lines\">\(asked.html(question))</ul>")\
            \(answered.isEmpty ? .empty : """
                <details id="answered"><summary>\(L(answered.count, one: "\(answered.count) answered", other: "\(answered.count) answered"))</summary>\
                <ul class="lines">\(answered.html { "<li dir=\"auto\">\($0.text)</li>" })</ul></details>
                """)</section>
            """
    }

    private func question(_ question: RoomQuestionRecord) -> HTML {
        """
        <li class="between" id="q-\(question.id)"><p dir="auto">\(question.text)</p>\
        <form class="endorse" id="e-\(question.id)" method="post" action="\(OnlinePaths.endorsement(event.code, question.id))" data-question="\(question.id)">\
        <input type="hidden" name="on" value="1"><button>\(L("I ask this too")) <span class="num">\(question.endorsements)</span></button></form></li>
        """
    }

    var polls: HTML {
        guard !open.isEmpty else { return "<section id=\"online-polls\"></section>" }
        return """
            <section id="online-polls"><h2>\(L("Polls"))</h2><ul class="lines">\(open.html { poll in
                "<li id=\"poll-\(poll.id)\"><p><b dir=\"auto\">\(poll.question)</b></p>\(poll.state == .open ? choosing(poll) : Self.result(poll))</li>"
            })</ul></section>
            """
    }

    private func choosing(_ poll: RoomPollRecord) -> HTML {
        """
        <form class="poll stack-2" id="a-\(poll.id)" method="post" action="\(OnlinePaths.answer(event.code, poll.id))" data-poll="\(poll.id)">\
        <fieldset class="options"><legend class="sr">\(poll.question)</legend>\(poll.options.enumerated().map { index, option in
            "<label><input type=\"radio\" name=\"choice\" value=\"\(index)\"> <span dir=\"auto\">\(option)</span></label>" as HTML
        }.joined())</fieldset><div class="actions"><button>\(L("Send my answer"))</button></div>\
        <p class="muted small">\(L("A poll is not a secret vote. You can change your answer until it is closed."))</p></form>
        """
    }

    /// Nobody's answer is told of four or fewer.
    static func result(_ poll: RoomPollRecord, forWhoRuns: Bool = false) -> HTML {
        guard forWhoRuns || poll.answered >= GroupedFigures.least else {
            return "<p class=\"muted\">\(L("Too few have answered to show how."))</p>"
        }
        let most = max(1, poll.counts.max() ?? 1)
        return """
            <ul class="plain-list">\(zip(poll.options, poll.counts).map { option, count in
                """
                <li><div class="between"><span dir="auto">\(option)</span> <span class="num">\(count)</span></div>\
                <svg class="bar" viewBox="0 0 \(most) 1" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="\(most)" height="1"/><rect class="fill" width="\(count)" height="1"/></svg></li>
                """ as HTML
            }.joined())</ul><p class="muted small">\(L(poll.answered, one: "\(poll.answered) has answered", other: "\(poll.answered) have answered"))</p>
            """
    }
}
