import Domain
import Markup
import Storage
import Web

/// What the members of a programme share, as far as somebody reads it.
struct SharingPage {
    let frame: ProgrammeFrame
    let notices: [NoticeRecord]
    /// How many answers each question has that the visitor reads.
    let answers: [Notice.ID: Int]
    let needs: [SharedNeedRecord]
    let speaks: Bool
    /// Whether they tell or ask: also in the name of a working group.
    let tells: Bool
    let showsPast: Bool
    /// Of those that are over: what was taken back, by its id.
    private let withdrawn: Set<String>
    /// How many information routes they read, and of how many countries.
    let routes: (count: Int, countries: Int)
    private let called: MemberCalled
    private let groups: [WorkingGroup.ID: String]
    private let today: String

    init(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws {
        frame = try ProgrammeFrame(visit, programme, reading)
        let (own, store) = (try SharedReading(visit, reading), NoticeStore(reading))
        let today = CalendarDate.today(visit.now)
        self.today = today
        let showsPast = visit.inbound.query.isOn("past")
        self.showsPast = showsPast
        let notices = try own.seen(store.notices(of: [programme])).filter { showsPast || $0.isCurrent(on: today) }
        self.notices = notices
        let voice = try MemberVoice(visit, programme, reading)
        speaks = voice.speaks
        tells = try voice.mayTell(reading)
        groups = Dictionary(
            uniqueKeysWithValues: try WorkingGroupStore(reading).groups(of: programme).map { ($0.id, $0.title) })
        let byNotice = Dictionary(grouping: try store.answers(to: notices.map(\.id)), by: \.notice)
        var answers: [Notice.ID: Int] = [:]
        for notice in notices where notice.isQuestion {
            answers[notice.id] =
                NoticeOperations.readable(
                    byNotice[notice.id, default: []], to: notice, by: visit.visitor.account?.id, voice
                ).count
        }
        self.answers = answers
        let needs = try own.seen(SharedNeedStore(reading).needs(of: programme)).filter {
            showsPast || $0.state != .closed
        }
        self.needs = needs
        withdrawn = try Set(own.withdrawals(notices).keys).union(own.withdrawals(needs).keys)
        let drawn = try own.seen(InformationRouteStore(reading).routes(of: programme))
        routes = (drawn.count, Set(drawn.map(\.country)).count)
        called = try MemberCalled(programme, DirectoryNames(reading), reading)
    }

    private var id: Programme.ID { frame.id }

    var answer: Answer {
        frame.page(
            L("Sharing"), path: Paths.sharing(id), tab: ProgrammeTab.sharing.id, styles: ["tables"],
            """
            <div class="head"><h1>\(L("Sharing"))</h1>\
            <p class="lede">\(L("What members tell and ask each other, and what they need in common."))</p>\
            \(tells ? actions : .empty)</div>
            <section id="notices"><h2>\(L("Notices and questions"))</h2>\(notices.isEmpty ? "<p class=\"muted\">\(L("Nothing at this time."))</p>" : FieldList.lines(notices, notice))</section>
            <section id="needs"><h2>\(L("Shared needs"))</h2>\(needs.isEmpty ? "<p class=\"muted\">\(L("No member has named a need yet."))</p>" : FieldList.lines(needs, need))</section>\
            <section id="routes"><h2>\(L("Information routes"))</h2>\
            <p>\(routes.count == 0 ? L("Who tells whom in a country: no route is drawn yet.") : L(routes.count, one: "\(routes.count) route, of \(routes.countries) countries", other: "\(routes.count) routes, of \(routes.countries) countries"))</p>\
            <p><a href="\(Paths.routes(id))">\(L("Compare the routes"))</a></p></section>\
            <p>\(showsPast ? "<a href=\"\(Paths.sharing(id))\">\(L("Only what is current"))</a>" : "<a href=\"\(Paths.sharing(id))?past=1\">\(L("Also what is over"))</a>" as HTML)</p>
            """)
    }

    private var actions: HTML {
        """
        <div class="actions"><a class="button primary" href="\(Paths.newNotice(id))">\(Icon.svg("plus")) \(L("Tell or ask the members"))</a>\
        \(speaks ? "<a class=\"button\" href=\"\(Paths.newSharedNeed(id))\">\(Icon.svg("plus")) \(L("Name a need"))</a>" : .empty)</div>
        """
    }

    private func notice(_ one: NoticeRecord) -> HTML {
        let count = answers[one.id, default: 0]
        let state: HTML =
            one.isQuestion
            ? one.takesAnswers(on: today)
                ? "<span class=\"state open\">\(L("question"))</span> "
                : "<span class=\"state\">\(L("question"))</span> "
            : .empty
        return """
            <li><p class="title" lang="\(one.language)" dir="auto"><a href="\(Paths.notice(id, one.id))">\(one.title)</a></p>\
            <p class="meta">\(mark(one.recordID))\(state)<span dir="auto">\(whose(one))</span> \
            <span>\(DateText.day(CalendarDate.today(one.createdAt)))</span> \
            \(one.isQuestion ? "<span>\(L(count, one: "\(count) answer", other: "\(count) answers"))</span> " as HTML : .empty)\(TLP.chip(one.marking))</p></li>
            """
    }

    private func need(_ one: SharedNeedRecord) -> HTML {
        """
        <li><p class="title" lang="\(one.language)" dir="auto"><a href="\(Paths.sharedNeed(id, one.id))">\(one.title)</a></p>\
        <p class="meta">\(mark(one.recordID))<span class="state">\(one.state.label)</span> \
        <span dir="auto">\(L("Named by: \(list: one.namings.map { called.name($0.member) })"))</span> \(TLP.chip(one.marking))</p></li>
        """
    }

    /// In whose name it is told.
    private func whose(_ one: NoticeRecord) -> String {
        if let member = one.member { return called.name(member) }
        return one.group.flatMap { groups[$0] } ?? frame.programme.title
    }

    private func mark(_ id: String) -> HTML {
        withdrawn.contains(id) ? "<span class=\"state warn\">\(L("withdrawn"))</span> " : .empty
    }
}
