import Domain
import Storage
import Web

/// What was released in a week, by who may read it.
extension PublicationFacts: WeekFeature {
    static func tellWeek(_ asked: WeekAsked, _ reading: any Reading) throws -> [WeekItem] {
        let sight = try PublicationSight(asked.reader.visitor, now: asked.until, reading)
        let first = CalendarDate.today(asked.since)
        return try asked.programmes.flatMap { programme -> [WeekItem] in
            try sight.publications(of: programme).map(\.record).filter { record in
                record.isReleased && (record.releasedOn ?? "") > first
            }.map {
                WeekItem(
                    kind: .publication, programme: programme, title: $0.title, language: $0.language,
                    marking: $0.marking, path: PublicationPaths.one($0.id))
            }
        }
    }
}
