import Domain
import Storage
import Web

/// Practices as JSON, on the same operations as the pages.
enum PracticeAPI {
    /// What else is told of a practice that is sent.
    struct More: Codable, Sendable {
        /// `city:ID`, `country:KZ` …; left out where the programme itself shares it.
        let owner: String?
        /// Codes.
        let areas: [String]?
        let marking: String?
        /// `country:KZ`, or `account:ID`; left out for everybody whom the marking lets read it.
        let audience: [String]?
    }

    typealias PracticeInput = FieldSending<PracticeFields, More>
    typealias PracticeBody = FieldBody<PracticeFields, Known>

    struct Known: Codable, Sendable {
        let id: Case.ID
        let programme: Programme.ID
        let owner: String?
        let areas: [String]
        let marking: String
        let audience: [String]
        let adoptions: [Adoption]
        let isWithdrawn: Bool
        let withdrawalNote: String?
    }

    struct Adoption: Codable, Sendable {
        let member: String
        let decision: PracticeDecision
        let note: String
        let decidedAt: Int64
        let askAgainOn: String?
    }

    struct DecisionInput: Codable, Sendable {
        let member: String
        let decision: PracticeDecision
        let note: String?
    }

    struct WithdrawalInput: Codable, Sendable { let note: String }

    private static let query: [APIRoute.QueryParameter] =
        [
            .init(name: "q", meaning: "Words that all stand in a practice.", schema: .string),
            .init(name: "area", meaning: "An area's code: those of it, and of the areas below it.", schema: .string),
            .init(name: "language", meaning: "Only those in this language, BCP 47.", schema: .string),
        ] + Cursor.parameters

    static let routes: [APIRoute] = [
        .get(
            Paths.apiAllPractices, .account, "Practices",
            "Practices of all programmes that you may read, newest first.",
            query: query
        ) { visit in
            guard let account = visit.visitor.account else { throw Refusal.signInNeeded }
            return try await list(visit) { reading in
                try ProgrammeStore(reading).programmes(of: account).map(\.id)
            }
        },
        .get(
            Paths.apiPractices, .seeProgramme, "Practices", "Practices of a programme that you may read, newest first.",
            query: query
        ) { visit, programme in try await list(visit) { _ in [programme] } },
        .send(
            .post, Paths.apiPractices, .seeProgramme, "Practices", "Shares a practice of a member for which you act.",
            success: .created
        ) { (visit, input: PracticeInput, programme) in
            let standard = try await ProgrammeMarking.standard(of: programme, among: PracticeDraft.markings, visit)
            let record = try await PracticeOperations.share(
                visit, in: programme, draft(input, over: PracticeFields(), marking: standard, before: []),
                key: input.told.key)
            return try await visit.read { try bodies([record], visit, $0)[0] }
        },
        .get(Paths.apiPractice, .seeProgramme, "Practices", "One practice.") { visit, programme, id in
            let body = try await visit.read { reading in
                try bodies([PracticeOperations.visible(visit, programme, id, reading)], visit, reading)[0]
            }
            if !body.facts.isWithdrawn {
                try await RecordFetching.note(
                    visit, RecordSubject(.pastCase, id), marking: body.facts.marking, "api")
            }
            return body
        },
        .send(
            .put, Paths.apiPractice, .seeProgramme, "Practices",
            "Changes a practice: its author, who acts for its owner, and organisers."
        ) { (visit, input: PracticeInput, programme, id) in
            let (stored, audience) = try await visit.read { reading in
                (
                    try PracticeOperations.visible(visit, programme, id, reading),
                    try AudienceStore(reading).audience(of: RecordSubject(.pastCase, id))
                )
            }
            let before = AudienceChoice(marking: stored.marking, audience: audience)
            let told = draft(input, over: PracticeFields(stored), marking: stored.marking, before: before.named)
            let record = try await PracticeOperations.change(visit, programme, id, told)
            return try await visit.read { try bodies([record], visit, $0)[0] }
        },
        .send(
            .put, Paths.apiPracticeDecision, .seeProgramme, "Practices", "Says what a member does with a practice."
        ) { (visit, input: DecisionInput, programme, id) in
            guard let member = MemberRef(input.member) else {
                throw Refusal.invalid(["member": L("Choose a member for which you act.")])
            }
            _ = try await PracticeOperations.decide(
                visit, programme, id, input.decision, note: input.note ?? "", for: member)
            return try await visit.read { reading in
                try bodies([PracticeOperations.visible(visit, programme, id, reading)], visit, reading)[0]
            }
        },
        .send(
            .post, Paths.apiPracticeWithdrawal, .seeProgramme, "Practices",
            "Withdraws a practice; whoever had it is told why."
        ) { (visit, input: WithdrawalInput, programme, id) in
            try await PracticeOperations.withdraw(visit, programme, id, input.note)
            return EmptyBody()
        },
    ]

    private static func draft(
        _ input: PracticeInput, over begin: PracticeFields, marking: String, before: [String]
    ) -> PracticeDraft {
        PracticeDraft(
            fields: input.told.fields(over: begin), owner: input.more.owner.flatMap { MemberRef($0) },
            areas: input.more.areas ?? [],
            choice: AudienceChoice(
                marking: input.more.marking ?? marking, named: input.more.audience ?? before))
    }

    private static func list(
        _ visit: Visit, _ programmes: @escaping @Sendable (any Reading) throws -> [Programme.ID]
    ) async throws -> ListBody<PracticeBody> {
        let (query, cursor) = (visit.inbound.query, try Cursor(visit))
        let found = try await visit.read { reading in
            let own = try CaseReading(visit.visitor, now: visit.now, reading)
            let tree = try AreaTree(reading)
            var records: [CaseRecord] = []
            for programme in try programmes(reading) {
                records += try own.seen(CaseStore(reading).cases(of: programme).filter { $0.kind == .practice })
            }
            if query.has("area") {
                guard let area = tree.area(told: query.text("area")) else {
                    throw Refusal.invalid(["area": L("There is no such area.")])
                }
                let inside = try AreaTags(reading).records(of: .past, in: tree.within(area.id))
                records = records.filter { inside.contains($0.id.description) }
            }
            let (language, words) = (query.text("language"), SearchQuery(query.text("q")))
            records = records.filter { (language.isEmpty || $0.language == language) && $0.matches(words) }
            let page = try cursor.cut(records.sorted { $0.id.description > $1.id.description }) { $0.id.description }
            return ListBody(items: try bodies(page.items, visit, reading), next: page.next)
        }
        let had = found.items.filter { !$0.facts.isWithdrawn }
        try await RecordFetching.note(
            visit, had.map { (RecordSubject(.pastCase, $0.facts.id), $0.facts.marking) }, "api")
        return found
    }

    private static func bodies(_ records: [CaseRecord], _ visit: Visit, _ reading: any Reading) throws -> [PracticeBody]
    {
        let (ids, store) = (records.map(\.id.description), AudienceStore(reading))
        let tags = try AreaTags(reading).areas(of: .past, ids: ids)
        let tree = try AreaTree(reading)
        let audiences = try store.audiences(of: .pastCase, ids)
        let withdrawals = try store.withdrawals(of: .pastCase, ids)
        let decided = try PracticeStore(reading).adoptions(of: records.map(\.id))
        return records.map { record in
            let id = record.id.description
            let adoptions = decided[record.id] ?? []
            let choice = AudienceChoice(marking: record.marking, audience: audiences[id] ?? .programme)
            // For whom something is, is told to those who answer for it.
            let isOwn = record.author != nil && record.author == visit.visitor.account?.id
            var fields = PracticeFields(record)
            if withdrawals[id] != nil, !isOwn { (fields.summary, fields.conditions, fields.link) = ("", "", "") }
            return PracticeBody(
                Known(
                    id: record.id, programme: record.programme, owner: record.owner?.description,
                    areas: tree.all.filter { tags[id, default: []].contains($0.id) }.map(\.code),
                    marking: record.marking, audience: isOwn ? choice.named : [],
                    adoptions: adoptions.map {
                        Adoption(
                            member: $0.member.description, decision: $0.decision, note: $0.note,
                            decidedAt: $0.decidedAt, askAgainOn: $0.askAgainOn)
                    }, isWithdrawn: record.retiredAt != nil, withdrawalNote: withdrawals[id]?.note), fields)
        }
    }
}
