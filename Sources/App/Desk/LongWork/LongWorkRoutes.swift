import Domain
import Storage
import Web

/// # What takes long
///
/// A file of many rows that is read or stored, a report, a whole workshop: whoever began it sees what is done, how far it is and how long it
/// takes, and stops it. It is known to its person only, and to the node that does it. See ``Visit/watched(_:leaves:back:_:)``.
enum LongWorkRoutes {
    static let all: [Route] = [
        .get(Paths.work, .anyone) { visit, id in
            LongWorkPage(visit: visit, watched: try watched(id, visit)).answer
        },
        .post(Paths.workStop, .anyone) { visit, id in
            try watched(id, visit).work.stop()
            return .redirect(to: Paths.work(id))
        },
        .get(Paths.workResult, .anyone) { visit, id in
            guard case .answered(let answer) = try watched(id, visit).outcome else { throw Refusal.notFound }
            return answer
        },
    ]

    private static func watched(_ id: String, _ visit: Visit) throws -> LongWorks.Watched {
        guard let owner = visit.visitor.journalName, let watched = visit.services.longWorks.find(id, of: owner) else {
            throw Refusal.workUnknown
        }
        return watched
    }
}
