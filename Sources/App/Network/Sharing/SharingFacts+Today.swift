import Domain
import Storage
import Web

/// Questions that wait for an answer of the reader's member, and what was taken back; what is new, by who may read it.
extension SharingFacts: TodayFeature {
    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "sharing", order: 67, label: L("Sharing among members"),
                hint: L("New notices, questions and needs that I may read, and answers to what I asked."))
        ]
    }

    static var news: [NewsKind] {
        var posted = NewsKind.programme("notice.posting", "sharing", at: { Paths.sharing($0) }) {
            L($0, one: "\($0) new notice of a member", other: "\($0) new notices of members")
        }
        posted.isFor = { subject, _, reader, reading in
            try readable(subject, "notice:", reading) { (id: Notice.ID) in
                let notice = try NoticeStore(reading).notice(id)
                return try notice.endedAt == nil
                    && SharedReading(reader.visitor, now: reader.now, reading).sees(notice)
            }
        }
        var answered = NewsKind.programme("notice.answer", "sharing", at: { Paths.sharing($0) }) {
            L($0, one: "\($0) answer to what you asked", other: "\($0) answers to what you asked")
        }
        answered.isFor = { subject, _, reader, reading in
            try readable(subject, "notice:", reading) { (id: Notice.ID) in
                let notice = try NoticeStore(reading).notice(id)
                let sees = try SharedReading(reader.visitor, now: reader.now, reading).sees(notice)
                return sees && notice.author == reader.id
            }
        }
        var named = NewsKind.programme("shared-need.proposal", "sharing", at: { Paths.sharing($0) }) {
            L($0, one: "\($0) need that you may have, too", other: "\($0) needs that you may have, too")
        }
        named.isFor = { subject, _, reader, reading in
            try readable(subject, "shared-need:", reading) { (id: SharedNeed.ID) in
                let need = try SharedNeedStore(reading).need(id)
                return try need.state != .closed
                    && SharedReading(reader.visitor, now: reader.now, reading).sees(need)
            }
        }
        return [posted, answered, named]
    }

    /// - Parameter prefix: of the entry's subject, before the id.
    private static func readable<Subject>(
        _ subject: String, _ prefix: String, _ reading: any Reading, _ reads: (Identifier<Subject>) throws -> Bool
    ) throws -> Bool {
        guard subject.hasPrefix(prefix), let id = Identifier<Subject>(String(subject.dropFirst(prefix.count))) else {
            return false
        }
        do {
            return try reads(id)
        } catch let refusal as Refusal where refusal.status == .notFound {
            return false
        }
    }

    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        try questions(for: reader, reading) + withdrawn(for: reader, reading)
    }

    /// What is due first stands there; all of it is on the programme's page.
    private static let mostQuestions = 20

    private static func questions(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        let own = try SharedReading(reader.visitor, now: reader.now, reading)
        let programmes = own.roster.belongs.keys.sorted()
        guard !programmes.isEmpty else { return [] }
        let (store, today) = (NoticeStore(reading), CalendarDate.today(reader.now))
        let open = try own.seen(store.notices(of: programmes)).filter { $0.takesAnswers(on: today) }
        let answered = Dictionary(grouping: try store.answers(to: open.map(\.id)), by: \.notice)
        let waiting: [TodayTask] = open.compactMap { notice in
            let voice = MemberVoice(reader.visitor, notice.programme, own.roster)
            let mine = voice.members.subtracting([notice.member].compactMap { $0 })
            let done = Set(answered[notice.id, default: []].map(\.member))
            guard !mine.isEmpty, mine.isDisjoint(with: done), notice.author != reader.id else { return nil }
            var task = TodayTask(
                id: "notice-\(notice.id)", kind: "sharing", what: L("A member asks: answer, if you can"),
                place: notice.title, why: L("You act for a member of the programme."),
                path: Paths.notice(notice.programme, notice.id), marking: notice.marking)
            if let day = CalendarDate(notice.answerBy) {
                task.due = Int64(day.daysSince1970 + 1) * EpochTime.day
                task.isDay = true
            }
            return task
        }
        return Array(waiting.sorted { ($0.due ?? .max, $0.id) < ($1.due ?? .max, $1.id) }.prefix(mostQuestions))
    }

    /// What was taken back lately that the reader had.
    private static func withdrawn(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        let since = reader.now - 30 * EpochTime.day
        func told<Record: SharedRecord>(
            _ kind: RecordSubject.Kind, _ what: Message, _ find: ([String]) throws -> [Record],
            _ title: (Record) -> String, _ path: (Record) -> String
        ) throws -> [TodayTask] {
            let had = try AudienceStore(reading).withdrawn(from: reader.id, of: kind, since: since)
            guard !had.isEmpty else { return [] }
            let found = Dictionary(
                try find(had.map { $0.id }).map { ($0.recordID, $0) }, uniquingKeysWith: { first, _ in first })
            return had.compactMap { id, at -> TodayTask? in
                guard let record = found[id] else { return nil }
                return TodayTask(
                    id: "\(kind.rawValue)-withdrawn-\(id)-\(at)", kind: "sharing", what: what, place: title(record),
                    why: L("You had read it."), path: path(record), marking: record.marking)
            }
        }
        let notices = try told(
            .notice, L("A notice was withdrawn: no longer use it"),
            { ids in try NoticeStore(reading).notices(ids.compactMap { Notice.ID($0) }) },
            { (notice: NoticeRecord) in notice.title }, { Paths.notice($0.programme, $0.id) })
        let needs = try told(
            .need, L("A need was withdrawn: no longer use it"),
            { ids in try SharedNeedStore(reading).needs(ids.compactMap { SharedNeed.ID($0) }) },
            { (need: SharedNeedRecord) in need.title }, { Paths.sharedNeed($0.programme, $0.id) })
        let routes = try told(
            .route, L("An information route was withdrawn: no longer use it"),
            { ids in try InformationRouteStore(reading).routes(ids.compactMap { InformationRoute.ID($0) }) },
            { (route: InformationRouteRecord) in route.title }, { Paths.routes($0.programme) + "#withdrawn" })
        return notices + needs + routes
    }
}
