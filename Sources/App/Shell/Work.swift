import Domain
import Storage
import Web

/// The inner half of an operation: a transaction, the time and the ids, and whom the journal names. Functions that take a `Work`
/// (`createIn`, `addParticipantIn` …) check the rules but not the permission, so that the demo and the tests can build a whole
/// world in one transaction.
struct Work {
    let tx: Transaction
    let environment: Environment
    /// As ``Visitor/journalName``; nothing for the program itself.
    let actor: String?

    init(_ tx: Transaction, _ environment: Environment, actor: String? = nil) {
        self.tx = tx
        self.environment = environment
        self.actor = actor
    }

    init(_ tx: Transaction, _ visit: Visit) {
        self.init(tx, visit.environment, actor: visit.visitor.journalName)
    }

    var now: Int64 { environment.now() }

    func record(_ scope: Scope, _ subject: String, _ kind: String, _ facts: [String: JSONValue] = [:]) throws {
        try tx.append(
            JournalEntry(
                time: now, actor: actor, scope: scope.description, subject: subject, kind: kind,
                facts: JSONValue.object(facts).json))
    }
}
