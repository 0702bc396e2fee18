import Domain
import Markup
import Storage
import Web

/// The work of the merge stage on the console: what is suggested, the issues of the topic, and what was done.
struct MergeSection {
    let room: Room
    let issues: [IssueRecord]
    let suggestions: [MergeSuggestion]
    /// That can be undone, newest first, each with how many later ones would go with it.
    let acts: [(act: MergeAct, later: Int)]
    let voted: Set<Issue.ID>

    init(_ room: Room, _ reading: any Reading) throws {
        self.room = room
        let store = IssueStore(reading)
        let merges = MergeStore(reading)
        issues = try room.topic.map { try store.issues(of: $0.id) } ?? []
        voted = try store.voted(in: room.event.id)
        suggestions = MergeSuggestion.among(issues, keptApart: try merges.keptApart(in: room.event.id))
        let all = try merges.acts(of: room.event.id)
        acts = all.map { (act: $0, later: MergeOperations.buildingOn($0.sequence, all).count - 1) }.reversed()
    }

    var html: HTML {
        guard !issues.isEmpty else {
            return """
                <div class="empty"><h2>\(L("No issues on this topic"))</h2>\
                <p class="muted">\(L("Choose another topic above, or go back to Collect."))</p></div>
                """
        }
        return suggestions.isEmpty ? "\(list)\(suggested)\(past)" : "\(suggested)\(list)\(past)"
    }

    private var suggested: HTML {
        """
        <section id="suggestions"><h2>\(suggestions.isEmpty ? L("No more similar issues") : L(suggestions.count, one: "\(suggestions.count) suggestion", other: "\(suggestions.count) suggestions"))</h2>\
        <ul class="lines">\(suggestions.html(suggestion))</ul>\
        <details><summary>\(L("How suggestions are found"))</summary><p class="hint">\(method)</p></details></section>
        """
    }

    private var method: Message {
        L(
            """
            Two issues are suggested when their words are alike: word stems and groups of four letters are compared, rare ones weighing more \
            (TF-IDF, cosine), from a likeness of \(String(MergeSuggestion.threshold)) upwards. It does not see meaning and does not translate: \
            the same thought in another language or in other words is yours to find.
            """)
    }

    private func suggestion(_ suggestion: MergeSuggestion) -> HTML {
        guard let lead = suggestion.issues.first(where: { $0.kind == .merged }) ?? suggestion.issues.first else {
            return .empty
        }
        let id = "suggestion-\(lead.id)"
        let words = suggestion.words.map { L("“\($0)”") }
        let hundredths = Int((suggestion.likeness * 100).rounded())
        let likeness = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
        return """
            <li class="suggestion" id="item-\(id)"><form class="form" id="\(id)" method="post" action="\(Paths.merges(room.event.id))" data-send>\
            <input type="hidden" name="idempotency"><input type="hidden" name="into" value="\(lead.id)">\
            <p class="likeness">\(L("Likeness \(likeness)"))\(words.isEmpty ? .empty : " · \(L("the words \(list: words)"))")</p>\
            <ul class="lines">\(suggestion.issues.html { issue in
                """
                <li class="issue"><input type="checkbox" name="issue" value="\(issue.id)" checked aria-labelledby="\(id)-\(issue.id)">\
                <div>\(IssueView(issue, in: room).title("p", id: "\(id)-\(issue.id)"))\(IssueView(issue, in: room).origin())</div></li>
                """
            })</ul>\
            \(wording(id, lead, titleName: "title", languageName: "language"))\
            <div class="actions"><button>\(Icon.svg("join")) \(suggestion.issues.count == 2 ? L("Merge these two") : L("Merge these"))</button>\
            <button class="plain" formnovalidate formaction="\(Paths.dismissals(room.event.id))">\(L("Keep apart"))</button></div></form></li>
            """
    }

    private func wording(_ prefix: String, _ issue: IssueRecord, titleName: String, languageName: String) -> HTML {
        """
        <div class="row wording"><div class="field"><label for="\(prefix)-title">\(L("Wording"))</label>\
        <textarea class="sentence" id="\(prefix)-title" name="\(titleName)" rows="2" lang="\(issue.language)" dir="auto" \
        maxlength="\(IssueText.titleLimit * 2)">\(issue.title)</textarea></div>\
        <div class="field"><label for="\(prefix)-language">\(L("Written in"))</label>\
        \(LanguageChoice.select(id: "\(prefix)-language", name: languageName, chosen: issue.language))</div></div>
        """
    }

    private var list: HTML {
        let ordered =
            issues.filter { $0.kind == .merged }.sorted { $0.changedAt > $1.changedAt }
            + issues.filter { $0.kind == .contributed }
        return """
            <section><h2>\(L("Issues of the topic"))</h2>\
            <p class="hint">\(L("Drag one onto another, or tick two or more and merge them. The wording can be changed afterwards."))</p>\
            <form id="merge" data-merge data-send method="post" action="\(Paths.merges(room.event.id))">\
            <input type="hidden" name="into"><input type="hidden" name="idempotency">\
            <div class="actions sticky"><button data-join data-key="j">\(Icon.svg("join")) \(L("Merge the ticked issues")) <kbd>J</kbd></button></div>\
            <ul class="lines">\(ordered.html(item))</ul></form></section>
            """
    }

    private func item(_ issue: IssueRecord) -> HTML {
        let view = IssueView(issue, in: room)
        return """
            <li class="issue" id="issue-\(issue.id)" data-issue="\(issue.id)">\
            <input type="checkbox" name="issue" value="\(issue.id)" aria-labelledby="m-\(issue.id)"><div>\
            \(view.title("p", id: "m-\(issue.id)"))\(view.origin())\(issue.kind == .merged ? merged(issue) : explanation(issue))</div></li>
            """
    }

    private func explanation(_ issue: IssueRecord) -> HTML {
        issue.explanation.isEmpty
            ? .empty
            : """
            <details><summary>\(L("Explanation"))</summary><p class="lines-kept" lang="\(issue.language)" dir="auto">\(issue.explanation)</p></details>
            """
    }

    /// Its parents stay in sight; wording and taking out are one press further.
    private func merged(_ issue: IssueRecord) -> HTML {
        guard !voted.contains(issue.id) else {
            return """
                \(IssueView(issue, in: room).parents)\
                <p class="hint">\(L("Voted on as it is: its wording stays. Merging it with others makes a new issue."))</p>
                """
        }
        return """
            \(IssueView(issue, in: room).parents)\
            <details id="open-\(issue.id)"><summary>\(L("Change the wording, or take one out"))</summary><div class="form">\
            \(wording("w-\(issue.id)", issue, titleName: "title-\(issue.id)", languageName: "language-\(issue.id)"))\
            <div class="actions"><button formaction="\(Paths.issueWording(room.event.id, issue.id))">\(L("Save the wording"))</button></div>\
            <ul class="lines">\(issue.parents.html { parent in
                """
                <li class="between"><span lang="\(parent.language)" dir="auto">\(parent.title)</span>\
                <button class="plain" name="parent" value="\(parent.id)" formaction="\(Paths.issueSeparation(room.event.id, issue.id))">\
                \(Icon.svg("split")) \(L("Take out of the merge"))<span class="sr">: \(parent.title)</span></button></li>
                """
            })</ul></div></details>
            """
    }

    private var past: HTML {
        guard !acts.isEmpty else { return .empty }
        return """
            <details id="past"><summary>\(L(acts.count, one: "\(acts.count) change that can be undone", other: "\(acts.count) changes that can be undone"))</summary>\
            <ul class="lines">\(acts.html { act, later in
                """
                <li class="between"><span>\(MomentWords(room.event.timeZone).html(act.time, .time)) \(words(act))\
                \(later == 0 ? .empty : " <span class=\"muted small\">\(L(later, one: "with \(later) later change that builds on it", other: "with \(later) later changes that build on it"))</span>")</span>\
                <form id="undo-\(act.sequence)" method="post" action="\(Paths.mergeReversal(room.event.id, Int(act.sequence)))" data-send>\
                <button class="plain">\(Icon.svg("undo")) \(L("Undo"))</button></form></li>
                """
            })</ul></details>
            """
    }

    private func words(_ act: MergeAct) -> Message {
        switch act.kind {
        case .merge:
            L(
                act.moved, one: "\(act.moved) issue merged: \(act.title)",
                other: "\(act.moved) issues merged: \(act.title)")
        case .wording: L("Wording changed: \(act.title)")
        case .separation: L("Taken out of: \(act.title)")
        }
    }
}
