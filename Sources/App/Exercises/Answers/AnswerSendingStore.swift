import Domain
import Storage
import Web

/// What was written under the name that a device gave its sending: sent twice, it is one.
struct AnswerSendingStore {
    /// Tables with a column `sending`, which is unique.
    enum Table: String {
        case decisions = "decision"
        case calls = "request_call"
        case picture = "picture_item"
        case log = "log_entry"
        case reports = "situation_report"
        case statements = "public_statement"
        case messages = "exercise_message"
    }

    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func id<Subject>(_ table: Table, sentAs key: String?) throws -> Identifier<Subject>? {
        guard let key else { return nil }
        return try reading.value(
            "SELECT id FROM \(SQL(verbatim: table.rawValue)) WHERE sending = \(key)", as: Identifier<Subject>.self)
    }
}
