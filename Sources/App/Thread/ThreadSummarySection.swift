import Domain
import Markup
import Storage
import Web

/// The thread in numbers, as it stands on the overview of an event or a programme.
enum ThreadSummary {
    /// Nothing before the first issue.
    static func event(_ event: Event.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        section(
            try ThreadBook(event, visitor: visit.visitor, reading), try DirectoryNames(reading),
            ThreadPaths.event(event))
    }

    static func programme(_ programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        let store = ThreadStore(reading)
        let access = try ThreadAccess(visit.visitor, events: try store.events(of: programme), reading)
        return section(
            ThreadBook(try store.facts(of: access.events, for: visit.visitor), access), try DirectoryNames(reading),
            ThreadPaths.programme(programme))
    }

    private static func section(_ book: ThreadBook, _ names: DirectoryNames, _ path: String) -> HTML {
        guard !book.fates.isEmpty else { return .empty }
        return """
            <section id="thread"><div class="between"><h2>\(L("The thread in numbers"))</h2><a href="\(path)">\(L("What went no further, and why"))</a></div>\
            \(ThreadFunnelSection(numbers: book.numbers, words: ThreadWords(names: names)).html)</section>
            """
    }
}
