import Domain
import Markup
import Storage
import Web

/// A page behind the event's tab of what comes before and after it: the consultation, the objectives, words to chosen people, the note, the
/// report. A feature tells its own.
struct AroundPage: Sendable {
    let id: String
    /// From left to right.
    let order: Int
    let label: Message
    let path: @Sendable (Event.ID) -> String
    let permission: Permission
}

protocol AroundFeature: Feature {
    static var aroundPages: [AroundPage] { get }
}

enum Around {
    static let tab = "around"

    static let pages: [AroundPage] = Features.all { $0 as? any AroundFeature.Type }.flatMap { $0.aroundPages }
        .sorted { $0.order < $1.order }

    /// The row of these pages, over each of them.
    static func tabs(_ frame: EventFrame, _ chosen: String) -> HTML {
        let shown = pages.filter { frame.allows($0.permission) }
        return SubTabs(
            label: L("Consultation and messages"),
            items: shown.map { .init(id: $0.id, label: $0.label, path: $0.path(frame.event.id)) }, chosen: chosen
        ).html
    }
}
