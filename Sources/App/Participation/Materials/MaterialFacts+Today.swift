import Domain
import Storage
import Web

/// Who follows an event is told what may be read; each reader's own page shows what of it is for them.
extension MaterialFacts: TodayFeature {
    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "material", order: 66, label: L("Materials"),
                hint: L("Slides, papers and recordings are released or withdrawn."))
        ]
    }

    static var news: [NewsKind] {
        [
            .event("material.release", "material", at: { Paths.materials($0) }, isFor: isRead) { count in
                L(count, one: "\(count) material was released", other: "\(count) materials were released")
            },
            .event("material.withdrawal", "material", at: { Paths.materials($0) }, isFor: isRead) { count in
                L(count, one: "\(count) material was withdrawn", other: "\(count) materials were withdrawn")
            },
        ]
    }

    /// Somebody is told of what they may read, or could while it was there.
    @Sendable private static func isRead(
        _ subject: String, _ event: Event.ID, _ reader: AccountReader, _ reading: any Reading
    ) throws -> Bool {
        guard let membership = reader.memberships[event],
            let material = try MaterialStore(reading).materials(of: [event]).first(where: {
                "material:\($0.id)" == subject
            })
        else { return false }
        let marking = try EventStore(reading).event(event).marking
        return MaterialReading.sees(material, of: marking, membership, now: reader.now)
    }
}
