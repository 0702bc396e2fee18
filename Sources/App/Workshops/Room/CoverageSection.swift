import Markup
import Web

/// Who has been heard, as bars per sector and a chip per delegation.
struct CoverageSection {
    let coverage: Coverage
    let names: DirectoryNames
    /// What counts as being heard, where the stage does not make it plain.
    var counts: Message?
    /// Otherwise it says who is here, by sector and country.
    var isAsked = true

    /// The console's side column.
    var html: HTML {
        let missing = coverage.present - coverage.heard
        return """
            <section id="coverage"><div class="head"><h2>\(isAsked ? L("Not answered yet") : L("Who is here"))</h2>\
            <p class="muted small" id="attendance">\(coverage.attendance)</p>\
            \(isAsked && missing > 0 ? "<p class=\"muted small\">\(L(missing, one: "\(missing) person", other: "\(missing) people"))\(mostly.map { "; \($0)" } ?? HTML.empty)</p>" : .empty)\
            \(counts.map { "<p class=\"muted small\">\($0)</p>" })</div>\(bars)\
            \(coverage.delegations.isEmpty ? .empty : "<h3>\(L("Delegations"))</h3><ul class=\"delegations\">\(chips)</ul>")\
            \(!isAsked || coverage.sentence.isEmpty ? .empty : "<p class=\"muted small\">\(coverage.sentence.map { $0.html() }.joined(separator: " "))</p>")\
            \(coverage.absent.isEmpty ? .empty : "<p class=\"muted small\">\(L("Nobody is here yet from \(list: coverage.absent)."))</p>")\
            </section>
            """
    }

    /// A bar per sector, on console and projector.
    var bars: HTML {
        """
        <ul class="coverage">\(coverage.sectors.html { group in
            let sector = names.sector(group.code)
            return """
                <li><p class="between">\(sector?.html)<span>\(isAsked ? ShareText.html(group.heard, of: group.present) : "\(group.present)")</span></p>\
                \(isAsked ? bar(group, sector?.hue ?? 1) : .empty)</li>
                """
        })</ul>
        """
    }

    private func bar(_ group: Coverage.Group, _ hue: Int) -> HTML {
        """
        <svg class="bar s\(hue)" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">\
        <rect class="track" width="100" height="1"/><rect class="fill" width="\(percent(group))" height="1"/></svg>
        """
    }

    private func percent(_ group: Coverage.Group) -> String {
        let tenths = group.present == 0 ? 0 : group.heard * 1000 / group.present
        return "\(tenths / 10).\(tenths % 10)"
    }

    private var chips: HTML {
        // While most of the room is still missing, marking them would say nothing.
        let marksLow = coverage.heard * 2 >= coverage.present
        return coverage.delegations.html { group in
            """
            <li\(marksLow && group.isLow ? " class=\"low\"" as HTML : .empty)><abbr title="\(names.country(group.code) ?? group.code)">\
            \(group.code)</abbr> \(isAsked ? ShareText.html(group.heard, of: group.present, isTight: true) : "\(group.present)")</li>
            """
        }
    }

    /// "most in Security", where one sector holds more than half of those who are missing.
    private var mostly: Message? {
        let missing = coverage.present - coverage.heard
        guard missing > 1, let sector = coverage.sectors.first(where: { ($0.present - $0.heard) * 2 > missing }) else {
            return nil
        }
        return names.sector(sector.code).map { L("most in \($0.label)") }
    }
}
