import Domain
import Storage
import Web

extension CaseFacts: TodayFeature, FollowableFeature {
    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "library", order: 65, label: L("Library"),
                hint: L("New cases, and changes of those that I follow."))
        ]
    }

    static var news: [NewsKind] {
        [
            .programme("case.creation", "library", at: { Paths.cases($0) }) { count in
                L(count, one: "\(count) new case in the library", other: "\(count) new cases in the library")
            },
            .programme("case.revision", "library", .itemFollowers, at: { Paths.cases($0) }) { _ in
                L("A case was changed")
            },
            .programme("case.withdrawal", "library", .itemFollowers, at: { Paths.cases($0) }) { _ in
                L("A case was withdrawn")
            },
        ]
    }

    static var followed: [FollowedKind] {
        [
            FollowedKind(
                noun: "case", label: L("Case"),
                find: { id, reader, reading in
                    guard let id = Case.ID(id) else { return nil }
                    let record = try CaseStore(reading).record(id)
                    guard try reader.allows(.seeProgramme, in: record.programme, reading),
                        try CaseReading(reader.visitor, now: reader.now, reading).sees(record)
                    else { return nil }
                    return FollowedThing(
                        title: record.title, language: record.language, path: Paths.pastCase(record.programme, id),
                        marking: record.marking)
                })
        ]
    }
}
