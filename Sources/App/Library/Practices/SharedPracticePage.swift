import Domain
import Markup
import Storage
import Web

/// One practice: what is done, what it needs, who reads it, and what members did with it.
struct SharedPracticePage {
    let frame: CaseLibraryFrame
    let record: CaseRecord
    let areas: [String]
    let owner: String?
    let adoptions: [PracticeAdoptionRecord]
    let withdrawal: RecordWithdrawal?
    /// Who had it; only for who answers for it.
    let fetches: [RecordFetch]
    /// Who reads it; only for who answers for it.
    let readership: Readership?
    let mayEdit: Bool
    /// For whom the visitor decides.
    let mine: [MemberRecord]
    let state: FormState
    /// Under which mandates members decided, in words.
    private let acting: [Mandate.ID: Message]
    private let called: MemberCalled
    private let follow: FollowButton
    private let thread: ThreadTrail

    init(
        _ visit: Visit, _ programme: Programme.ID, _ id: Case.ID, _ state: FormState, _ reading: any Reading
    ) throws {
        frame = try CaseLibraryFrame(visit, .programme(programme), reading)
        let record = try PracticeOperations.visible(visit, programme, id, reading)
        self.record = record
        self.state = state
        let voice = try MemberVoice(visit, programme, reading)
        let subject = RecordSubject(.pastCase, id)
        let called = try MemberCalled(programme, frame.names, reading)
        self.called = called
        areas = try AreaTree(reading).names(AreaTags(reading).areas(of: .past, id: id))
        owner = record.owner.map { called.name($0) }
        adoptions = try PracticeStore(reading).adoptions(of: id)
        acting = try MandateWords.acting(adoptions.compactMap(\.mandate), reading)
        withdrawal = try AudienceStore(reading).withdrawal(of: subject)
        mayEdit = PracticeOperations.mayEdit(record, visit, voice)
        mine = try voice.spoken(on: CalendarDate.today(visit.now), reading).filter { $0.ref != record.owner }
        if mayEdit {
            fetches = try AudienceStore(reading).fetches(of: subject)
            let readable = record.readable(try AudienceStore(reading).audience(of: subject))
            readership = Readership(
                of: readable, in: try Community(programme, reading, now: visit.now), now: visit.now)
        } else {
            (fetches, readership) = ([], nil)
        }
        follow = try FollowButton("case:\(id)", visit, reading)
        thread = try ThreadTrail(
            pastCase: id, events: ThreadStore(reading).events(of: record.programme), reading, visit)
    }

    private var path: String { Paths.practice(record.programme, record.id) }

    var answer: Answer {
        frame.answer(
            .verbatim(record.title), path: path, crumb: PracticePaths.crumb(record.programme),
            """
            <div class="head"><h1 lang="\(record.language)" dir="auto">\(record.title)</h1>\(record.meta(frame.names))\
            \(withdrawn)\(record.retiredAt == nil ? actions : .empty)</div>
            \(record.retiredAt == nil || mayEdit ? "<div class=\"split\"><div class=\"stack-4\">\(told)</div><div class=\"stack-4\">\(used)\(readers)</div></div>\(thread.html)" as HTML : .empty)
            """, isWrong: !state.errors.isEmpty)
    }

    private var withdrawn: HTML {
        guard record.retiredAt != nil else { return .empty }
        return WithdrawalSection.told(L("This practice was withdrawn."), withdrawal?.note ?? "")
    }

    private var actions: HTML {
        """
        <div class="actions">\(mayEdit ? "<a class=\"button\" href=\"\(Paths.practiceEditing(record.programme, record.id))\">\(Icon.svg("edit")) \(L("Edit the practice"))</a>" : .empty)\(follow.html)</div>
        """
    }

    private var told: HTML {
        func section(_ title: Message, _ text: String) -> HTML {
            guard !text.isEmpty else { return .empty }
            return """
                <section><h2>\(title)</h2><p class="lines-kept" lang="\(record.language)" dir="auto">\(text)</p></section>
                """
        }
        return """
            \(section(L("What is done"), record.summary))\(section(L("What it needs to work"), record.conditions))\
            <dl class="facts">\(owner.map { "<dt>\(L("Shared by"))</dt><dd dir=\"auto\">\($0)</dd>" } ?? HTML.empty)\
            <dt>\(L("In use since"))</dt><dd>\(record.dateText)</dd>\
            \(areas.isEmpty ? .empty : "<dt>\(L("Area"))</dt><dd>\(areas.joined(separator: ", "))</dd>")\
            \(record.link.isEmpty ? .empty : "<dt>\(L("Link"))</dt><dd><a href=\"\(record.link)\" rel=\"noreferrer\">\(record.link)</a></dd>")\
            <dt>\(L("Language"))</dt><dd lang="\(record.language)">\(ContributionLanguage.name(record.language))</dd></dl>
            """
    }

    // MARK: What members did with it

    private var used: HTML {
        let list: HTML =
            adoptions.isEmpty
            ? "<p class=\"muted\">\(L("No member has said yet what it does with it."))</p>"
            : """
            <ul class="lines">\(adoptions.html { adoption in
                    """
                    <li><p class="title" dir="auto">\(called.name(adoption.member))</p>\
                    <p class="meta"><span class="state">\(adoption.decision.label)</span> \
                    \(adoption.mandate.flatMap { acting[$0] }.map { words -> HTML in "<span>\(words)</span> " })\
                    <span>\(DateText.day(CalendarDate.today(adoption.decidedAt)))</span></p>\
                    \(adoption.note.isEmpty ? .empty : "<p class=\"small lines-kept\" dir=\"auto\">\(adoption.note)</p>")</li>
                    """
                })</ul>
            """
        return
            "<section id=\"decision\"><h2>\(L("What members do with it"))</h2>\(list)\(mine.html(decision))</section>"
    }

    private func decision(_ member: MemberRecord) -> HTML {
        guard record.retiredAt == nil else { return .empty }
        let now = adoptions.first { $0.member == member.ref }
        let isAsked = state.values.text("member") == member.ref.description
        let chosen = isAsked ? state.values.text("decision") : now?.decision.rawValue ?? ""
        let form = FormState(
            stored: [("note", isAsked ? state.values["note"] ?? "" : now?.note ?? "")]
        ).placed(member.id.description)
        return """
            <form class="form" id="decision-\(member.id)" method="post" action="\(Paths.practiceDecision(record.programme, record.id))">\
            <input type="hidden" name="member" value="\(member.ref.description)">\
            <fieldset class="options"><legend>\(L("\(member.name): what do you do with it?"))</legend>\
            \(PracticeDecision.allCases.html { decision in
                "<label><input type=\"radio\" name=\"decision\" value=\"\(decision.rawValue)\"\("checked", when: decision.rawValue == chosen) required> <span>\(decision.label)</span></label>"
            })</fieldset>\(isAsked ? state.error("decision") : .empty)\
            \(form.area("note", L("Why, and what was changed"), maxLength: 1_000))\
            <div class="actions"><button>\(L("Keep our decision"))</button></div></form>
            """
    }

    // MARK: Who reads it, for who answers for it

    private var readers: HTML {
        guard let readership else { return .empty }
        let isOpen = state.errors["note"] != nil && !state.values.has("member")
        let withdrawing = WithdrawalSection.form(
            Paths.practiceWithdrawal(record.programme, record.id), state, isOpen: isOpen)
        return """
            <section id="readers"><h2>\(L("Who sees this"))</h2>\(ReadershipSection.html(readership))</section>\
            \(WithdrawalSection.readers(fetches))\(record.retiredAt == nil ? withdrawing : .empty)
            """
    }
}
