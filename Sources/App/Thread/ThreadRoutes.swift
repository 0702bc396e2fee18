import Domain
import Markup
import Storage
import Web

/// # The thread: from a topic to what a country does about it
///
/// - `GET /programmes/P/thread/ITEM` shows an item of what a programme plans, and is told below.
/// - `GET /events/E/thread/ITEM` shows any item with its way up and down; `…/thread` the event in numbers and what fell through;
///   `GET /programmes/P/thread` the same over a programme's events.
/// - Other pages show an item's thread by `ThreadTrail`, and the numbers by `ThreadSummary`.
/// - What there is is told by the features (`ThreadFeature`: SQL in their …Store+Thread.swift), gathered by `ThreadStore`, cut to what somebody
///   may see by `ThreadAccess` and `ThreadLoom`, judged by `ThreadJudge`. The graph itself is in Domain.
enum ThreadRoutes {
    static let all: [Route] = [
        .get(ThreadPaths.event, .attend) { visit, event in
            try await visit.read { try ThreadEventPage(event, visit: visit, $0).answer }
        },
        .get(ThreadPaths.item, .attend) { visit, event, item in
            try await visit.read { try ThreadItemPage(event, item, visit: visit, $0).answer }
        },
        .get(ThreadPaths.programme, .seeProgramme, programme),
        .get(ThreadPaths.programmeItem, .seeProgramme) { visit, programme, item in
            try await visit.read { try ThreadItemPage(planned: programme, item, visit: visit, $0).answer }
        },
    ]

    private static func programme(_ visit: Visit, _ id: Programme.ID) async throws -> Answer {
        try await visit.read { reading in
            let store = ProgrammeStore(reading)
            let access = try ThreadAccess(visit.visitor, events: try ThreadStore(reading).events(of: id), reading)
            let facts = try ThreadStore(reading).facts(of: access.events, for: visit.visitor)
            return ThreadProgrammePage(
                visit: visit, programme: try store.programme(id), book: ThreadBook(facts, access),
                words: ThreadWords(names: try DirectoryNames(reading)),
                events: try store.events(of: id).filter { access.events.contains($0.id) }
            ).answer
        }
    }
}
