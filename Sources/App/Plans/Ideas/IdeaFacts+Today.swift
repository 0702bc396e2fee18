import Domain
import Storage
import Web

/// What waits: a country's answer; two pages that somebody was given; a parked idea whose day has come.
extension IdeaFacts: TodayFeature, FollowableFeature {
    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "idea", order: 72, label: L("Ideas"),
                hint: L("Ideas that name my country, and two pages that I was given."))
        ]
    }

    static var followed: [FollowedKind] {
        [
            FollowedKind(noun: "idea", label: L("Idea")) { id, reader, reading in
                guard let id = ProjectIdea.ID(id),
                    let idea = try seen([id], reader, reading).first
                else { return nil }
                return FollowedThing(
                    title: idea.title, language: idea.language, path: IdeaPaths.one(id), marking: idea.marking)
            }
        ]
    }

    /// What is shared is news to who follows the programme and may read it; what becomes of one, to who follows that one.
    static var news: [NewsKind] {
        let shared = NewsKind(
            entry: "idea.sharing", kind: "idea", permission: .seeProgramme, readers: .followers,
            words: { L($0, one: "\($0) idea was shared", other: "\($0) ideas were shared") },
            path: { place in if case .programme(let id) = place { IdeaPaths.board(id) } else { nil } },
            isFor: { subject, _, reader, reading in
                guard let id = ProjectIdea.ID(String(subject.dropFirst("idea:".count))) else { return false }
                return try !seen([id], reader, reading).isEmpty
            })
        return [shared]
            + [
                ("idea.support", L("Support of an idea changed")), ("idea.parking", L("Idea parked")),
                ("idea.closing", L("Idea closed")), ("idea.taking", L("Idea taken up by a project")),
            ].map { entry, words in
                .programme(entry, "idea", .itemFollowers, at: { IdeaPaths.board($0) }) { _ in words }
            }
    }

    private static func seen(_ ids: [ProjectIdea.ID], _ reader: AccountReader, _ reading: any Reading) throws
        -> [IdeaRecord]
    {
        try IdeaStore(reading).ideas(ids).filter { idea in
            let standing = try PlansStanding(reader.visitor, idea.programme, now: reader.now, reading)
            return try IdeaSight(standing, reading).reads(idea)
        }
    }

    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        try countries(reader, reading) + funding(reader, reading)
    }

    private static func countries(_ reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        let roster = try NetworkRoster.read(reader.visitor, reading, now: reader.now)
        let programmes = Set(roster.belongs.keys).union(roster.organises).sorted()
        return try IdeaSight.all(reader.visitor, now: reader.now, in: programmes, reading).compactMap {
            idea, sight -> TodayTask? in
            guard idea.joinedInto == nil else { return nil }
            if idea.state == .parked, idea.parkedUntil <= sight.standing.today, sight.edits(idea) {
                return TodayTask(
                    id: "idea-parked-\(idea.id)-\(idea.parkedUntil)", kind: "idea",
                    what: L("Look at a parked idea again"), place: idea.title, why: L("You parked it until now."),
                    path: IdeaPaths.one(idea.id), marking: idea.marking)
            }
            let silent = sight.endorses(idea).filter { country in
                idea.countries.contains(country) && !idea.endorsements.contains { $0.country == country }
            }
            guard idea.state == .shared, !silent.isEmpty else { return nil }
            return TodayTask(
                id: "idea-country-\(idea.id)", kind: "idea", what: L("Say whether your country supports an idea"),
                place: idea.title, why: L("The idea names your country."), path: IdeaPaths.one(idea.id),
                marking: idea.marking)
        }
    }

    private static func funding(_ reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        let open = try IdeaFunderStore(reading).sheets(of: reader.id).filter { $0.answer == nil }
        guard !open.isEmpty else { return [] }
        return try IdeaStore(reading).ideas(open.map(\.idea)).filter { $0.state != .draft && $0.state != .closed }.map {
            idea in
            TodayTask(
                id: "idea-sheet-\(idea.id)", kind: "idea", what: L("Read two pages, and say what you think"),
                place: idea.title, why: L("They were given to you."), path: IdeaPaths.sheet(idea.id),
                marking: idea.marking)
        }
    }
}

/// Whoever reads an idea of their programme may say something of it.
extension IdeaFacts: RemarkableFeature {
    static var remarkable: [RemarkableKind] {
        [
            RemarkableKind(noun: "idea") { id, visit, reading in
                guard let id = ProjectIdea.ID(id) else { return nil }
                let (idea, sight) = try IdeaSight.seen(visit, id, reading)
                return RemarkSubject(
                    subject: idea.subject, programme: idea.programme, title: idea.title, path: IdeaPaths.one(id),
                    marking: idea.marking, mayWrite: sight.standing.isOf, keeps: sight.standing.coordinates)
            }
        ]
    }
}
