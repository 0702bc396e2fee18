import Domain
import Markup
import Web

/// For what somebody is to be appointed who is added to the directory first: the form of a new person carries it, and leads back.
struct WishedMandate {
    private let fields: [(name: String, value: String)]

    init(_ values: FormValues) {
        fields = ["role", "holder", "programme"].compactMap { name in
            values.text(name).nilIfEmpty.map { (name: name, value: $0) }
        }
    }

    var isWished: Bool { fields.contains { $0.name == "holder" } }

    var hidden: HTML {
        "\(fields.html { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" })"
    }

    /// Of the form that appoints.
    /// - Parameter person: nothing while they are not yet added.
    func query(for person: Person.ID?) -> String {
        QueryText.of(fields.map { ($0.name, $0.value) } + [("person", person?.description)])
    }
}
