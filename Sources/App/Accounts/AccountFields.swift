import Web

/// What is checked of an account wherever one is made or changed.
enum AccountFields {
    static let passwordMinimum = 12
    /// Long enough for any passphrase; Argon2id takes the same time for all.
    static let passwordMaximum = 256

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
        } else if text.count < passwordMinimum {
            check.fail(
                field, L("Use at least \(passwordMinimum) characters. Four words are easier to remember than signs."))
        } else if text.utf8.count > passwordMaximum {
            check.fail(field, L("Use at most \(passwordMaximum) bytes."))
        } else if text.lowercased() == email {
            check.fail(field, L("The password must not be the e-mail address."))
        }
    }
}

/// Where a form may lead back to: only an address of our own.
enum OwnPath {
    /// The path, or nothing where it could lead elsewhere (`//other.example`, `/\other`, a scheme, control characters).
    static func checked(_ text: String?) -> String? {
        guard let text, text.hasPrefix("/"), !text.hasPrefix("//"), !text.contains("\\"), text.utf8.count <= 500,
            text.unicodeScalars.allSatisfy({ $0.value > 32 && $0.value < 127 })
        else { return nil }
        return text
    }
}
