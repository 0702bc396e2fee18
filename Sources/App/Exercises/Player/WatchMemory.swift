import Domain
import Markup
import Storage
import Synchronization
import Web

/// What whoever looks on sees of an exercise is alike for all of them, so it is made once a language for all who come within a second: two
/// thousand open it at STARTEX. It stands until anything is written, and no longer than its clocks may be behind.
enum WatchMemory {
    struct Page: Sendable {
        let view: WatchView
        let sections: HTML
    }

    private struct Key: Hashable {
        let event: Event.ID
        let language: Language
    }

    private struct Known {
        let page: Page
        let sequence: Int64
        let at: Int64
    }

    /// Milliseconds.
    private static let longest: Int64 = 1_000
    private static let most = 64
    private static let known = Mutex<[Key: Known]>([:])

    /// - Returns: nothing where the event has no exercise.
    static func page(_ event: Event.ID, now: Int64, _ reading: any Reading) throws -> Page? {
        let key = Key(event: event, language: .current)
        let sequence = try Journal.lastSequence(reading)
        let kept = known.withLock { $0[key] }
        if let kept, kept.sequence == sequence, now >= kept.at, now - kept.at < longest { return kept.page }
        guard let view = try WatchView(event, now: now, reading) else { return nil }
        let page = Page(
            view: view, sections: view.exercise.state.isPlanned ? .empty : ObserverSections(view: view).html)
        known.withLock { known in
            if known.count >= most { known.removeAll() }
            known[key] = Known(page: page, sequence: sequence, at: now)
        }
        return page
    }
}
