import Domain
import Markup
import Web

/// How an intervention looks wherever it is read.
struct InterventionView {
    let record: InterventionRecord
    let visibility: SheetVisibility
    let names: DirectoryNames

    /// What it is, in the group's or country's words.
    func words(_ element: String = "p") -> HTML {
        let (open, close) = (HTML(trusted: "<\(element)"), HTML(trusted: "</\(element)>"))
        return "\(open) class=\"title lines-kept\" lang=\"\(record.language)\" dir=\"auto\">\(record.text)\(close)"
    }

    /// Element, horizon, figures, who leads, where, sectors.
    var facts: HTML {
        """
        <p class="meta"><span class="chip">\(record.element.label)</span><span>\(record.horizon.label)</span>\(figures)\
        \(lead.isEmpty ? .empty : "<span>\(L("led by")) <bdi>\(lead)</bdi></span>")\
        \(country.map { names.chip($0) })\(record.sectors.html { names.sector($0)?.html ?? .empty })</p>
        """
    }

    /// Who leads tells the country.
    private var lead: String { visibility == .anonymous ? "" : record.lead }

    var country: String? { visibility == .anonymous ? nil : record.country }

    private var figures: HTML {
        guard let difficulty = record.difficulty, let impact = record.impact else { return .empty }
        let isWin = ImpactMatrix.Item(number: 0, difficulty: difficulty, impact: impact).field == .quickWin
        return """
            <span>\(L("difficulty \(difficulty), impact \(impact)"))</span>\
            \(isWin ? "<span class=\"state good\">\(L("quick win"))</span>" : HTML.empty)
            """
    }

    var needs: HTML {
        guard !record.needs.isEmpty else { return .empty }
        return """
            <p class="small"><b>\(L("Needed from others:"))</b> <span class="lines-kept" lang="\(record.needsLanguage)" dir="auto">\(record.needs)</span></p>
            """
    }
}
