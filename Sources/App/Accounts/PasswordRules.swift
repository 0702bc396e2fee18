/// What makes a password of the right length a bad one all the same. No list of leaked passwords is carried along: a short one of the
/// patterns that long passwords are made of, and the words that stand on the sign-in page.
enum PasswordRules {
    /// A run of spaces counts as one (OWASP ASVS 2.1.1).
    static func length(_ password: String) -> Int {
        var (length, wasSpace) = (0, false)
        for character in password {
            let isSpace = character.isWhitespace
            if !(isSpace && wasSpace) { length += 1 }
            wasSpace = isSpace
        }
        return length
    }

    /// Whether it is made of few different characters, of a common password, or of words that belong to the product and to the address.
    static func isGuessable(_ password: String, email: String) -> Bool {
        let plain = plain(password)
        // Twelve times the same, or the same four over and over.
        if Set(password.lowercased()).count < 5 { return true }
        let stem = String(plain.reversed().drop { $0.isNumber }.reversed())
        if common.contains(plain) || common.contains(stem) { return true }
        if isRepeated(plain) { return true }
        var rest = plain
        let parts = email.split { !$0.isLetter && !$0.isNumber }.map { Self.plain(String($0)) }
        for word in (parts + product).filter({ $0.count >= 3 }).sorted(by: { $0.count > $1.count }) {
            rest = rest.replacing(word, with: "")
        }
        // What the known words leave over must be something by itself.
        return rest.count < plain.count && rest.count < 6
    }

    /// Whether it is a shorter text, up to six characters, again and again.
    private static func isRepeated(_ text: String) -> Bool {
        (1...6).contains { length in
            let piece = String(text.prefix(length))
            return text.count >= 2 * length && String(repeating: piece, count: text.count).hasPrefix(text)
        }
    }

    /// Lower case, without what stands between words, and with the letters that digits and signs stand for.
    private static func plain(_ text: String) -> String {
        let letters: [Character: Character] = ["@": "a", "$": "s", "!": "i"]
        return String(text.lowercased().map { letters[$0] ?? $0 }.filter { $0.isLetter || $0.isNumber })
    }

    private static let product = [
        "roundtable", "round", "table", "workshop", "plenary", "password", "admin", "organiser", "facilitator",
    ]

    /// Our own list, as ``plain(_:)`` makes them: rows of keys, counted digits, and the phrases that a demand for length brings forth.
    private static let common: Set<String> = [
        "123456789012", "1234567890123", "12345678901234", "0123456789012", "098765432109", "1234567890qwe",
        "123456qwerty", "1q2w3e4r5t6y", "1qaz2wsx3edc", "zaqwsxcderfv", "qazwsxedcrfv", "qwertyuiop", "qwertyuiopas",
        "qwertyuiopasdf", "asdfghjklzxcv", "asdfghjkl", "azertyuiop", "qwertzuiop", "qwerty123456", "qwertyqwerty",
        "abcdefghijkl", "abcdefghijklm", "abcdefghijklmnopqrstuvwxyz", "abcd12345678", "abc123456789", "a1b2c3d4e5f6",
        "password", "passwordpassword", "mypassword", "thisismypassword", "mysecretpassword", "yourpassword",
        "newpassword", "passwordpasswordpassword", "thepassword", "securepassword", "strongpassword", "goodpassword",
        "longpassword", "averylongpassword", "temporarypassword", "defaultpassword", "passphrase", "mypassphrase",
        "letmein", "letmeinplease", "letmeinletmein", "pleaseletmein", "openthedoor", "opensesame", "opensesame123",
        "administrator", "administration", "superuser", "welcome", "welcomehome", "welcomewelcome", "welcometoday",
        "changeme", "changemenow", "changemeplease", "changeit", "pleasechangeme", "iloveyou", "iloveyousomuch",
        "iloveyouiloveyou", "iloveyouforever", "correcthorsebatterystaple", "correcthorse", "fourrandomwords",
        "fourwordsareeasytoremember", "tobeornottobe", "onceuponatime", "hellohellohello", "helloworld",
        "helloworldhello", "football", "liverpoolfc", "manchesterunited", "realmadrid", "princessprincess",
        "sunshinesunshine", "dragondragon", "monkeymonkey", "superman", "starwars", "maytheforcebewithyou",
        "trustno1trustno1", "whatever", "nothingtosee", "dontforget", "donotforget", "icantremember", "idontknow",
        "motdepasse", "motdepasse123", "monmotdepasse", "passwort", "contrasena", "parolparol", "emergency112",
    ]
}
