import Markup
import Web

/// What desk pages have in common: header and breadcrumb.
struct DeskFrame {
    let visit: Visit
    let title: Message
    let path: String
    var crumbs: [Layout.Crumb] = []
    var kind: Layout.Kind = .desk
    var styles: [String] = []

    func answer(_ main: HTML, status: FormStatus = .ok) -> Answer {
        var layout = Layout(kind, title, path: path)
        layout.crumbs = crumbs
        layout.styles = styles
        layout.dress(visit)
        return layout.answer(main, status)
    }

    enum FormStatus { case ok, wrong }
}

extension Layout {
    /// - Parameter status: of the form that the page shows.
    func answer(_ main: HTML, _ status: DeskFrame.FormStatus) -> Answer {
        .html(document(main), status: status == .ok ? .ok : .unprocessableContent)
    }
}

extension Done {
    /// What the page says of the form that led to it.
    static func notice(_ visit: Visit) -> HTML {
        guard let done = visit.inbound.query["done"].flatMap({ byName[$0] }) else { return .empty }
        if visit.settings.mail == nil, let words = done.withoutMail {
            return "<div class=\"notice warn\" role=\"status\"><p>\(words)</p></div>"
        }
        return "<div class=\"notice good\" role=\"status\"><p>\(done.words)</p></div>"
    }
}

extension FormState {
    /// The form as it was sent, with what a refusal says of its fields.
    /// - Throws: the refusal itself where it is about something else than fields.
    static func refused(_ values: FormValues, _ error: any Error) throws -> FormState {
        guard let refusal = error as? Refusal, !refusal.fields.isEmpty else { throw error }
        return FormState(values, errors: refusal.fields)
    }
}
