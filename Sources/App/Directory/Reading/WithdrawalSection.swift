import Domain
import Markup
import Web

/// Of a record that can be taken back with a word: what its page says when it was, the form of who answers for it, and who had it.
enum WithdrawalSection {
    /// - Parameter words: "This notice was withdrawn."
    static func told(_ words: Message, _ note: String) -> HTML {
        """
        <div class="notice warn" id="withdrawn"><p><strong>\(words)</strong> \(L("Please no longer use it."))</p>\
        \(note.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(note)</p>")</div>
        """
    }

    /// - Parameters:
    ///   - path: takes the field `note`.
    ///   - state: of the page's forms.
    ///   - isOpen: where this form comes back.
    static func form(_ path: String, _ state: FormState, isOpen: Bool) -> HTML {
        let form = (isOpen ? state : FormState()).placed("withdrawal")
        return """
            <details\("open", when: isOpen)><summary>\(L("Withdraw it"))</summary>\
            <form class="form" id="withdrawal" method="post" action="\(path)">\
            \(form.area("note", L("Why? Whoever had it reads this."), maxLength: 1_000))\
            <div class="actions"><button class="danger">\(L("Withdraw it"))</button></div></form></details>
            """
    }

    /// Nothing where nobody had it. Long lists are folded.
    static func readers(_ fetches: [RecordFetch]) -> HTML {
        guard !fetches.isEmpty else { return .empty }
        let lines = fetches.map { fetch -> HTML in
            let day = DateText.day(CalendarDate.today(fetch.fetchedAt))
            return "<li><bdi>\(fetch.name)</bdi> <span class=\"muted\">\(day)</span></li>"
        }
        let count = L(fetches.count, one: "\(fetches.count) person", other: "\(fetches.count) people")
        return "<section id=\"had-it\"><h2>\(L("Who had it"))</h2>\(FoldedList.html(lines, count))</section>"
    }
}

/// Lines below each other; from so many on that a page would be long, they are folded.
enum FoldedList {
    static let most = 12

    /// - Parameters:
    ///   - lines: each a `<li>`.
    ///   - summary: how many they are.
    static func html(_ lines: [HTML], _ summary: Message) -> HTML {
        let list: HTML = "<ul class=\"lines\">\(lines)</ul>"
        return lines.count > most ? "<details><summary>\(summary)</summary>\(list)</details>" : list
    }
}
