import Domain
import Markup
import Storage
import Web

/// Which addresses of an event's mail the visitor sees: those of accounts, and what ``mayRead`` shows of the directory. Mail goes to the
/// others all the same.
struct ShownAddresses: Sendable {
    private let addresses: Set<String>
    private let isAdministrator: Bool

    init(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
        isAdministrator = visit.visitor.account?.isAdministrator ?? false
        let all = try ReminderStore(reading).addresses(of: event)
        let people = try SightStore(reading, visit).emailsShown(of: Set(all.compactMap(\.person)))
        addresses = Set(all.filter { one in one.person.map { people.contains($0) } ?? true }.map(\.address))
    }

    func shows(_ address: String) -> Bool { isAdministrator || addresses.contains(address) }

    func html(_ address: String) -> HTML {
        shows(address) ? "<bdi>\(address)</bdi>" : "\(L("address stored, not shown"))"
    }

    /// What a mail server said, without addresses where the mail's own is not shown.
    func words(_ text: String, about address: String) -> String {
        guard !shows(address) else { return text }
        return text.split(separator: " ").map { $0.contains("@") ? "…" : String($0) }.joined(separator: " ")
    }
}
