import Domain
import Markup
import Web

/// A sheet as others read it: situations and interventions by issue, and the picture.
struct SheetReadingSection {
    let content: SheetContent
    /// What stands under each intervention: endorsements in the exchange.
    var under: (InterventionRecord) -> HTML = { _ in .empty }

    var html: HTML {
        let written = content.issues.filter { issue in
            content.situations[issue.id].map { !$0.text.isEmpty } ?? false
                || !content.interventions(about: issue.id).isEmpty
        }
        guard !written.isEmpty else { return "<p class=\"muted\">\(L("Nothing is written on this sheet yet."))</p>" }
        return written.html { issue in
            """
            <section class="sheet-issue" id="read-\(issue.id)"><h2 lang="\(issue.language)" dir="auto">\(issue.title)</h2>\
            \(situation(issue.id))\(interventions(issue.id))</section>
            """
        }
    }

    private func situation(_ issue: Issue.ID) -> HTML {
        guard let found = content.situations[issue], !found.text.isEmpty else { return .empty }
        return """
            <div class="wanted"><p class="small muted">\(L("The situation we want"))</p>\
            <p class="lines-kept" lang="\(found.language)" dir="auto">\(found.text)</p>\
            <p class="meta"><a href="\(Paths.situation(found.event, found.id))">\(L("Where it comes from"))</a></p></div>
            """
    }

    private func interventions(_ issue: Issue.ID) -> HTML {
        let list = content.interventions(about: issue)
        guard !list.isEmpty else { return .empty }
        return """
            <ol class="lines interventions">\(list.html { item in
                let view = InterventionView(record: item.record, visibility: content.visibility, names: content.names)
                return """
                    <li class="intervention" id="seen-\(item.record.id)"><span class="number" aria-hidden="true">\(item.number)</span>\
                    <div class="stack-2"><a class="plain-link" href="\(Paths.intervention(item.record.event, item.record.id))">\(view.words("span"))</a>\
                    \(view.facts)\(view.needs)\(under(item.record))</div></li>
                    """
            })</ol>
            """
    }
}

/// The picture of difficulty × impact with its quick wins in words and the table behind it.
struct ImpactSection {
    let content: SheetContent

    var html: HTML {
        let matrix = content.matrix
        guard !matrix.items.isEmpty else {
            return """
                <section id="picture"><h2>\(L("Difficulty and impact"))</h2>\
                <p class="muted">\(L("The chart appears when interventions have both difficulty and impact."))</p></section>
                """
        }
        return """
            <section id="picture"><h2>\(L("Difficulty and impact"))</h2>\
            <div class="split even"><figure>\(ImpactChart(id: "impact", matrix: matrix).svg())</figure>\
            <div class="stack-2">\(wins)\(table)</div></div></section>
            """
    }

    private var wins: HTML {
        let records = content.matrix.quickWins.compactMap { win in
            content.interventions.first { $0.number == win.number }
        }
        guard !records.isEmpty else {
            return "<p>\(L("There is no quick win: nothing with a large impact is easy."))</p>"
        }
        return """
            <h3>\(L("Quick wins"))</h3><ol class="plain-list">\(records.html { item in
                "<li><b>\(item.number)</b> <span lang=\"\(item.record.language)\" dir=\"auto\">\(item.record.text)</span></li>"
            })</ol>
            """
    }

    private var table: HTML {
        """
        <details><summary>\(L("Show as a table"))</summary><table><thead><tr><th scope="col">\(L("No."))</th>\
        <th scope="col">\(L("Intervention"))</th><th scope="col" class="num">\(L("Difficulty"))</th>\
        <th scope="col" class="num">\(L("Impact"))</th><th scope="col">\(L("Quadrant"))</th></tr></thead><tbody>\
        \(content.interventions.html(row))</tbody></table></details>
        """
    }

    private func row(_ item: (number: Int, record: InterventionRecord)) -> HTML {
        let (difficulty, impact) = (item.record.difficulty, item.record.impact)
        let field = content.matrix.items.first { $0.number == item.number }?.field
        return """
            <tr><td>\(item.number)</td><th scope="row" lang="\(item.record.language)" dir="auto">\(item.record.text)</th>\
            <td class="num">\(difficulty.map(String.init) ?? "–")</td><td class="num">\(impact.map(String.init) ?? "–")</td>\
            <td>\(field?.label)</td></tr>
            """
    }
}
