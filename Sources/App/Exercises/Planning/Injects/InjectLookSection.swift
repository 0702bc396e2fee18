import Domain
import Markup
import Web

/// An inject read without leaving where it stands: its texts beside each other, what is asked, by what it is due, and what is expected.
struct InjectLookSection {
    let plan: ExercisePlan
    let row: InjectTable.Row

    private var inject: InjectRecord { row.inject }

    var html: HTML {
        """
        \(texts)\(plan.point(of: inject.id).map(decision) ?? .empty)\(row.rule.map { "<p>\($0)</p>" as HTML } ?? .empty)\
        \(part(L("Expected action"), inject.expected))\(part(L("Note"), inject.note))
        """
    }

    private var texts: HTML {
        guard !inject.texts.isEmpty else { return "<p class=\"muted\">\(L("No text"))</p>" }
        return """
            <div class="split even">\(inject.texts.html { text in
                """
                <section><h2 lang="\(text.language)" dir="auto">\(text.subject)</h2><p class="lines-kept" lang="\(text.language)" dir="auto">\(text.body)</p></section>
                """
            })</div>
            """
    }

    private func decision(_ point: PointRecord) -> HTML {
        let languages = plan.msel.languages
        let question = point.question.text(in: Language.current.rawValue, else: languages)
        return """
            <section><h2 lang="\(question.language)" dir="auto">\(question.text)</h2><ul>\(point.options.html { option in
                let words = option.text.text(in: Language.current.rawValue, else: languages)
                return "<li lang=\"\(words.language)\" dir=\"auto\">\(words.text)</li>"
            })</ul></section>
            """
    }

    private func part(_ title: Message, _ text: String) -> HTML {
        text.isEmpty ? .empty : "<section><h2>\(title)</h2><p class=\"lines-kept\" dir=\"auto\">\(text)</p></section>"
    }
}
