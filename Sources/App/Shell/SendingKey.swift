import Domain
import Web

/// What a sending is recognised by when it comes again after a lost answer: the name that the device gave it, and whose it is, since
/// two people's devices may choose the same name.
enum SendingKey {
    /// - Returns: nil if the device gave no name.
    static func of(_ name: String?, by actor: String?) -> String? {
        guard let name, !name.isEmpty else { return nil }
        return Secret.hex(Sodium.hash("\(actor ?? "")\n\(name)".utf8))
    }
}

extension SendingKey {
    /// An id that follows from what a sending is called, for what keeps no name of it: sent again, it has the same.
    static func id<Subject>(_ name: String?, by actor: String?, _ environment: Environment) -> Identifier<Subject> {
        guard let name, !name.isEmpty else { return environment.id() }
        return Identifier(milliseconds: 0, random: Array(Sodium.hash("\(actor ?? "")\n\(name)".utf8)))
    }
}

extension Visit {
    /// What the sending of a form is called: as the client module named it (`idempotency`); where it does not run, by its words and the
    /// minute, so that a form which is pressed twice counts once.
    func sendingName(_ form: FormValues) -> String {
        if let name = form["idempotency"], !name.isEmpty { return name }
        let words = form.fields.map { "\($0.name.utf8.count):\($0.name)=\($0.value.utf8.count):\($0.value)" }.joined()
        return Secret.hex(Sodium.hash("\(inbound.path)\n\(now / 60_000)\n\(words)".utf8))
    }
}
