import Domain
import Storage
import Web

extension ImportFacts: TodayFeature {
    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "import", order: 70, label: L("Imports"),
                hint: L("A file of mine that was read, and is not imported yet."))
        ]
    }

    /// Files that were read and not taken over: they go after a day.
    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        try ImportStore(reading).unfinished(of: reader.id, now: reader.now).compactMap { draft in
            let path: String
            var place = ""
            if let id = draft.event {
                guard reader.allows(.organise, in: id) else { return nil }
                place = try EventStore(reading).event(id).title
                path = Paths.eventImportDraft(id, draft.id)
            } else {
                path = Paths.importDraft(draft.id)
            }
            return TodayTask(
                id: "import-\(draft.id)", kind: "import", what: L("Continue the import of “\(draft.fileName)”"),
                place: place, why: L("You began it; it is kept for a day."), path: path,
                due: EpochTime.adding(draft.createdAt, milliseconds: ImportStore.lifetime))
        }
    }
}
