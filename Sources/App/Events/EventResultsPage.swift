import Markup
import Storage
import Web

/// What an event has brought, as its features tell it: each line leads to a page of its own.
struct EventResultsPage {
    let frame: EventFrame
    let results: [EventResult]

    init(_ frame: EventFrame, _ reading: any Reading) throws {
        self.frame = frame
        results = try Features.all { $0 as? any EventResultFeature.Type }.flatMap {
            try $0.results(of: frame, reading)
        }.sorted { $0.order < $1.order }
    }

    var answer: Answer {
        frame.tab(.results, results.isEmpty ? empty : "<ul class=\"lines\">\(results.html(line))</ul>")
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("No result yet"))</h2><p class="muted">\(L("The results of the event are shown here as soon as there are some."))</p></div>
        """
    }

    private func line(_ result: EventResult) -> HTML {
        """
        <li><p class="title" dir="auto"><a href="\(result.path)">\(result.title)</a></p>\
        \(result.said.map { "<p>\($0)</p>" })\
        \(result.note.map { "<p class=\"meta\">\($0)</p>" })</li>
        """
    }
}
