import Web

/// What is checked of an account wherever one is made or changed.
enum AccountFields {
    /// Characters; a run of spaces counts as one.
    static let passwordMinimum = 12
    /// Unicode scalars. Long enough for any passphrase; Argon2id takes the same time for all.
    static let passwordMaximum = 128

    static func email(_ text: String, _ check: inout FieldCheck) -> String {
        let email = check.email("email", text)
        if email == nil { check.fail("email", L("Write the e-mail address.")) }
        return email ?? ""
    }

    static func name(_ text: String, _ check: inout FieldCheck) -> String {
        check.line("name", text, limit: 100, isRequired: true)
    }

    /// - Parameter field: `password` unless the form calls it otherwise.
    static func password(_ text: String, email: String, field: String = "password", _ check: inout FieldCheck) {
        if text.unicodeScalars.contains("\0") {
            check.fail(field, L("This password contains a character that cannot be typed."))
        } else if PasswordRules.length(text) < passwordMinimum {
            check.fail(
                field, L("Use at least \(passwordMinimum) characters. Four words are easier to remember than signs."))
        } else if text.unicodeScalars.count > passwordMaximum {
            check.fail(field, L("Use at most \(passwordMaximum) characters."))
        } else if PasswordRules.isGuessable(text, email: email) {
            check.fail(
                field,
                L(
                    "This password is one of the first that anybody would try: a common one, a pattern, or made of the e-mail address or of this product's words. Four words that have nothing to do with each other are better."
                ))
        }
    }
}

/// Where a form may lead back to: only an address of our own.
enum OwnPath {
    /// The path, or nil if it could lead elsewhere (`//other.example`, `/\other`, a scheme, control characters).
    static func checked(_ text: String?) -> String? {
        guard let text, text.hasPrefix("/"), !text.hasPrefix("//"), !text.contains("\\"), text.utf8.count <= 500,
            text.unicodeScalars.allSatisfy({ $0.value > 32 && $0.value < 127 })
        else { return nil }
        return text
    }
}
