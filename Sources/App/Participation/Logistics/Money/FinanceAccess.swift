import Domain
import Storage
import Web

/// Who keeps the money of an event: the organisers of its programme, and whom they have named for it. These see budget and claims, and no
/// needs, no letters, no texts.
enum FinanceAccess {
    /// - Throws: as if it were for organisers only.
    static func require(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
        guard try !isFinance(visit, event, reading) else { return }
        try visit.require(.organise, in: event, reading)
    }

    static func isFinance(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws -> Bool {
        guard let account = visit.visitor.account else { return false }
        return try MoneyStore(reading).isFinance(account.id, of: try EventStore(reading).event(event).programme)
    }
}
