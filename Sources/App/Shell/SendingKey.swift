import Web

/// What a sending is recognised by when it comes again after a lost answer: the name that the device gave it, and whose it is, since
/// two people's devices may choose the same name.
enum SendingKey {
    /// - Returns: nothing where the device gave no name.
    static func of(_ name: String?, by actor: String?) -> String? {
        guard let name, !name.isEmpty else { return nil }
        return Secret.hex(Sodium.hash("\(actor ?? "")\n\(name)".utf8))
    }
}
