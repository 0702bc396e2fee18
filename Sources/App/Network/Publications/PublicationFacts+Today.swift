import Domain
import Storage
import Web

extension PublicationFacts: TodayFeature {
    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "publication", order: 45, label: L("Publications"),
                hint: L("What waits for my word as a lead, what is due, what was released or withdrawn."))
        ]
    }

    /// Told to who may read it, one by one.
    static var news: [NewsKind] {
        [
            kind("publication.release") { count in
                L(count, one: "\(count) publication was released", other: "\(count) publications were released")
            },
            kind("publication.withdrawal") { count in
                L(count, one: "\(count) publication was withdrawn", other: "\(count) publications were withdrawn")
            },
        ]
    }

    private static func kind(_ entry: String, _ words: @escaping @Sendable (Int) -> Message) -> NewsKind {
        NewsKind(
            entry: entry, kind: "publication", permission: .seeProgramme, readers: .followers, words: words,
            path: { place in if case .programme(let id) = place { PublicationPaths.board(id) } else { nil } },
            isFor: { subject, _, reader, reading in
                guard let id = Publication.ID(String(subject.dropFirst("publication:".count))) else { return false }
                let record = try PublicationStore(reading).publication(id)
                return try !PublicationSight(reader.visitor, now: reader.now, reading).seen([record]).isEmpty
            })
    }

    /// Days before a publication is due in which its leads are told.
    private static let ahead: Int64 = 21

    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        let sight = try PublicationSight(reader.visitor, now: reader.now, reading)
        let programmes = sight.roster.belongs.keys.sorted()
        guard !programmes.isEmpty else { return [] }
        let seen = try sight.seen(PublicationStore(reading).publications(of: programmes))
        return try seen.flatMap { one -> [TodayTask] in
            let own = sight.speaks(in: one)
            guard !own.isEmpty else { return [] }
            return try [release(one, own, reading), due(one, reader)].compactMap { $0 }
        }
    }

    private static func release(_ seen: SeenPublication, _ own: [PublicationLead], _ reading: any Reading) throws
        -> TodayTask?
    {
        let record = seen.record
        guard let event = record.event, let text = try GuideReviewStore(reading).guideIfAny(of: event),
            text.state == .review
        else { return nil }
        let number = try PublicationReleasing.next(record, reading)
        let said = Set(
            seen.counting(try PublicationStore(reading).words(of: record.id, number: number)).map(\.member))
        guard own.contains(where: { !said.contains($0.member) }) else { return nil }
        return TodayTask(
            id: "publication-release-\(record.id)-\(number)", kind: "publication",
            what: L("Read the version in review, and release it or take it back to writing"), place: record.title,
            why: L("You speak for a member that writes it."), path: "\(PublicationPaths.one(record.id))#release",
            marking: record.marking)
    }

    private static func due(_ seen: SeenPublication, _ reader: AccountReader) -> TodayTask? {
        let record = seen.record
        guard [.planned, .drafting].contains(record.state) else { return nil }
        guard let due = record.due, due <= CalendarDate.today(reader.now + ahead * EpochTime.day) else {
            return record.state == .planned && record.owner != reader.visitor.account?.id ? named(record) : nil
        }
        return TodayTask(
            id: "publication-due-\(record.id)-\(due)", kind: "publication",
            what: record.state == .planned
                ? L("Begin it: it is due on \(DateText.day(due))") : L("Finish it: it is due on \(DateText.day(due))"),
            place: record.title, why: L("You speak for a member that writes it."),
            path: PublicationPaths.one(record.id), marking: record.marking)
    }
}

extension PublicationFacts {
    /// To whom others put among those who write it, from the day on which they did.
    private static func named(_ record: PublicationRecord) -> TodayTask {
        TodayTask(
            id: "publication-named-\(record.id)", kind: "publication",
            what: L("Read the plan, and begin to write with the others"), place: record.title,
            why: L("You speak for a member that writes it."), path: PublicationPaths.one(record.id),
            marking: record.marking)
    }
}

/// What was released in the week, by who may read it.
extension PublicationFacts: WeekFeature {
    static func tellWeek(_ asked: WeekAsked, _ reading: any Reading) throws -> [WeekItem] {
        let store = PublicationStore(reading)
        let sight = try PublicationSight(asked.reader.visitor, now: asked.until, reading)
        let new = try store.released(after: asked.since, until: asked.until, in: asked.programmes)
        return try sight.seen(new).map { one in
            WeekItem(
                kind: .publication, programme: one.record.programme, title: one.record.title,
                language: one.record.language, marking: one.record.marking, path: PublicationPaths.one(one.record.id))
        }
    }
}
