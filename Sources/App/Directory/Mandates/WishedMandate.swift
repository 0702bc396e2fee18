import Domain
import Web

/// For what somebody is to be appointed who is added to the directory first: the form of a new person carries it, and leads back.
struct WishedMandate {
    let fields: [(name: String, value: String)]

    init(_ values: FormValues) {
        fields = ["role", "holder", "programme"].compactMap { name in
            values.text(name).nilIfEmpty.map { (name: name, value: $0) }
        }
    }

    var isWished: Bool { fields.contains { $0.name == "holder" } }

    /// Of the form that appoints.
    /// - Parameter person: nothing while they are not yet added.
    func query(for person: Person.ID?) -> String {
        QueryText.of(fields.map { ($0.name, $0.value) } + [("person", person?.description)])
    }
}
