/// Why signing in through the provider did not work, in plain English for the log and for `roundtable doctor`. Holds nothing that the
/// provider or a browser sent but short codes, so that no secret and no address of a person gets into the log.
public enum OpenIDFailure: Error, Sendable, Equatable {
    /// It cannot be reached, or does not answer properly.
    case away(String)
    /// It answers, and what it says is not what it must say.
    case wrong(String)
    /// The token is signed with a key that is not known (yet).
    case unknownKey

    public var reason: String {
        switch self {
        case .away(let reason), .wrong(let reason): reason
        case .unknownKey: "the token is signed with a key that the provider does not publish"
        }
    }

    /// An error code of the provider (RFC 6749, 5.2), or nil if it is no such code.
    static func code(_ text: String?) -> String? {
        guard let text, !text.isEmpty, text.utf8.count <= 40,
            text.utf8.allSatisfy({ (97...122).contains($0) || $0 == 95 })
        else { return nil }
        return text
    }
}
