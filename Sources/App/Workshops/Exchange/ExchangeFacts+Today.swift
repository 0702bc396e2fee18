import Domain
import Storage
import Web

extension ExchangeFacts: TodayFeature {
    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "exchange", order: 50, label: L("Exchange"),
                hint: L("Questions that the room asks my delegation."))
        ]
    }

    /// Questions on the sheets of the reader's own delegations.
    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        try reader.events(reading).flatMap { event -> [TodayTask] in
            let countries = reader.memberships[event.id]?.delegations ?? []
            guard !countries.isEmpty else { return [] }
            let open = try ExchangeStore(reading).questions(of: event.id).filter(\.isOpen)
            guard !open.isEmpty else { return [] }
            return try SheetStore(reading).sheets(of: event.id).filter { sheet in
                sheet.country.map(countries.contains) ?? false
            }.compactMap { sheet in
                let count = open.count { $0.sheet == sheet.id }
                guard count > 0 else { return nil }
                return TodayTask(
                    id: "questions-\(sheet.id)", kind: "exchange",
                    what: L(
                        count, one: "Answer \(count) question about your sheet",
                        other: "Answer \(count) questions about your sheet"),
                    place: event.title, why: L("The room asks your delegation."), path: Paths.sheet(event.id, sheet.id))
            }
        }
    }
}
