import Domain
import Web

/// What those who run an exercise note while it is played.
enum ExconNoteFacts: RoutedFeature, StoredFeature, JournalFeature {
    static var routes: [Route] { ExconNoteRoutes.all }
    static var api: [APIRoute] { ExconNoteAPI.routes.map(\.ofExercise) }

    static var journal: [JournalKind] {
        [JournalKind("excon-note.entry", L("Exercise control noted something"))]
    }

    static var tables: [TableFacts] {
        [
            TableFacts(
                "excon_note", search: .left("read by whoever runs the exercise"),
                person: .rows(610, [.actor("author")]),
                erasure: .blanked(["author": .nothing]), texts: ["text"], seats: [.actor("author")],
                file: .stays("an exercise is kept by the server that runs it; it has a file of its own"))
        ]
    }
}
