import Domain
import Markup
import Storage
import Web

/// What whoever looks on sees of an exercise is alike for all of them, so it is made once a language for all who come within a second: two
/// thousand open it at STARTEX. It stands until anything is written, and no longer than its clocks may be behind.
enum WatchMemory {
    struct Page: Sendable {
        let view: WatchView
        let sections: HTML
    }

    /// - Returns: nothing where the event has no exercise.
    static func page(_ event: Event.ID, now: Int64, _ reading: any Reading) throws -> Page? {
        try reading.remember("watched \(event) in \(Language.current.rawValue) at \(now / 1_000)") {
            guard let view = try WatchView(event, now: now, reading) else { return nil }
            let sections = view.exercise.state.isPlanned ? .empty : ObserverSections(view: view).html
            return Page(view: view, sections: sections)
        }
    }
}
