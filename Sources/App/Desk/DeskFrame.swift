import Markup
import Web

/// What desk pages have in common: header, breadcrumb and what was just done.
struct DeskFrame {
    let visit: Visit
    let title: Message
    let path: String
    var crumbs: [Layout.Crumb] = []
    var marking: String?
    var kind: Layout.Kind = .desk
    var styles: [String] = []

    /// - Parameter main: the page without its notice, which stands above it.
    func answer(_ main: HTML, status: FormStatus = .ok) -> Answer {
        var layout = Layout(kind, title, path: path)
        layout.crumbs = crumbs
        layout.zone = visit.visitor.account?.timeZone
        layout.styles = styles
        layout.marking = marking
        layout.tools = DeskMenu.html(visit)
        return .html(
            layout.document("\(Done.notice(visit))\(main)"), status: status == .ok ? .ok : .unprocessableContent)
    }

    enum FormStatus { case ok, wrong }
}

/// What was just done, told on the page that a form leads to: `?done=created`.
enum Done: String {
    case created, saved, added, removed, restored, ended, retired, moved, renewed, invited, imported, clockKept,
        momentKept, joined, parted, toldApart

    var words: Message {
        switch self {
        case .created: L("Created.")
        case .saved: L("Saved.")
        case .added: L("Added.")
        case .removed: L("Removed.")
        case .restored: L("Brought back.")
        case .ended: L("The membership was ended.")
        case .retired: L("Retired: it is no longer offered, and stays where it was used.")
        case .moved: L("The order was changed.")
        case .renewed: L("There is a new one. The one before leads nowhere now.")
        case .invited: L("The account has the role now; it is in effect when they sign in.")
        case .imported: L("The import is done.")
        case .clockKept: L("Saved. The event has another time zone now; the steps keep the times on their clock.")
        case .momentKept:
            L(
                "Saved. The event has another time zone now; the steps open and close when they would have, which is another time on the clock."
            )
        case .joined: L("The two seats are one now.")
        case .parted: L("They are two seats again.")
        case .toldApart: L("They are two people. Below you can still join the two seats.")
        }
    }

    static func notice(_ visit: Visit) -> HTML {
        guard let done = visit.inbound.query["done"].flatMap(Done.init(rawValue:)) else { return .empty }
        return "<div class=\"notice good\" role=\"status\"><p>\(done.words)</p></div>"
    }

    /// The address with this word on it.
    func at(_ path: String) -> String { "\(path)\(path.contains("?") ? "&" : "?")done=\(rawValue)" }
}

extension FormState {
    /// The form as it was sent, with what a refusal says of its fields.
    /// - Throws: the refusal itself where it is about something else than fields.
    static func refused(_ values: FormValues, _ error: any Error) throws -> FormState {
        guard let refusal = error as? Refusal, !refusal.fields.isEmpty else { throw error }
        return FormState(values, errors: refusal.fields)
    }
}
