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
            .event("material.release", "material", at: { Paths.materials($0) }) { count in
                L(count, one: "\(count) material was released", other: "\(count) materials were released")
            },
            .event("material.withdrawal", "material", at: { Paths.materials($0) }) { count in
                L(count, one: "\(count) material was withdrawn", other: "\(count) materials were withdrawn")
            },
        ]
    }
}
