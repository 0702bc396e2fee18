import Domain
import Storage
import Web

/// Merge: issues that say nearly the same are joined, reworded, taken apart again. The page is the console (Room/), its middle
/// MergeSection; what the journal keeps of each act is told in MergeStore.
enum MergeRoutes {
    static let all: [Route] = [
        .post(Paths.merges, .facilitate) { visit, event in
            let form = try visit.inbound.form()
            let title = form.text("title")
            let order = MergeOrder(
                try form.ids("issue"), into: try lead(form), title: title.isEmpty ? nil : title,
                language: form.has("language") ? form.text("language") : nil, key: visit.sendingName(form))
            _ = try await MergeOperations.join(visit, event, order)
            return try await RoomRoutes.consoleAnswer(visit, event)
        },
        .post(Paths.issueWording, .facilitate) { visit, event, issue in
            let form = try visit.inbound.form()
            let title = form["title-\(issue)"] ?? form.text("title")
            let language = form["language-\(issue)"] ?? form.text("language")
            _ = try await MergeOperations.reword(visit, event, issue, title: title, language: language)
            return try await RoomRoutes.consoleAnswer(visit, event)
        },
        .post(Paths.issueSeparation, .facilitate) { visit, event, issue in
            guard let parent: Issue.ID = try visit.inbound.form().id("parent") else { throw Refusal.malformedForm }
            try await MergeOperations.split(visit, event, issue, parent: parent)
            return try await RoomRoutes.consoleAnswer(visit, event)
        },
        .post(Paths.mergeReversal, .facilitate) { visit, event, act in
            try await MergeOperations.undo(visit, event, act: Int64(act))
            return try await RoomRoutes.consoleAnswer(visit, event)
        },
        .post(Paths.dismissals, .facilitate) { visit, event in
            try await MergeOperations.dismiss(visit, event, issues: try visit.inbound.form().ids("issue"))
            return try await RoomRoutes.consoleAnswer(visit, event)
        },
    ]

    /// Whose wording is kept: named by the form, but only where that issue is among the ticked.
    private static func lead(_ form: FormValues) throws -> Issue.ID? {
        let lead: Issue.ID? = try form.id("into")
        return try form.ids("issue").contains { $0 == lead } ? lead : nil
    }
}
