import Markup
import Web

extension Visit {
    /// The hidden field that every form of a page carries.
    var formToken: HTML {
        "<input type=\"hidden\" name=\"\(CSRF.field)\" value=\"\(services.csrf.token(for: formCookie))\">"
    }
}

/// The hidden field of a form in a region that is the same bytes for everybody: the client fills it in (see `data-token`).
enum FormToken {
    static let empty: HTML = "<input type=\"hidden\" name=\"_form\">"
}
