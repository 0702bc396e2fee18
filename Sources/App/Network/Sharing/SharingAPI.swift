import Domain
import Storage
import Web

/// Notices and needs as JSON, on the same operations as the pages.
enum SharingAPI {
    /// What else is told of what is sent.
    struct More: Codable, Sendable {
        /// In whose name: `country:KZ`, `city:ID` …; of a notice also `working-group:ID`, a working group.
        let member: String?
        /// Left out for the programme's.
        let marking: String?
        /// `country:KZ`, or `account:ID`; left out for everybody whom the marking lets read it.
        let audience: [String]?
        /// Codes; left out where they stay.
        let areas: [String]?
        /// Of a new need: the item of the thread from which it comes, `issue:ID`.
        let source: String?
    }

    typealias NeedInput = FieldSending<SharedNeedFields, More>
    typealias NeedBody = FieldBody<SharedNeedFields, NeedFacts>
    typealias NoticeInput = FieldSending<NoticeFields, More>
    typealias NoticeBody = FieldBody<NoticeFields, NoticeFacts>

    struct NeedFacts: Codable, Sendable {
        let id: SharedNeed.ID
        let programme: Programme.ID
        let marking: String
        /// Codes.
        let areas: [String]
        let state: SharedNeedState
        let namedBy: [Naming]
        let event: Event.ID?
        let outcome: String
        /// The item of the thread from which it comes, for who has a part in its event.
        let source: String?
        /// Of what was withdrawn, whose text is no longer told.
        let withdrawalNote: String?
    }

    struct Naming: Codable, Sendable {
        let member: String
        let note: String
        let namedAt: Int64
    }

    struct NamingInput: Codable, Sendable {
        let member: String
        let note: String?
    }

    struct UnnamingInput: Codable, Sendable { let member: String }

    struct StateInput: Codable, Sendable {
        /// `study` with an event, or `closed` with an outcome.
        let state: SharedNeedState
        let event: Event.ID?
        let outcome: String?
    }

    struct NoticeFacts: Codable, Sendable {
        let id: Notice.ID
        let programme: Programme.ID
        let member: String?
        let marking: String
        /// Codes.
        let areas: [String]
        let isCurrent: Bool
        let answers: [Answer]
        /// Of what was withdrawn, whose text is no longer told.
        let withdrawalNote: String?
    }

    struct Answer: Codable, Sendable {
        let member: String
        let text: String
        let language: String
        let isToAsker: Bool
    }

    struct AnswerInput: Codable, Sendable {
        let member: String
        let text: String
        let language: String
        /// Only who asked reads it.
        let toAsker: Bool?
    }

    struct WithdrawalInput: Codable, Sendable { let note: String }

    static let routes: [APIRoute] = needs + notices

    private static func draft<Fields: FieldRecord>(
        _ input: FieldSending<Fields, More>, in programme: Programme.ID, _ visit: Visit
    ) async throws -> SharedDraft<Fields> {
        let standard = try await SharedFormSection.standard(of: programme, visit)
        return SharedDraft(
            fields: input.told.fields(), member: input.more.member.flatMap { MemberRef($0) },
            choice: AudienceChoice(marking: input.more.marking ?? standard, named: input.more.audience ?? []),
            areas: input.more.areas ?? [])
    }

    private static func programmes(_ visit: Visit, _ reading: any Reading) throws -> [Programme.ID] {
        guard let account = visit.visitor.account else { throw Refusal.signInNeeded }
        return try ProgrammeStore(reading).programmes(of: account).map(\.id)
    }

    // MARK: Needs

    private static let needQuery: [APIRoute.QueryParameter] =
        [
            .init(name: "area", meaning: "An area's code: those of it, and of the areas below it.", schema: .string),
            .init(
                name: "state", meaning: "Only those that are so far.",
                schema: .choice(SharedNeedState.allCases.map(\.rawValue))),
        ] + Cursor.parameters

    private static let needs: [APIRoute] = [
        .get(
            Paths.apiAllNeeds, .account, "Needs", "Needs of all programmes that you may read, newest first.",
            query: needQuery
        ) { visit in try await needList(visit) { try programmes(visit, $0) } },
        .get(
            Paths.apiNeeds, .seeProgramme, "Needs", "Needs of a programme that you may read, newest first.",
            query: needQuery
        ) { visit, programme in try await needList(visit) { _ in [programme] } },
        .send(
            .post, Paths.apiNeeds, .seeProgramme, "Needs", "Names a need of a member for which you act.",
            success: .created
        ) { (visit, input: NeedInput, programme) in
            var told = try await draft(input, in: programme, visit)
            if let source = input.more.source {
                guard let reference = ThreadReference(source) else {
                    throw Refusal.invalid(["source": L("You see no such item of the thread.")])
                }
                told.source = reference
            }
            let need = try await SharedNeedOperations.propose(visit, in: programme, told, key: input.told.key)
            return try await body(need, visit)
        },
        .get(Paths.apiNeed, .seeProgramme, "Needs", "One need.") { visit, programme, id in
            let need = try await visit.read { try SharedNeedOperations.seen(visit, programme, id, $0).0 }
            let found = try await body(need, visit)
            try await noteFetches(visit, [found])
            return found
        },
        .send(
            .put, Paths.apiNeed, .seeProgramme, "Needs", "Changes a need: its author and organisers."
        ) { (visit, input: NeedInput, programme, id) in
            let stored = try await visit.read { reading in
                let need = try SharedNeedOperations.seen(visit, programme, id, reading).0
                return AudienceChoice(
                    marking: need.marking, audience: try AudienceStore(reading).audience(of: need.recordSubject))
            }
            let choice = AudienceChoice(
                marking: input.more.marking ?? stored.marking, named: input.more.audience ?? stored.named)
            let need = try await SharedNeedOperations.change(
                visit, programme, id, input.told.fields(), choice, areas: input.more.areas)
            return try await body(need, visit)
        },
        .send(
            .put, Paths.apiNeedNaming, .seeProgramme, "Needs", "Says that a member has the need, too."
        ) { (visit, input: NamingInput, programme, id) in
            let need = try await SharedNeedOperations.name(
                visit, programme, id, for: member(input.member), note: input.note ?? "")
            return try await body(need, visit)
        },
        .send(
            .post, Paths.apiNeedUnnaming, .seeProgramme, "Needs", "Says that a member no longer has the need."
        ) { (visit, input: UnnamingInput, programme, id) in
            try await body(
                SharedNeedOperations.unname(visit, programme, id, for: member(input.member)), visit)
        },
        .send(
            .put, Paths.apiNeedState, .organiseProgramme, "Needs", "Makes a need a topic of an event, or closes it."
        ) { (visit, input: StateInput, programme, id) in
            switch (input.state, input.event) {
            case (.study, let event?):
                return try await body(SharedNeedOperations.study(visit, programme, id, at: event), visit)
            case (.closed, _):
                return try await body(
                    SharedNeedOperations.close(visit, programme, id, outcome: input.outcome ?? ""), visit)
            default:
                throw Refusal.invalid(["state": L("Study needs an event; otherwise a need is closed with its outcome.")]
                )
            }
        },
        .send(
            .post, Paths.apiNeedWithdrawal, .seeProgramme, "Needs", "Withdraws a need; whoever had it is told why."
        ) { (visit, input: WithdrawalInput, programme, id) in
            try await SharedNeedOperations.withdraw(visit, programme, id, input.note)
            return EmptyBody()
        },
    ]

    private static func noteFetches(_ visit: Visit, _ had: [NeedBody]) async throws {
        let standing = had.map(\.facts).filter { $0.withdrawalNote == nil }
        try await RecordFetching.note(visit, standing.map { (RecordSubject(.need, $0.id), $0.marking) }, "api")
    }

    private static func member(_ text: String) throws -> MemberRef {
        guard let member = MemberRef(text) else {
            throw Refusal.invalid(["member": L("Choose a member for which you act.")])
        }
        return member
    }

    private static func body(_ need: SharedNeedRecord, _ visit: Visit) async throws -> NeedBody {
        try await visit.read { try bodies([need], visit, $0)[0] }
    }

    private static func bodies(_ needs: [SharedNeedRecord], _ visit: Visit, _ reading: any Reading) throws
        -> [NeedBody]
    {
        let areas = try AreaTags(reading).codes(of: .need, needs.map(\.recordID))
        let own = try SharedReading(visit, reading)
        let withdrawn = try own.withdrawals(needs)
        return try needs.map { need in
            var fields = need.fields
            let voice = MemberVoice(visit.visitor, need.programme, own.roster)
            let word = withdrawn[need.recordID]
            let isHidden = word != nil && !SharedNeedOperations.answersFor(need, visit, voice)
            if isHidden { fields.text = "" }
            let source = try need.source.flatMap { ThreadReference($0) }.flatMap {
                try NeedSource.event(of: $0, for: visit.visitor, reading)
            }
            return NeedBody(
                NeedFacts(
                    id: need.id, programme: need.programme, marking: need.marking,
                    areas: areas[need.recordID] ?? [], state: need.state,
                    namedBy: need.namings.map {
                        Naming(
                            member: $0.member.description, note: isHidden ? "" : $0.note, namedAt: $0.namedAt)
                    }, event: need.event, outcome: isHidden ? "" : need.outcome,
                    source: source == nil ? nil : need.source, withdrawalNote: word?.note), fields)
        }
    }

    private static func needList(
        _ visit: Visit, _ programmes: @escaping @Sendable (any Reading) throws -> [Programme.ID]
    ) async throws -> ListBody<NeedBody> {
        let (query, cursor) = (visit.inbound.query, try Cursor(visit))
        let state = SharedNeedState(rawValue: query.text("state"))
        if query.has("state"), state == nil {
            throw Refusal.invalid(["state": L("This value is not one of those allowed.")])
        }
        let found = try await visit.read { reading in
            let all = try SharedReading(visit, reading).seen(
                SharedNeedStore(reading).needs(of: programmes(reading)))
            var inside: Set<String>?
            if query.has("area") {
                let tree = try AreaTree(reading)
                guard let area = tree.area(told: query.text("area")) else {
                    throw Refusal.invalid(["area": L("There is no such area.")])
                }
                inside = try AreaTags(reading).records(of: .need, in: tree.within(area.id))
            }
            let wanted = all.filter { need in
                (state == nil || need.state == state) && (inside?.contains(need.recordID) ?? true)
            }
            let page = try cursor.cut(wanted) { $0.id.description }
            return ListBody(items: try bodies(page.items, visit, reading), next: page.next)
        }
        try await noteFetches(visit, found.items)
        return found
    }

    // MARK: Notices

    private static func noticeList(
        _ visit: Visit, _ find: @escaping @Sendable (any Reading) throws -> [NoticeRecord]
    ) async throws -> ListBody<NoticeBody> {
        let cursor = try Cursor(visit)
        let found = try await visit.read { reading in
            let seen = try SharedReading(visit, reading).seen(find(reading))
            let page = try cursor.cut(seen) { $0.id.description }
            return ListBody(items: try bodies(page.items, visit, reading), next: page.next)
        }
        try await noteFetches(visit, found.items)
        return found
    }

    private static func noteFetches(_ visit: Visit, _ had: [NoticeBody]) async throws {
        let standing = had.map(\.facts).filter { $0.withdrawalNote == nil }
        try await RecordFetching.note(visit, standing.map { (RecordSubject(.notice, $0.id), $0.marking) }, "api")
    }

    private static let notices: [APIRoute] = [
        .get(
            Paths.apiAllNotices, .account, "Notices", "Notices and questions of all programmes that you may read.",
            query: Cursor.parameters
        ) { visit in
            try await noticeList(visit) { try NoticeStore($0).notices(of: programmes(visit, $0)) }
        },
        .get(
            Paths.apiNotices, .seeProgramme, "Notices", "Notices and questions of a programme that you may read.",
            query: Cursor.parameters
        ) { visit, programme in
            try await noticeList(visit) { try NoticeStore($0).notices(of: [programme]) }
        },
        .send(
            .post, Paths.apiNotices, .seeProgramme, "Notices", "Tells or asks the members of a programme something.",
            success: .created
        ) { (visit, input: NoticeInput, programme) in
            var told = try await draft(input, in: programme, visit)
            told.group = input.more.member.flatMap { SharedName($0)?.group }
            let notice = try await NoticeOperations.post(visit, in: programme, told, key: input.told.key)
            return try await one(visit, programme, notice.id)
        },
        .get(Paths.apiNotice, .seeProgramme, "Notices", "One notice, with the answers that you may read.") {
            visit, programme, id in
            let body = try await one(visit, programme, id)
            try await noteFetches(visit, [body])
            return body
        },
        .send(
            .put, Paths.apiNotice, .seeProgramme, "Notices",
            "Changes a notice: its author, who acts for its member, and organisers."
        ) { (visit, input: NoticeInput, programme, id) in
            let stored = try await visit.read { reading in
                let notice = try NoticeOperations.seen(visit, programme, id, reading).0
                return AudienceChoice(
                    marking: notice.marking, audience: try AudienceStore(reading).audience(of: notice.recordSubject))
            }
            let choice = AudienceChoice(
                marking: input.more.marking ?? stored.marking, named: input.more.audience ?? stored.named)
            _ = try await NoticeOperations.change(
                visit, programme, id, input.told.fields(), choice, areas: input.more.areas)
            return try await one(visit, programme, id)
        },
        .send(
            .put, Paths.apiNoticeAnswers, .seeProgramme, "Notices", "Answers a question in the name of a member."
        ) { (visit, input: AnswerInput, programme, id) in
            var fields = NoticeAnswerFields()
            (fields.text, fields.language) = (input.text, input.language)
            try await NoticeOperations.answer(
                visit, programme, id, fields, toAsker: input.toAsker ?? false, for: member(input.member))
            return try await one(visit, programme, id)
        },
        .act(.put, Paths.apiNoticeEnding, .seeProgramme, "Notices", "Ends a notice: it is no longer shown.") {
            visit, programme, id in
            try await NoticeOperations.end(visit, programme, id)
            return EmptyBody()
        },
        .send(
            .post, Paths.apiNoticeWithdrawal, .seeProgramme, "Notices",
            "Withdraws a notice; whoever had it is told why."
        ) { (visit, input: WithdrawalInput, programme, id) in
            try await NoticeOperations.withdraw(visit, programme, id, input.note)
            return EmptyBody()
        },
    ]

    private static func one(_ visit: Visit, _ programme: Programme.ID, _ id: Notice.ID) async throws -> NoticeBody {
        try await visit.read { reading in
            try bodies([NoticeOperations.seen(visit, programme, id, reading).0], visit, reading)[0]
        }
    }

    /// - Parameter notices: that the visitor reads.
    private static func bodies(_ notices: [NoticeRecord], _ visit: Visit, _ reading: any Reading) throws -> [NoticeBody]
    {
        let own = try SharedReading(visit, reading)
        let withdrawn = try own.withdrawals(notices)
        let answers = Dictionary(
            grouping: try NoticeStore(reading).answers(to: notices.map(\.id)), by: \.notice)
        let today = CalendarDate.today(visit.now)
        let areas = try AreaTags(reading).codes(of: .notice, notices.map(\.recordID))
        return notices.map { notice in
            let voice = MemberVoice(visit.visitor, notice.programme, own.roster)
            let word = withdrawn[notice.recordID]
            let isHidden = word != nil && !NoticeOperations.mayEdit(notice, visit, voice)
            var fields = notice.fields
            if isHidden { fields.text = "" }
            let read = NoticeOperations.readable(
                answers[notice.id, default: []], to: notice, by: visit.visitor.account?.id, voice)
            return NoticeBody(
                NoticeFacts(
                    id: notice.id, programme: notice.programme, member: notice.name,
                    marking: notice.marking, areas: areas[notice.recordID] ?? [],
                    isCurrent: notice.isCurrent(on: today),
                    answers: isHidden
                        ? []
                        : read.map {
                            Answer(
                                member: $0.member.description, text: $0.text, language: $0.language,
                                isToAsker: $0.isToAsker)
                        }, withdrawalNote: word?.note), fields)
        }
    }
}
