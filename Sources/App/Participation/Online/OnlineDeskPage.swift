import Domain
import Markup
import Storage
import Web

/// What whoever runs an online event sees: who is connected, what is asked, polls, and the figures afterwards.
struct OnlineDeskPage {
    static let label: Message = L("Online")

    private let frame: EventFrame
    private let door: OnlineDoor
    private let figures: OnlineFigures
    private let names: DirectoryNames
    private let sections: OnlineDeskSections
    private let form: FormState
    private let down: String?
    private let wallToken: String

    init(_ visit: Visit, _ event: Event.ID, form: FormState = FormState(), _ reading: any Reading) throws {
        frame = try EventFrame(visit, event, reading)
        door = try OnlineDoor(frame.event, reading)
        figures = try OnlineFigures(frame.event, reading)
        names = try DirectoryNames(reading)
        sections = try OnlineDeskSections(frame.event, now: visit.now, reading)
        self.form = form
        down = try OnlineStore(reading).down(event)
        wallToken = ProjectorLink.token(
            event: event, generation: frame.event.projectorGeneration, key: visit.services.key)
    }

    private var event: EventRecord { frame.event }

    var answer: Answer {
        var layout = frame.layout(
            Self.label, path: OnlinePaths.desk(event.id), tab: AttendancePage.tab.id,
            between: [.init(L("Attendance"), DoorPaths.attendance(event.id))])
        layout.title = .verbatim("\(Self.label.string()) · \(event.title)")
        layout.live = OnlinePaths.deskLive(event.id)
        layout.state = OnlineSections.state
        return layout.answer(
            """
            <div class="head"><h1>\(Self.label)</h1></div>\
            \(link)\(sections.connected)\(screens)\(outage)<div class="split even"><div class="stack-2">\(sections.questions)</div>\
            <div class="stack-2">\(sections.polls)\(poll)</div></div>\(numbers)
            """, form.errors.isEmpty ? .ok : .wrong)
    }

    private var link: HTML {
        let hasLink = door.parts.contains { !$0.link.isEmpty }
        let address = frame.visit.settings.baseURL + OnlinePaths.room(event.code)
        return """
            \(hasLink ? .empty : """
                <div class="notice warn"><p>\(L("The event has no link to a meeting yet: nobody can go there from here."))</p>\(linking)</div>
                """)\
            <p>\(L("Participants find the button, the questions and the polls at")) <a href="\(OnlinePaths.room(event.code))"><bdi>\(address)</bdi></a></p>
            """
    }

    private var linking: HTML {
        guard frame.allows(.organise) else { return .empty }
        return """
            <form class="inline" id="meeting-link" method="post" action="\(OnlinePaths.link(event.id))">\
            \(form.text("link", L("Link of the meeting"), type: "url", maxLength: 500, isRequired: true))<button>\(L("Save"))</button></form>
            """
    }

    /// What is put on the wall of the room, for those who sit there together.
    private var screens: HTML {
        let wall = OnlinePaths.wall(event.id, wallToken)
        return """
            <p class="actions"><a class="button" href="\(wall)" target="_blank" rel="noopener">\(Icon.svg("screen")) \(L("Questions and polls on the wall"))</a></p>
            """
    }

    private var outage: HTML {
        let path = OnlinePaths.down(event.id)
        if let words = down {
            return """
                <form id="outage" class="notice warn" method="post" action="\(path)"><p>\(L("Participants are told that the meeting cannot be reached."))\
                \(words.isEmpty ? .empty : " <bdi>\(words)</bdi>" as HTML)</p><div class="actions"><button class="primary">\(L("The meeting is back"))</button></div></form>
                """
        }
        return """
            <details id="outage"\("open", when: form.errors["words"] != nil)><summary>\(L("Can the meeting not be reached?"))</summary>\
            <form class="form" id="outage-form" method="post" action="\(path)"><input type="hidden" name="on" value="1">\
            \(form.area("words", L("What participants are told"), hint: L("May be empty: then they are asked to stay on their page, where questions and polls go on. You can name another link or a telephone number."), maxLength: 500))\
            <div class="actions"><button>\(L("Tell all participants"))</button></div></form></details>
            """
    }

    private var poll: HTML {
        let isOpen = form.errors["question"] != nil || form.errors["options"] != nil
        return """
            <details id="poll-adding"\("open", when: isOpen)><summary>\(L("New poll"))</summary>\
            <form class="form" id="new-poll" method="post" action="\(OnlinePaths.polls(event.id))">\
            \(form.summary([("question", L("What is asked")), ("options", L("Answers"))]))\
            \(form.text("question", L("What is asked"), maxLength: 200, isRequired: true))\
            \(form.area("options", L("Answers"), hint: L("Two to eight, each on a line of its own."), maxLength: 1_200))\
            <div class="actions"><button>\(L("Add the poll"))</button></div></form></details>
            """
    }

    // MARK: Figures

    /// For afterwards: while the event is on, what is asked comes first.
    private var numbers: HTML {
        let left: HTML =
            figures.byCountry.hides || figures.bySector.hides
            ? " \(L("A dash stands where fewer than five came, or stayed away, or where such a figure could be found by subtraction."))"
            : .empty
        return """
            <details id="figures"><summary>\(L("Figures for the report"))</summary><div class="stack-4">\
            <dl class="figures"><div><dt>\(L("registered"))</dt><dd>\(figures.registered)</dd></div><div><dt>\(L("came"))</dt><dd>\(figures.came)</dd></div>\
            <div><dt>\(L("stayed for at least \(figures.percent) %"))</dt><dd>\(figures.stayed)</dd></div>\
            \(figures.heads > figures.connected ? "<div><dt>\(L("before the screens"))</dt><dd>\(figures.heads)</dd></div>" as HTML : .empty)</dl>\
            <p class="muted">\(L("Groups of fewer than five are joined to the others, so that nobody is recognised in a report."))\(left)</p>\
            <div class="split even">\(table(L("By country"), figures.byCountry) { .verbatim(names.country($0) ?? $0) })\
            \(table(L("By sector"), figures.bySector) { names.sector($0)?.label ?? .verbatim($0) })</div>\
            <div class="actions">\(TableFormat.allCases.html { format in
                "<a class=\"button plain\" href=\"\(OnlinePaths.figures(event.id, format.rawValue))\" download>\(Icon.svg("download")) \(format.label)</a>"
            })</div>\(joins)</div></details>
            """
    }

    private var joins: HTML {
        guard !figures.joins.isEmpty else { return .empty }
        return """
            <details id="joins"><summary>\(L(figures.joins.count, one: "\(figures.joins.count) person joined more than once", other: "\(figures.joins.count) people joined more than once"))</summary>\
            <p class="muted">\(L("Each is counted once. Many times can mean that a link was passed on."))</p><ul class="lines">\(figures.joins.html { join in
                "<li class=\"between\"><bdi>\(join.person.name)</bdi> <span>\(L(join.count, one: "joined \(join.count) time", other: "joined \(join.count) times"))</span></li>"
            })</ul></details>
            """
    }

    private func count(_ count: Int?) -> HTML {
        count.map { "\($0)" } ?? "<span aria-hidden=\"true\">–</span><span class=\"sr\">\(L("left out"))</span>"
    }

    /// Nothing where all are the others: that says what stands above.
    private func table(_ title: Message, _ figures: GroupedFigures, name: (String) -> Message) -> HTML {
        guard figures.lines.count > 1 else { return .empty }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(title.string())"><table><caption>\(title)</caption><thead><tr>\
            <th scope="col">\(L("Group"))</th><th scope="col" class="num">\(L("registered"))</th><th scope="col" class="num">\(L("came"))</th>\
            <th scope="col" class="num">\(L("stayed"))</th></tr></thead><tbody>\(figures.lines.html { line in
                """
                <tr><th scope="row">\(line.group.map { name($0) } ?? L("Others"))</th><td class="num">\(line.registered)</td>\
                <td class="num">\(count(line.came))</td><td class="num">\(count(line.stayed))</td></tr>
                """
            })</tbody></table></div>
            """
    }
}

/// The parts of it that change while it is open.
struct OnlineDeskSections {
    static let audience = "desk"

    private let event: EventRecord
    private let asked: [RoomQuestionRecord]
    private let all: [RoomPollRecord]
    private let here: Int
    private let heads: Int
    /// What is the first thing to do: nothing while the meeting cannot be reached, which is another.
    private let next: RoomQuestion.ID?

    init(_ event: EventRecord, now: Int64, _ reading: any Reading) throws {
        self.event = event
        let store = OnlineStore(reading)
        asked = try store.questions(of: event.id)
        all = try store.polls(of: event.id)
        (here, heads) = try store.connected(to: event.id, since: now - OnlineOperations.silence)
        let isDown = try store.down(event.id) != nil
        next = isDown ? nil : asked.first { $0.state == .waiting }?.id
    }

    var regions: [LiveRegion] {
        [
            LiveRegion("desk-connected", connected), LiveRegion("desk-questions", questions),
            LiveRegion("desk-polls", polls),
        ]
    }

    var connected: HTML {
        """
        <dl class="figures" id="desk-connected"><div><dt>\(L("are connected now"))</dt><dd>\(here)</dd></div>\
        \(heads > here ? "<div><dt>\(L("before their screens"))</dt><dd>\(heads)</dd></div>" as HTML : .empty)</dl>
        """
    }

    var questions: HTML {
        let groups: [(RoomQuestionRecord.State, Message)] = [
            (.waiting, L("To be shown or not")), (.shown, L("Shown to all")), (.answered, L("Answered")),
            (.hidden, L("Not shown")),
        ]
        return """
            <section id="desk-questions"><h2>\(L("Questions"))</h2>\(asked.isEmpty ? "<p class=\"muted\">\(L("Nobody has asked yet."))</p>" : .empty)\
            \(groups.html { state, label in
                let found = asked.filter { $0.state == state }
                guard !found.isEmpty else { return .empty }
                return "<h3>\(label)</h3><ul class=\"lines\">\(found.html(question))</ul>"
            })</section>
            """
    }

    private func question(_ question: RoomQuestionRecord) -> HTML {
        let moves: [(RoomQuestionRecord.State, Message)] =
            switch question.state {
            case .waiting: [(.shown, L("Show to all")), (.hidden, L("Do not show"))]
            case .shown: [(.answered, L("Answered")), (.hidden, L("Do not show"))]
            case .answered, .hidden: [(.shown, L("Show to all"))]
            }
        return """
            <li id="dq-\(question.id)"><p dir="auto">\(question.text)</p><p class="meta"><bdi>\(question.name)</bdi> \
            \(question.endorsements == 0 ? .empty : "<span>\(L(question.endorsements, one: "\(question.endorsements) more asks this", other: "\(question.endorsements) more ask this"))</span>" as HTML)</p>\
            <div class="actions">\(moves.html { state, label in
                """
                <form id="m-\(state.rawValue)-\(question.id)" method="post" action="\(OnlinePaths.questionState(event.id, question.id))">\
                <input type="hidden" name="state" value="\(state.rawValue)"><button class="\(state == .shown && question.id == next ? "primary" : "plain")">\(label)</button></form>
                """
            })</div></li>
            """
    }

    var polls: HTML {
        """
        <section id="desk-polls"><h2>\(L("Polls"))</h2>\(all.isEmpty ? "<p class=\"muted\">\(L("No poll yet."))</p>" : .empty)\
        <ul class="lines">\(all.html { poll in
            """
            <li id="dp-\(poll.id)"><p><b dir="auto">\(poll.question)</b></p>\(OnlineSections.result(poll, forWhoRuns: true))\
            <form id="ps-\(poll.id)" method="post" action="\(OnlinePaths.pollState(event.id, poll.id))">\
            <input type="hidden" name="state" value="\(poll.state == .open ? "closed" : "open")">\
            <button>\(poll.state == .open ? L("Close and show the result") : poll.state == .draft ? L("Open the poll") : L("Open again"))</button></form></li>
            """
        })</ul></section>
        """
    }
}
