import Domain
import Web

/// A JSON Web Token in its compact form (RFC 7515, 7519), taken apart; what it says counts only after ``check(_:)``.
struct SignedToken {
    let algorithm: SigningAlgorithm
    /// `kid` of its head.
    let keyID: String?
    let claims: JSONObject
    private let signed: [UInt8]
    private let signature: [UInt8]

    /// - Throws: ``OpenIDFailure`` for what is no token, and for each way of signing but RS256 and ES256.
    init(_ text: String) throws {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let head = Base64URL.decode(parts[0]), let body = Base64URL.decode(parts[1]),
            let signature = Base64URL.decode(parts[2]), let header = (try? JSONReader.outside(head))?.object,
            let claims = (try? JSONReader.outside(body))?.object
        else { throw OpenIDFailure.wrong("its token is no signed JSON Web Token") }
        guard let algorithm = header["alg"]?.text.flatMap(SigningAlgorithm.init(rawValue:)) else {
            throw OpenIDFailure.wrong("its token is not signed with RS256 or ES256")
        }
        // What says that it must be understood is refused: nothing such is (RFC 7515, 4.1.11).
        guard header["crit"] == nil else { throw OpenIDFailure.wrong("its token asks for more than is understood") }
        self.algorithm = algorithm
        keyID = header["kid"]?.text
        self.claims = claims
        signed = Array("\(parts[0]).\(parts[1])".utf8)
        self.signature = signature
    }

    /// - Throws: ``OpenIDFailure/unknownKey`` where none of the keys can be the one; `wrong` for a false signature.
    func check(_ keys: [SigningKey]) throws {
        let fitting = keys.filter { $0.algorithm == algorithm && (keyID == nil || $0.id == keyID) }
        // Without a name there must be no choice (OpenID Connect Core 1.0, 10.1).
        guard let key = fitting.first, keyID != nil || fitting.count == 1 else { throw OpenIDFailure.unknownKey }
        guard key.isRight(signature, of: signed) else {
            throw OpenIDFailure.wrong("the signature of its token is false")
        }
    }
}

/// What an ID token must say to be for this sign-in (OpenID Connect Core 1.0, 3.1.3.7).
struct TokenExpectation: Sendable {
    let issuer: String
    let clientID: String
    let nonce: String
    /// Milliseconds since 1970.
    let now: Int64

    /// How far the two clocks may differ, and how old a token may be that was just fetched.
    static let skew: Int64 = 60_000
    static let maxAge: Int64 = 600_000

    /// - Throws: ``OpenIDFailure/wrong(_:)`` that names what does not fit.
    func check(_ claims: JSONObject) throws {
        func demand(_ isRight: Bool, _ reason: String) throws {
            if !isRight { throw OpenIDFailure.wrong("its token \(reason)") }
        }
        try demand(claims["iss"]?.text == issuer, "names another issuer")
        let audience: [String?] = claims["aud"]?.list.map { $0.map(\.text) } ?? [claims["aud"]?.text]
        try demand(audience.contains(clientID), "is for another service")
        let party = claims["azp"]?.text
        try demand(claims["azp"] == nil ? audience.count == 1 : party == clientID, "was made for another service")
        let (end, start) = (claims["exp"]?.moment, claims["iat"]?.moment)
        try demand(end.map { $0 > now - Self.skew } ?? false, "has expired, or one of the two clocks is wrong")
        try demand(
            start.map { $0 <= now + Self.skew && $0 >= now - Self.maxAge } ?? false,
            "was not made just now, or one of the two clocks is wrong")
        if let first = claims["nbf"] {
            try demand(first.moment.map { $0 <= now + Self.skew } ?? false, "is not valid yet")
        }
        try demand(
            Sodium.areEqual(Array((claims["nonce"]?.text ?? "").utf8), Array(nonce.utf8)),
            "does not belong to this sign-in")
    }
}

/// Who signed in, as the provider says it.
struct ProviderPerson: Sendable, Equatable {
    /// The provider's own name for the person, which never changes and is never given to another.
    let subject: String
    /// In lower case; nil if none is told, or it is no address.
    let email: String?
    /// The provider says itself that it does not know whether the address is the person's.
    let isEmailDoubtful: Bool

    /// - Parameter claims: of a token, or of the provider's answer about the person.
    init(_ claims: JSONObject) throws {
        guard let subject = claims["sub"]?.text, !subject.isEmpty, subject.utf8.count <= 255,
            !subject.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 })
        else { throw OpenIDFailure.wrong("it does not say who signed in") }
        self.subject = subject
        email = claims["email"]?.text.flatMap(Self.address)
        // Some providers write the flag as a text.
        isEmailDoubtful = claims["email_verified"].map { $0.flag != true && $0.text != "true" } ?? false
    }

    /// An address that can be compared with an account's, which are cleaned and in lower case. What cleaning would change is none, and
    /// only A to Z are made small: some letters become plain ones on the way (the Kelvin sign a k), and one person's address
    /// another's.
    private static func address(_ text: String) -> String? {
        guard FieldCheck.isEmail(text), FieldCheck.line(text).unicodeScalars.elementsEqual(text.unicodeScalars) else {
            return nil
        }
        var small = ""
        for scalar in text.unicodeScalars {
            let isCapital = (65...90).contains(scalar.value)
            small.unicodeScalars.append(isCapital ? Unicode.Scalar(UInt8(scalar.value + 32)) : scalar)
        }
        return small
    }
}
