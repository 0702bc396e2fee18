import Domain
import Storage
import Web

/// The SQL of the demo: what no operation does, because in life it takes a person with a password or a phone.
struct DemoStore {
    private let tx: Transaction

    init(_ tx: Transaction) { self.tx = tx }

    /// Whether nobody and nothing is here yet, besides the starting data of the directory.
    func isEmpty() throws -> Bool {
        let rows = try tx.value(
            """
            SELECT (SELECT COUNT(*) FROM account) + (SELECT COUNT(*) FROM programme) + (SELECT COUNT(*) FROM person) AS found
            """, as: Int.self)
        return rows == 0
    }

    static func settings(_ reading: any Reading) throws -> [String: String] {
        let rows = try reading.all("SELECT name, value FROM setting WHERE name LIKE 'demo%'")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("name"), try $0.get("value")) })
    }

    func set(_ name: String, _ value: String) throws {
        try tx.execute(
            """
            INSERT INTO setting (name, value) VALUES (\(name), \(value))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """)
    }

    /// An account without a password: it is entered by a sign-in link only.
    func insert(account: Account.ID, email: String, name: String, at time: Int64) throws {
        try tx.execute(
            """
            INSERT INTO account (id, email, name, is_administrator, created_at)
            VALUES (\(account), \(email), \(name), \(false), \(time))
            """)
    }

    /// As if the mails of a message had gone out.
    func send(_ message: EventMessage.ID, at time: Int64) throws {
        try tx.execute(
            "UPDATE outgoing_mail SET sent_at = \(time), text = '', calendar = '' WHERE key LIKE \("message:\(message):%")"
        )
    }

    /// As if the person had opened a personal link.
    func arrive(_ participant: Participant.ID, at time: Int64) throws {
        try tx.execute("UPDATE participant SET arrived_at = \(time) WHERE id = \(participant)")
    }
}
