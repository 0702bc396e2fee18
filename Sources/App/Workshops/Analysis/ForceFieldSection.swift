import Domain
import Markup
import Web

/// The force field of one group's aspects of one issue, with the table behind it.
struct ForceFieldSection {
    let id: String
    let aspects: [AspectRecord]
    let cases: [Case.ID: CaseRecord]
    let names: DirectoryNames
    /// How many forces of a side the picture holds.
    var limit = 12

    /// - Parameter aspects: of one group and one issue, none withdrawn.
    init(id: String, aspects: [AspectRecord], cases: [Case.ID: CaseRecord], names: DirectoryNames) {
        self.id = id
        self.aspects = aspects
        self.cases = cases
        self.names = names
    }

    var balance: ForceBalance { ForceBalance(aspects.map { ($0.direction, $0.weight) }) }

    /// The picture, for a page or a file.
    var chart: ForceField {
        let helping = forces(.facilitating)
        let hindering = forces(.blocking)
        let title = L(
            "Facilitating aspects: \(helping.count), weight \(balance.facilitating). Blocking aspects: \(hindering.count), weight \(balance.blocking)."
        )
        return ForceField(
            id: id, title: title.string(), facilitatingHead: L("Helps · \(balance.facilitating)").string(),
            blockingHead: L("Blocks · \(balance.blocking)").string(), emptyLabel: L("Nothing yet").string(),
            facilitating: helping, blocking: hindering, limit: limit)
    }

    private func forces(_ direction: AspectDirection) -> [ForceField.Force] {
        aspects.filter { $0.direction == direction }.map {
            ForceField.Force(
                text: $0.text, language: $0.language, weight: $0.weight, hue: names.sector($0.sector)?.hue)
        }
    }

    /// As a page shows it.
    var figure: HTML {
        guard !aspects.isEmpty else { return "<figure id=\"\(id)\" hidden></figure>" }
        return """
            <figure id="\(id)" class="force-field">\(chart.svg())\
            <details><summary>\(L("Show as a table"))</summary>\(table)</details></figure>
            """
    }

    /// All aspects, the strongest of each side first.
    var table: HTML {
        let rows = AspectDirection.allCases.flatMap { direction in
            aspects.filter { $0.direction == direction }.enumerated()
                .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }.map(\.element)
        }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Aspects").string())"><table class="stack">\
            <caption>\(L(rows.count, one: "\(rows.count) aspect", other: "\(rows.count) aspects"))</caption><thead><tr>\
            <th scope="col">\(L("Aspect"))</th><th scope="col">\(L("Direction"))</th><th scope="col" class="num">\(L("Weight"))</th>\
            <th scope="col">\(L("Sector"))</th><th scope="col">\(L("Cases"))</th></tr></thead><tbody>\(rows.html(row))</tbody></table></div>
            """
    }

    private func row(_ aspect: AspectRecord) -> HTML {
        let cited = aspect.cases.compactMap { cases[$0] }
        let founded: HTML =
            cited.isEmpty
            ? (aspect.withoutCase ? "\(L("No case"))" : "–")
            : cited.map { "<span lang=\"\($0.language)\" dir=\"auto\">\($0.label)</span>" as HTML }.joined(
                separator: "; ")
        return """
            <tr><th scope="row" lang="\(aspect.language)" dir="auto">\(aspect.text)</th>\
            <td data-label="\(L("Direction").string())"><span>\(aspect.direction.label)</span></td>\
            <td data-label="\(L("Weight").string())" class="num">\(aspect.weight)</td>\
            <td data-label="\(L("Sector").string())">\(names.sector(aspect.sector)?.html ?? "–")</td>\
            <td data-label="\(L("Cases").string())"><span>\(founded)</span></td></tr>
            """
    }
}

extension AspectDirection {
    var label: Message {
        switch self {
        case .facilitating: L("Facilitating")
        case .blocking: L("Blocking")
        }
    }
}
