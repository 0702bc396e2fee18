import Markup
import Web

/// Whoever saves a form has seen what it says now: nothing that somebody else closed is opened again by an older page.
enum PlansStale {
    /// The field of a form that says which state it shows, epoch milliseconds.
    static let field = "changed"

    static func seen(_ form: FormValues) -> Int64? {
        WholeText.read(form.text(field), in: 0...(1 << 52)).map { Int64($0) }
    }

    static func input(_ changedAt: Int64?) -> HTML {
        changedAt.map { "<input type=\"hidden\" name=\"\(field)\" value=\"\(String($0))\">" } ?? .empty
    }

    /// - Parameters:
    ///   - seen: as the form had it; nothing where it does not say.
    ///   - isSame: what is sent stands there already: pressed twice, it is one.
    static func require(_ seen: Int64?, _ changedAt: Int64, isSame: Bool, at name: String) throws {
        guard let seen, seen < changedAt, !isSame else { return }
        throw Refusal.invalid([name: L("Somebody else has changed it since. Look at it, then save again.")])
    }
}
