import Domain
import Markup
import Web

/// The register of mandates on a day: each country with its focal point and alternates, region by region, with what is missing.
struct MandatesPage {
    enum Show: String, CaseIterable {
        case all, gaps, review

        var label: Message {
            switch self {
            case .all: L("All")
            case .gaps: L("Without a focal point")
            case .review: L("To be confirmed")
            }
        }
    }

    let visit: Visit
    let day: String
    let show: Show
    /// Nothing for all.
    let region: Region.ID?
    let mandates: MandateSight.List
    let regions: [RegionRecord]
    /// The home region of each country that has one.
    let homes: [String: Region.ID]
    let names: MandateNames
    let mayAppoint: Bool

    private var current: [SeenMandate] { mandates.mandates.filter { $0.mandate.holds(on: day) } }

    var answer: Answer {
        let groups = self.groups
        let rows = groups.flatMap(\.rows)
        return DirectoryFrame(visit: visit, tab: .mandates).list(
            """
            <p class="muted">\(L("Who speaks for a country, and who heads a regional secretariat. With an account they see what waits for their country, and nominate people."))</p>\
            \(mayAppoint ? "<div class=\"actions\"><a class=\"button primary\" href=\"\(Paths.newMandate())\">\(Icon.svg("plus")) \(L("Appoint somebody"))</a></div>" : .empty)\
            \(filter)\(summary)\
            \(rows.isEmpty ? empty : "\(groups.html { $0.rows.isEmpty ? .empty : table($0) })")\(files)
            """)
    }

    // MARK: What is shown

    private struct Line {
        let holder: MandateHolder
        let points: [SeenMandate]
        let alternates: [SeenMandate]
        /// Since when nobody has held it; nothing where nobody ever did.
        let emptySince: String?
    }

    private struct Group {
        let title: Message
        let region: Region.ID?
        let heads: [SeenMandate]
        let rows: [Line]
    }

    private var groups: [Group] {
        let byHolder = Dictionary(grouping: current, by: \.holder)
        let past = Dictionary(grouping: mandates.mandates, by: \.holder)
        let countries = Set(homes.keys).union(current.compactMap(\.holder.country))
        let lines = countries.map { code -> (region: Region.ID?, name: String, line: Line) in
            let holder = MandateHolder.country(code)
            let held = byHolder[holder] ?? []
            let points = held.filter { $0.role == .focalPoint }
            let ended = (past[holder] ?? []).filter { $0.role == .focalPoint }.compactMap(\.mandate.until)
                .filter { $0 <= day }.max()
            let line = Line(
                holder: holder, points: points, alternates: held.filter { $0.role == .alternate },
                emptySince: points.isEmpty ? ended : nil)
            return (homes[code], names.directory.country(code) ?? code, line)
        }
        let byRegion = Dictionary(grouping: lines, by: \.region)
        let known: [(id: Region.ID?, title: Message)] = regions.map { ($0.id, $0.label) } + [(nil, L("In no region"))]
        return known.filter { region == nil || $0.id == region }.map { id, title in
            let rows = (byRegion[id] ?? []).sorted { $0.name < $1.name }.map(\.line).filter(isShown)
            return Group(
                title: title, region: id,
                heads: id.flatMap { byHolder[.region($0)] } ?? [], rows: rows)
        }
    }

    private func isShown(_ line: Line) -> Bool {
        switch show {
        case .all: true
        case .gaps: line.points.isEmpty
        case .review: (line.points + line.alternates).contains(where: needsReview)
        }
    }

    private func needsReview(_ seen: SeenMandate) -> Bool {
        seen.mandate.isReviewDue(on: day) || seen.mandate.state == .suspended
    }

    // MARK: HTML

    private var filter: HTML {
        let form = FormState(visit.inbound.query)
        return """
            <form class="inline" id="filter" method="get" action="\(Paths.mandates())" role="search" data-auto>\
            \(form.select("show", L("Show", context: "which"), options: Show.allCases.map { ($0.rawValue, $0.label) }))\
            \(form.select("region", L("Region"), options: [(value: "", label: L("All"))] + regions.map { (value: $0.id.description, label: $0.label) }))\
            \(form.text("on", L("As on"), type: "date"))<button>\(L("Show"))</button></form>
            """
    }

    private var files: HTML {
        let bringIn: HTML =
            visit.visitor.account?.isAdministrator ?? false
            ? "<a class=\"button\" href=\"\(Paths.mandateInvitations())\">\(L("Invite all without an account"))</a> <a class=\"button\" href=\"\(Paths.mandateImport())\">\(Icon.svg("upload")) \(L("Mandates from a file"))</a>"
            : .empty
        return """
            <div class="actions">\(bringIn)\(TableFormat.allCases.html { format in
                """
                <a class="button plain" href="\(Paths.mandateExport(format.rawValue))" download>\
                \(Icon.svg("download")) \(format.label)</a>
                """
            })</div>
            """
    }

    private var summary: HTML {
        let countries = Set(homes.keys)
        let covered = Set(current.filter { $0.role == .focalPoint }.compactMap(\.holder.country))
        let gaps = countries.subtracting(covered).count
        let due = current.filter(needsReview).count
        return """
            <p class="meta"><span>\(L(covered.count, one: "\(covered.count) country has a focal point", other: "\(covered.count) countries have a focal point"))</span> \
            <span>\(L(gaps, one: "\(gaps) has none", other: "\(gaps) have none"))</span> \
            <span>\(L(due, one: "\(due) mandate to be confirmed", other: "\(due) mandates to be confirmed"))</span></p>
            """
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("Nothing to show"))</h2><p class="muted">\(show == .all
            ? L("Countries stand here once they belong to a region, or have a focal point.") : L("No country is like that on this day."))</p></div>
        """
    }

    private func table(_ group: Group) -> HTML {
        """
        <section><h2>\(group.title)</h2>\(group.region.map { head(group.heads, $0) })\
        <div class="scroll" tabindex="0" role="region" aria-label="\(group.title.string())"><table class="stack">\
        <thead><tr><th scope="col">\(L("Country"))</th><th scope="col">\(MandateRole.focalPoint.label)</th>\
        <th scope="col">\(L("Alternates"))</th></tr></thead><tbody>\(group.rows.html { line in
            """
            <tr><th scope="row">\(names.html(line.holder))</th>\
            <td data-label="\(MandateRole.focalPoint.label.string())"><div>\(line.points.isEmpty ? gap(line) : holders(line.points))</div></td>\
            <td data-label="\(L("Alternates").string())"><div>\(line.alternates.isEmpty ? "<span class=\"muted\">–</span>" : holders(line.alternates))</div></td></tr>
            """
        })</tbody></table></div></section>
        """
    }

    private func head(_ heads: [SeenMandate], _ region: Region.ID) -> HTML {
        let who: HTML =
            heads.isEmpty
            ? "<span class=\"muted\">\(L("nobody"))</span>\(appoint(.head, .region(region)))" : holders(heads)
        return "<div class=\"meta\"><span>\(MandateRole.head.label):</span> \(who)</div>"
    }

    private func gap(_ line: Line) -> HTML {
        let words =
            line.emptySince.map { L("No focal point since \(DateText.day($0))") } ?? L("No focal point yet")
        return "<span class=\"state warn\">\(words)</span>\(appoint(.focalPoint, line.holder))"
    }

    private func appoint(_ role: MandateRole, _ holder: MandateHolder) -> HTML {
        guard mayAppoint else { return .empty }
        let query = QueryText.of([("role", role.rawValue), ("holder", holder.description)])
        return
            " <a href=\"\(Paths.newMandate() + query)\">\(L("Appoint"))<span class=\"sr\"> \(names.name(holder))</span></a>"
    }

    private func holders(_ mandates: [SeenMandate]) -> HTML {
        "\(mandates.html { seen in "<div>\(MandateLine(seen: seen, names: names, day: day).html)</div>" })"
    }
}

/// A mandate in one line: who, where it holds, and what is to be done about it.
struct MandateLine {
    let seen: SeenMandate
    let names: MandateNames
    let day: String

    var html: HTML {
        "<a href=\"\(Paths.mandate(seen.id))\" dir=\"auto\">\(who)</a> \(programme)\(marks)"
    }

    var who: Message {
        if let name = seen.name { return .verbatim(name) }
        return seen.mandate.person == nil ? L("A person who was erased") : L("A person you do not see")
    }

    private var programme: HTML {
        names.programme(seen.programme).map { "<span class=\"muted small\" dir=\"auto\">\($0)</span> " } ?? .empty
    }

    var marks: HTML {
        let mandate = seen.mandate
        if mandate.state == .proposed { return "<span class=\"state warn\">\(L("Proposed"))</span>" }
        if mandate.state == .ended { return "<span class=\"state\">\(L("Not confirmed", context: "a proposal"))</span>" }
        guard mandate.holds(on: day) else { return .empty }
        var marks: HTML = .empty
        if mandate.state == .suspended {
            marks = "<span class=\"state bad\">\(L("Suspended"))</span> "
        } else if mandate.isReviewDue(on: day) {
            marks = "<span class=\"state warn\">\(L("To be confirmed"))</span> "
        }
        return marks + (seen.hasAccount ? .empty : "<span class=\"muted small\">\(L("no account yet"))</span>")
    }
}
