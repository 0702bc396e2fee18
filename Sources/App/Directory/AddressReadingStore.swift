import Domain
import Storage
import Web

/// The SQL of who read addresses.
struct AddressReadingStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func isNoted(_ subject: String, by actor: String, since: Int64) throws -> Bool {
        try reading.first(
            """
            SELECT sequence FROM journal WHERE subject = \(subject) AND kind = \(AddressReading.kind) AND actor = \(actor)
                AND time >= \(since) LIMIT 1
            """) != nil
    }

    /// Of a person, the latest first.
    func readings(of person: Person.ID, limit: Int) throws -> [(name: String, at: Int64)] {
        let subject = "person:\(person)"
        return try reading.all(
            """
            SELECT a.name, j.time FROM journal j JOIN account a ON j.actor = 'account:' || a.id
            WHERE j.subject = \(subject) AND j.kind = \(AddressReading.kind) ORDER BY j.sequence DESC LIMIT \(limit)
            """
        ).map { (name: try $0.get("name"), at: try $0.get("time")) }
    }
}
