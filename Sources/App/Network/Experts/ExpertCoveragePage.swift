import Domain
import Markup
import Web

/// How many experts of each country know each area, as a table: areas down, countries across.
struct ExpertCoveragePage {
    /// In an address: not by the countries of a programme.
    static let all = "all"

    let visit: Visit
    let coverage: ExpertCoverage
    let names: DirectoryNames

    var answer: Answer {
        ExpertFrame(visit: visit, tab: .coverage).list("\(filter)\(coverage.areas.isEmpty ? empty : table)")
    }

    private var filter: HTML {
        guard !coverage.programmes.isEmpty else { return .empty }
        let form = FormState(stored: [("programme", coverage.programme?.description ?? Self.all)])
        let options =
            coverage.programmes.map { (value: $0.id.description, label: Message.verbatim($0.title)) }
            + [(value: Self.all, label: L("All countries"))]
        return """
            <form class="inline" id="filter" method="get" action="\(Paths.expertCoverage())" role="search" data-auto>\
            \(form.select("programme", L("Countries of"), options: options))<button>\(L("Show"))</button></form>
            """
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("No experts yet"))</h2>\
        <p class="muted">\(L("Once people say on their profile what they know, you see here which country has somebody for which area."))</p></div>
        """
    }

    private var table: HTML {
        let (filled, cells) = (coverage.filled, coverage.cells)
        let percent = cells == 0 ? 0 : (filled * 100 + cells / 2) / cells
        return """
            <p class="lede">\(L("\(filled) of \(cells) cells have somebody: \(percent) %. Of those who let you see them."))</p>\
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Who knows what, by country").string())"><table>\
            <thead><tr><th scope="col">\(L("Area"))</th>\(coverage.countries.html { "<th scope=\"col\" class=\"num\">\(names.chip($0))</th>" })</tr></thead>\
            <tbody>\(coverage.areas.html(row))</tbody></table></div>
            """
    }

    private func row(_ area: AreaRecord) -> HTML {
        let path = Paths.experts() + QueryText.of([("area", area.code)])
        return """
            <tr><th scope="row"><a href="\(path)">\(area.name())</a></th>\(coverage.countries.html { country in
                let count = coverage.count(area.id, country)
                return count == 0
                    ? "<td class=\"num muted\"><span aria-hidden=\"true\">–</span><span class=\"sr\">\(L("nobody"))</span></td>"
                    : "<td class=\"num\"><a href=\"\(path)&amp;country=\(country)\">\(count)</a></td>"
            })</tr>
            """
    }
}
