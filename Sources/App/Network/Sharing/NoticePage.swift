import Domain
import Markup
import Storage
import Web

/// What later rooms offer beside an answer, as to make a practice of it.
protocol NoticeAnswerFeature: Feature {
    /// For who asked.
    static func link(_ answer: NoticeAnswerRecord, of notice: NoticeRecord) -> HTML
}

/// A notice or a question, with the answers that its reader may read.
struct NoticePage {
    let frame: ProgrammeFrame
    let notice: NoticeRecord
    let answers: [NoticeAnswerRecord]
    /// For whom the visitor answers.
    let mine: [MemberRecord]
    let mayEdit: Bool
    let asks: Bool
    let readership: Readership?
    let withdrawal: RecordWithdrawal?
    /// Who had it; for who answers for it.
    let fetches: [RecordFetch]
    let state: FormState
    /// Under which mandates it was answered, in words.
    private let acting: [Mandate.ID: Message]
    private let areas: [String]
    private let called: MemberCalled
    /// That tells or asks.
    private let group: WorkingGroupRecord?
    private static let features = Features.all { $0 as? any NoticeAnswerFeature.Type }

    init(
        _ visit: Visit, _ programme: Programme.ID, _ id: Notice.ID, _ state: FormState, _ reading: any Reading
    ) throws {
        frame = try ProgrammeFrame(visit, programme, reading)
        let (notice, voice) = try NoticeOperations.seen(visit, programme, id, reading)
        self.notice = notice
        self.state = state
        let account = visit.visitor.account?.id
        answers = NoticeOperations.readable(
            try NoticeStore(reading).answers(to: [id]), to: notice, by: account, voice)
        mayEdit = NoticeOperations.mayEdit(notice, visit, voice)
        asks = NoticeOperations.isAsker(of: notice, account, voice)
        let today = CalendarDate.today(visit.now)
        mine =
            notice.takesAnswers(on: today)
            ? try voice.spoken(on: today, reading).filter { $0.ref != notice.member } : []
        readership =
            mayEdit
            ? Readership(
                of: notice.readable(try AudienceStore(reading).audience(of: notice.recordSubject)),
                in: try Community(programme, reading, now: visit.now), now: visit.now) : nil
        withdrawal = try AudienceStore(reading).withdrawal(of: notice.recordSubject)
        fetches = try mayEdit ? AudienceStore(reading).fetches(of: notice.recordSubject) : []
        acting = try MandateWords.acting(answers.compactMap(\.mandate), reading)
        areas = try AreaTags(reading).names(of: .notice, id)
        group = try notice.group.flatMap { try WorkingGroupStore(reading).groups([$0]).first }
        called = try MemberCalled(programme, DirectoryNames(reading), reading)
    }

    private var path: String { Paths.notice(notice.programme, notice.id) }

    var answer: Answer {
        frame.page(
            .verbatim(notice.title), path: path, tab: ProgrammeTab.sharing.id,
            between: [.init(L("Sharing"), Paths.sharing(notice.programme))], styles: ["tables"],
            status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1 lang="\(notice.language)" dir="auto">\(notice.title)</h1>\
            <p class="meta">\(whose) \
            <span>\(DateText.day(CalendarDate.today(notice.createdAt)))</span> \(TLP.chip(notice.marking)) \
            \(areas.isEmpty ? .empty : "<span dir=\"auto\">\(areas.joined(separator: ", "))</span> ")\
            \(notice.endedAt == nil ? .empty : "<span class=\"state warn\">\(L("ended", context: "notice"))</span>")</p>\
            \(withdrawal.map { WithdrawalSection.told(L("This notice was withdrawn."), $0.note) })\
            \(mayEdit && notice.endedAt == nil ? actions : .empty)</div>
            \(withdrawal == nil || mayEdit ? told : .empty)
            """)
    }

    private var whose: HTML {
        if let group {
            return
                "<a href=\"\(Paths.workingGroup(notice.programme, group.id))\" dir=\"auto\">\(L("Working group: \(group.title)"))</a>"
        }
        return "<span dir=\"auto\">\(notice.member.map { called.name($0) } ?? frame.programme.title)</span>"
    }

    private var told: HTML {
        """
        \(notice.text.isEmpty ? .empty : "<p class=\"lines-kept\" lang=\"\(notice.language)\" dir=\"auto\">\(notice.text)</p>")\
        \(notice.isQuestion ? answerList : .empty)\
        \(readership.map { "<section id=\"readers\"><h2>\(L("Who sees this"))</h2>\(ReadershipSection.html($0))</section>" as HTML } ?? .empty)\
        \(WithdrawalSection.readers(fetches))\(mayEdit && withdrawal == nil ? withdrawing : .empty)
        """
    }

    private var withdrawing: HTML {
        WithdrawalSection.form(
            Paths.noticeWithdrawal(notice.programme, notice.id), state, isOpen: state.errors["note"] != nil)
    }

    private var actions: HTML {
        """
        <div class="actions"><a class="button" href="\(Paths.noticeEditing(notice.programme, notice.id))">\(Icon.svg("edit")) \(L("Edit"))</a>\
        <form id="ending" method="post" action="\(Paths.noticeEnding(notice.programme, notice.id))"><button class="plain">\(L("End it"))</button></form></div>
        """
    }

    private var answerList: HTML {
        let list: HTML =
            answers.isEmpty
            ? "<p class=\"muted\">\(L("No answer that you may read yet."))</p>"
            : "<ul class=\"lines\">\(answers.html(line))</ul>"
        let until: HTML =
            notice.answerBy.isEmpty
            ? .empty : "<p class=\"muted\">\(L("Answers until \(DateText.day(notice.answerBy))"))</p>"
        return """
            <section id="answers"><h2>\(L("Answers"))</h2>\(until)\(list)\(mine.html(form))</section>
            """
    }

    private func line(_ one: NoticeAnswerRecord) -> HTML {
        """
        <li><p class="title" dir="auto">\(called.name(one.member))</p>\
        <p class="meta">\(one.mandate.flatMap { acting[$0] }.map { words -> HTML in "<span>\(words)</span> " })\
        <span>\(DateText.day(CalendarDate.today(one.changedAt)))</span>\
        \(one.isToAsker ? " <span class=\"state\">\(L("to the asker only"))</span>" as HTML : .empty)</p>\
        <p class="lines-kept" lang="\(one.language)" dir="auto">\(one.text)</p>\
        \(asks ? Self.features.html { $0.link(one, of: notice) } : .empty)</li>
        """
    }

    private func form(_ member: MemberRecord) -> HTML {
        let known = answers.first { $0.member == member.ref }
        let isSent = state.values.text("member") == member.ref.description
        var own = state
        if !isSent {
            let begun: [(String, String)] = [("language", Language.current.rawValue)]
            own = FormState(stored: known.map { FieldForm.stored($0.fields) } ?? begun)
            own.values = FormValues(
                own.values.fields + (known?.isToAsker == true ? [(name: "to-asker", value: "1")] : []))
        }
        let form = own.placed(member.id.description)
        return """
            <form class="form" id="answer-\(member.id)" method="post" action="\(Paths.noticeAnswers(notice.programme, notice.id))">\
            <h3 dir="auto">\(known == nil ? L("\(member.name) answers") : L("\(member.name) answers again"))</h3>\
            <input type="hidden" name="member" value="\(member.ref.description)">\
            \(FieldForm<NoticeAnswerFields>(state: form).html)\
            \(form.check("to-asker", L("only who asked reads it")))\
            <div class="actions"><button>\(L("Answer"))</button></div></form>
            """
    }
}
