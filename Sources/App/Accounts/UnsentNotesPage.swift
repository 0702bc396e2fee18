import Markup
import Web

/// What a page of this browser has noted and not sent yet, as it says by a cookie: the desk at the door without a connection. Whatever has
/// the browser forget what it keeps asks first.
struct UnsentNotes: Sendable {
    private static let name = "roundtable_unsent"

    let count: Int
    /// Where they are sent from.
    let page: String

    /// The cookie's name, for the page that sets it: `N:/path`.
    static func cookie(isSecure: Bool) -> String { Cookie.name(name, isSecure: isSecure) }

    init?(_ visit: Visit) {
        guard let value = visit.cookie(Self.name), let colon = value.firstIndex(of: ":"),
            let count = WholeText.read(value[..<colon], in: 1...1_000_000),
            let page = OwnPath.checked(String(value[value.index(after: colon)...]))
        else { return nil }
        (self.count, self.page) = (count, page)
    }

    /// A page that asks first, in place of an act after which the browser would forget them.
    /// - Parameter action: the act's own address.
    static func question(_ visit: Visit, action: String) -> Answer? {
        guard visit.visitor.account == nil || visit.visitor.seat == nil, let notes = UnsentNotes(visit),
            (try? visit.inbound.form())?.isOn("forget") != true
        else { return nil }
        let title = L("Not everything is sent yet")
        return .html(
            visit.layout(.narrow, title).document(
                """
                <div class="head"><h1>\(title)</h1></div>\
                <div class="notice warn"><p>\(L(notes.count, one: "This browser holds \(notes.count) note of the desk at the door that was not sent yet. Signing out now would delete it.", other: "This browser holds \(notes.count) notes of the desk at the door that were not sent yet. Signing out now would delete them."))</p></div>\
                <p>\(L("Open the desk: they are sent by themselves as soon as there is a connection. Then sign out."))</p>\
                <div class="actions"><a class="button primary" href="\(notes.page)">\(L("Open the desk"))</a></div>\
                <form method="post" action="\(action)"><input type="hidden" name="forget" value="1">\
                <button class="danger">\(L("Sign out and delete them"))</button></form>
                """), status: .conflict)
    }

    /// After the act.
    static func gone(_ visit: Visit) -> Cookie { Sessions.noCookie(name, isSecure: visit.settings.isSecure) }
}
