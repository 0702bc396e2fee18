import Domain
import Storage
import Web

/// Publications as JSON, on the same operations and by the same sight as the pages.
enum PublicationAPI {
    struct Lead: Codable, Sendable {
        /// `city:ID`, `country:KZ`.
        let member: String
        let name: String
        /// The account that speaks for it here, where one is named.
        let account: Account.ID?
        /// Whether its word on the version in review was given.
        let hasReleased: Bool
    }

    struct Body: Codable, Sendable, NamedType {
        static var schemaName: String { "Publication" }

        let id: Publication.ID
        let programme: Programme.ID
        let title: String
        let state: PublicationState
        /// ISO 8601 dates.
        let due: String?
        let releasedOn: String?
        let marking: String
        /// BCP 47; the one in which it is written first.
        let languages: [String]
        let leads: [Lead]
        /// Codes.
        let areas: [String]
        /// Whom it names besides its marking: `country:KZ`, `account:ID`; none is everybody whom the marking lets read it.
        let audience: [String]
        /// Its writing room, for who writes it.
        let room: Event.ID?
        /// The version in review, for who writes or releases it.
        let version: GuideVersion.ID?
        /// How often it was released.
        let releases: Int
        let withdrawnNote: String
    }

    struct TextBody: Codable, Sendable, NamedType {
        static var schemaName: String { "PublicationText" }

        struct Section: Codable, Sendable {
            /// `2.1`; empty for what is not numbered.
            let number: String
            let level: Int
            let title: String
            /// Markdown, in which `[@12]` cites the evidence with this key.
            let text: String
        }

        struct Source: Codable, Sendable {
            let number: Int
            let key: Int
            let title: String
            let detail: String
            let marking: String
        }

        let title: String
        let language: String
        let languages: [String]
        let marking: String
        let release: Int
        let sections: [Section]
        let evidence: [Source]
    }

    struct PlanInput: Codable, Sendable {
        let title: String
        let due: String?
        let marking: String?
        let languages: [String]?
        let structure: PublicationStructure?
        /// `country:KZ`, `account:ID`.
        let audience: [String]?
        /// Codes or names.
        let areas: [String]?
        /// `city:ID`; of a change they stay as they are.
        let leads: [String]?
    }

    struct LeadInput: Codable, Sendable {
        let member: String
        let account: Account.ID?
    }

    struct ReviewInput: Codable, Sendable { let note: String? }

    struct ReleaseInput: Codable, Sendable {
        /// For which lead the word is given.
        let member: String
        let version: GuideVersion.ID
    }

    struct WithdrawalInput: Codable, Sendable { let note: String }

    private static let states: [APIRoute.QueryParameter] =
        [
            .init(
                name: "state", meaning: "Only those that are so far.",
                schema: .choice(PublicationState.allCases.map(\.rawValue)))
        ] + Cursor.parameters

    static let routes: [APIRoute] = reading + writing

    private static let reading: [APIRoute] = [
        .get(
            PublicationPaths.apiAll, .account, "Publications", "All that the token's owner may read, by their day.",
            query: states
        ) { visit in
            try await list(visit) { reading in
                guard let account = visit.visitor.account else { return [] }
                let store = PublicationStore(reading)
                let programmes = try ProgrammeStore(reading).programmes(of: account).map(\.id)
                // Whoever was let in to write may be of no programme.
                let rooms = try MembershipStore(reading).memberships(of: visit.visitor).keys.sorted()
                let further = try store.publications(in: rooms).filter { !programmes.contains($0.programme) }
                return try store.publications(of: programmes) + further
            }
        },
        .get(
            PublicationPaths.apiBoard, .seeProgramme, "Publications", "Those of a programme, by their day.",
            query: states
        ) { visit, programme in
            try await list(visit) { try PublicationStore($0).publications(of: [programme]) }
        },
        .get(PublicationPaths.apiOne, .anyone, "Publications", "One publication.") { visit, id in
            try await one(visit, id)
        },
        .get(
            PublicationPaths.apiText, .anyone, "Publications", "The text of its newest release.",
            query: [
                .init(
                    name: "language", meaning: "One of its languages; that in which it is written by default.",
                    schema: .string)
            ]
        ) { visit, id in
            let language = visit.inbound.query["language"]
            let (seen, body) = try await visit.read { reading in
                let seen = try PublicationSight(visit, reading).publication(id)
                return (seen, try text(seen, language, reading))
            }
            try await PublicationReaders.note(visit, seen, "api")
            return body
        },
    ]

    private static let writing: [APIRoute] = [
        .send(
            .post, PublicationPaths.apiBoard, .seeProgramme, "Publications", "Plans a publication.", success: .created
        ) { (visit, input: PlanInput, programme) in
            let marking = try await ProgrammeMarking.standard(of: programme, among: PublicationForm.markings, visit)
            let plan = try planned(input, marking: marking)
            return try await one(visit, try await PublicationOperations.plan(visit, in: programme, plan))
        },
        .send(.put, PublicationPaths.apiOne, .account, "Publications", "Changes the plan of a publication.") {
            (visit, input: PlanInput, id) in
            let seen = try await visit.read { try PublicationSight(visit, $0).publication(id) }
            try await PublicationOperations.change(visit, id, planned(input, over: seen, marking: seen.record.marking))
            return try await one(visit, id)
        },
        .send(.put, PublicationPaths.apiLeads, .account, "Publications", "Puts a member among those who write it.") {
            (visit, input: LeadInput, id) in
            try await PublicationOperations.setLead(
                visit, id, PublicationLead(member: try member(input.member), account: input.account))
            return try await one(visit, id)
        },
        .act(.put, PublicationPaths.apiRoom, .account, "Publications", "Opens its writing room.") { visit, id in
            _ = try await PublicationRoom.open(visit, id)
            return try await one(visit, id)
        },
        .send(.put, PublicationPaths.apiReview, .account, "Publications", "Keeps a version and asks its leads.") {
            (visit, input: ReviewInput, id) in
            try await PublicationReleasing.openReview(visit, id, note: input.note ?? "")
            return try await one(visit, id)
        },
        .act(.delete, PublicationPaths.apiReview, .account, "Publications", "Takes it back to writing.") { visit, id in
            try await PublicationReleasing.returnToWriting(visit, id)
            return try await one(visit, id)
        },
        .send(
            .put, PublicationPaths.apiRelease, .account, "Publications",
            "The word of a lead: with the second, of another member and person, it is released."
        ) { (visit, input: ReleaseInput, id) in
            try await PublicationReleasing.release(visit, id, for: try member(input.member), input.version)
            return try await one(visit, id)
        },
        .send(
            .put, PublicationPaths.apiWithdrawal, .account, "Publications", "Withdraws it, with a word to its readers."
        ) { (visit, input: WithdrawalInput, id) in
            try await PublicationReleasing.withdraw(visit, id, note: input.note)
            return try await one(visit, id)
        },
    ]

    // MARK: Bodies

    private static func list(
        _ visit: Visit, _ records: @escaping @Sendable (any Reading) throws -> [PublicationRecord]
    ) async throws -> ListBody<Body> {
        let wanted = visit.inbound.query["state"].flatMap { PublicationState(rawValue: $0) }
        if visit.inbound.query.has("state"), wanted == nil {
            throw Refusal.invalid(["state": L("This value is not one of those allowed.")])
        }
        return try await visit.read { reading in
            let sight = try PublicationSight(visit, reading)
            let seen = try sight.seen(records(reading)).filter { wanted == nil || $0.record.state == wanted }
            // What is read of each is read for the page that is asked for.
            let page = try Cursor(visit).page(of: seen.map(\.record.id.description)) { $0 }
            let shown = Set(page.items)
            var words = Words()
            let bodies = try seen.filter { shown.contains($0.record.id.description) }.map { one in
                try body(one, sight, &words, visit, reading)
            }
            return ListBody(items: bodies, next: page.next)
        }
    }

    /// What several of a list are told in, read once.
    private struct Words {
        private var members: [Programme.ID: PublicationNames] = [:]
        private var tree: AreaTree?

        mutating func names(_ programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws
            -> PublicationNames
        {
            let known = try members[programme] ?? PublicationNames(programme, reading, now: visit.now)
            members[programme] = known
            return known
        }

        /// Codes.
        mutating func areas(of record: PublicationRecord, _ reading: any Reading) throws -> [String] {
            let tagged = try AreaTags(reading).areas(of: .publication, id: record.id)
            guard !tagged.isEmpty else { return [] }
            let known = try tree ?? AreaTree(reading)
            tree = known
            return tagged.compactMap { known.area($0)?.code }.sorted()
        }
    }

    private static func one(_ visit: Visit, _ id: Publication.ID) async throws -> Body {
        try await visit.read { reading in
            let sight = try PublicationSight(visit, reading)
            var words = Words()
            return try body(try sight.publication(id), sight, &words, visit, reading)
        }
    }

    private static func body(
        _ seen: SeenPublication, _ sight: PublicationSight, _ known: inout Words, _ visit: Visit,
        _ reading: any Reading
    ) throws -> Body {
        let (record, store) = (seen.record, PublicationStore(reading))
        let names = try known.names(record.programme, visit, reading)
        let releases = try store.releases(of: record.id)
        let isInside = try sight.manages(seen) || sight.writes(seen)
        let text = try isInside ? record.event.flatMap { try GuideReviewStore(reading).guideIfAny(of: $0) } : nil
        let version = try text.flatMap { $0.state == .review ? try GuideReviewStore(reading).reviewed($0)?.id : nil }
        let number = (releases.first?.number ?? 0) + 1
        let words = try isInside ? seen.counting(store.words(of: record.id, number: number)) : []
        let said = Set(words.map(\.member))
        return Body(
            id: record.id, programme: record.programme, title: record.title, state: record.state, due: record.due,
            releasedOn: record.releasedOn, marking: record.marking, languages: record.languages,
            leads: seen.leads.map {
                Lead(
                    member: $0.member.description, name: names.name($0.member), account: isInside ? $0.account : nil,
                    hasReleased: said.contains($0.member))
            },
            areas: try known.areas(of: record, reading),
            audience: isInside ? AudienceChoice(marking: record.marking, audience: seen.audience).named : [],
            room: isInside ? record.event : nil, version: version, releases: releases.count,
            withdrawnNote: record.withdrawnNote)
    }

    private static func text(_ seen: SeenPublication, _ language: String?, _ reading: any Reading) throws -> TextBody {
        let (record, store) = (seen.record, PublicationStore(reading))
        guard record.isReleased, let release = try store.releases(of: record.id).first else {
            throw Refusal.noReleasedText
        }
        let known = try store.languages(of: record.id, number: release.number)
        let chosen = language.flatMap { known.contains($0) ? $0 : nil } ?? record.language
        guard let guide = try store.document(of: record.id, number: release.number, in: chosen) else {
            throw Refusal.noReleasedText
        }
        return TextBody(
            title: guide.title, language: guide.language, languages: record.languages.filter { known.contains($0) },
            marking: release.marking, release: release.number,
            sections: guide.sections.map {
                TextBody.Section(number: $0.number, level: $0.level, title: $0.title, text: $0.markdown)
            },
            evidence: guide.sources.map {
                TextBody.Source(
                    number: $0.number, key: $0.key, title: $0.item.title, detail: $0.item.detail,
                    marking: $0.item.marking)
            })
    }

    /// - Parameters:
    ///   - seen: what is changed: what is not told stays as it is.
    ///   - marking: where none is told.
    private static func planned(_ input: PlanInput, over seen: SeenPublication? = nil, marking: String) throws
        -> PublicationPlan
    {
        let marking = input.marking ?? marking
        let known = seen.map { AudienceChoice(marking: marking, audience: $0.audience) }
        let choice =
            input.audience.map { AudienceChoice(marking: marking, named: $0) } ?? known
            ?? AudienceChoice(marking: marking)
        guard choice.unknown.isEmpty else {
            throw Refusal.invalid(["audience": L("Name members or persons of the programme.")])
        }
        return PublicationPlan(
            title: input.title, due: input.due ?? seen?.record.due ?? "", marking: choice.marking,
            languages: input.languages ?? seen?.record.languages ?? ["en"], structure: input.structure ?? .report,
            audience: choice.audience, areas: input.areas,
            leads: try (input.leads ?? []).map { PublicationLead(member: try member($0), account: nil) })
    }

    private static func member(_ text: String) throws -> MemberRef {
        guard let member = MemberRef(text) else {
            throw Refusal.invalid(["member": L("Write it as kind:id, for instance country:KZ.")])
        }
        return member
    }
}
