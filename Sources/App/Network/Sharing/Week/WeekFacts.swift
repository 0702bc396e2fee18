import Domain
import Storage
import Web

/// What is new in somebody's networks, once a week: members, notices and needs here; practices and publications by their rooms.
enum WeekFacts: StoredFeature, ClockFeature, TodayFeature, WeekFeature {
    static var clocks: [Clock] { [Clock { await WeekNews.watch($0) }] }

    static var tables: [TableFacts] {
        [
            TableFacts(
                "network_week", search: .left("when somebody was told"),
                person: .rows(368, [.account("account_id")]), erasure: .deleted)
        ]
    }

    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: WeekNews.kind, order: 68, label: L("The week in my networks"),
                hint: L("On Mondays one mail: new members, publications, practices, notices and needs that I may read.")
            )
        ]
    }

    static func tellWeek(_ asked: WeekAsked, _ reading: any Reading) throws -> [WeekItem] {
        let own = try SharedReading(asked.reader.visitor, now: asked.until, reading)
        let notices = try own.seen(NoticeStore(reading).notices(of: asked.programmes)).filter {
            asked.isNew($0.createdAt) && $0.author != asked.reader.id && $0.endedAt == nil
        }
        let needs = try own.seen(SharedNeedStore(reading).needs(of: asked.programmes)).filter {
            asked.isNew($0.createdAt) && $0.author != asked.reader.id && $0.state != .closed
        }
        let (first, last) = (CalendarDate.today(asked.since), CalendarDate.today(asked.until))
        var items: [WeekItem] = []
        for programme in asked.programmes {
            for member in try MemberStore(reading).members(of: programme, on: last)
            where member.since.utf8.count == 10 && member.since > first {
                items.append(
                    WeekItem(
                        kind: .member, programme: programme, title: member.name,
                        path: Paths.programme(programme)))
            }
        }
        items += notices.map {
            WeekItem(
                kind: .notice, programme: $0.programme, title: $0.title, language: $0.language, marking: $0.marking,
                path: Paths.notice($0.programme, $0.id))
        }
        items += needs.map {
            WeekItem(
                kind: .need, programme: $0.programme, title: $0.title, language: $0.language, marking: $0.marking,
                path: Paths.sharedNeed($0.programme, $0.id))
        }
        return items
    }
}
