import Domain
import Markup
import Web

/// The register of mandates on a day: each country with its focal point and alternates, region by region, with what is missing.
struct MandatesPage {
    enum Show: String, CaseIterable {
        case all, gaps, review, proposed

        var label: Message {
            switch self {
            case .all: L("All")
            case .gaps: L("Without a focal point")
            case .review: L("To be confirmed")
            case .proposed: L("Proposed")
            }
        }
    }

    let visit: Visit
    let day: String
    let show: Show
    /// Nothing for all.
    let region: Region.ID?
    /// Nothing for all.
    let programme: Programme.ID?
    /// Countries that belong on the day to the chosen programme, or to any.
    let members: Set<String>
    let mandates: MandateSight.List
    let regions: [RegionRecord]
    /// The home region of each country that has one.
    let homes: [String: Region.ID]
    let names: MandateNames
    let mayAppoint: Bool

    /// Past so many lines, what is not asked for is folded.
    private static let most = 12

    /// What somebody looks for: a country, or who holds something.
    private var words: String { Folded.text(String(visit.inbound.query.text("q").prefix(100))) }
    /// Whether a part of the register is asked for.
    private var isNarrowed: Bool { region != nil || !words.isEmpty || show != .all }

    private var current: [SeenMandate] { inProgramme.filter { $0.mandate.holds(on: day) } }
    /// Those that hold in the chosen programme: its own, and those that hold everywhere.
    private var inProgramme: [SeenMandate] {
        mandates.mandates.filter { seen in programme == nil || seen.programme == nil || seen.programme == programme }
    }
    /// For which there should be a focal point: members, and those of a region for which, or for one of whose countries, somebody ever acted.
    /// A network of cities misses none.
    private var expected: Set<String> {
        guard programme == nil else { return members }
        guard show != .gaps else { return members.union(homes.keys) }
        let given = mandates.mandates.filter(\.mandate.isGiven)
        let alive = Set(given.compactMap { $0.holder.region ?? $0.mandate.behalf.flatMap { homes[$0] } })
        return members.union(homes.filter { alive.contains($0.value) }.keys)
    }

    /// Networks of cities have no focal points: what stands there is told alone.
    private var isOfCountries: Bool {
        show == .gaps || !expected.isEmpty || current.isEmpty || current.contains { $0.holder.country != nil }
    }

    var answer: Answer {
        let groups = self.groups
        let rows = groups.flatMap(\.rows)
        return DirectoryFrame(visit: visit, tab: .mandates).list(
            """
            <p class="muted">\(L("Who speaks for a country, who heads a regional secretariat, and who is appointed for a city, a partner, a programme or a working group. With an account they see what waits for them."))</p>\
            \(mayAppoint ? "<div class=\"actions\"><a class=\"button primary\" href=\"\(Paths.newMandate())\">\(Icon.svg("plus")) \(L("Appoint somebody"))</a></div>" : .empty)\
            \(filter)\(summary)\
            \(proposals)\
            \(show == .proposed ? .empty : rows.isEmpty ? isOfCountries ? empty : .empty : "\(groups.html { $0.rows.isEmpty ? .empty : table($0) })")\(others)\(files)
            """)
    }

    // MARK: What is shown

    private struct Line {
        let holder: MandateHolder
        let points: [SeenMandate]
        let alternates: [SeenMandate]
        /// Since when nobody has held it; nothing where nobody ever did.
        let emptySince: String?

        /// Nobody acts for it, in whatever function.
        var isEmpty: Bool { points.isEmpty && alternates.isEmpty }

        /// Who was erased acts no longer, though the mandate stands there.
        var isGap: Bool { !points.contains { $0.mandate.person != nil } }
    }

    private struct Group {
        let title: Message
        let region: Region.ID?
        let heads: [SeenMandate]
        let rows: [Line]
    }

    private var groups: [Group] {
        let byHolder = Dictionary(grouping: current, by: \.holder)
        let past = Dictionary(grouping: inProgramme, by: \.holder)
        let countries = expected.union(current.compactMap(\.holder.country))
        let lines = countries.map { code -> (region: Region.ID?, name: String, line: Line) in
            let holder = MandateHolder.country(code)
            let held = byHolder[holder] ?? []
            let points = held.filter { $0.role == .focalPoint }
            let ended = (past[holder] ?? []).filter { $0.role == .focalPoint && $0.mandate.isGiven }.compactMap(
                \.mandate.until
            )
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
                heads: (id.flatMap { byHolder[.region($0)] } ?? []).filter { $0.role == .head }, rows: rows)
        }
    }

    private func isNamed(_ holder: MandateHolder, _ mandates: [SeenMandate]) -> Bool {
        guard !words.isEmpty else { return true }
        let told = [names.told(holder).string()] + mandates.map { $0.who.string() }
        return told.contains { Folded.text($0).contains(words) }
    }

    private func isShown(_ line: Line) -> Bool {
        guard isNamed(line.holder, line.points + line.alternates) else { return false }
        return switch show {
        case .all: true
        case .gaps: line.isGap
        case .review: (line.points + line.alternates).contains(where: needsReview)
        case .proposed: false
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
            \(form.select("programme", L("Programme"), options: programmeOptions))\
            \(form.text("on", L("As on"), type: "date"))\(form.text("q", L("Search"), type: "search"))<button>\(L("Show"))</button></form>
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
        let countries = expected
        let covered = Set(
            current.filter { $0.role == .focalPoint && $0.mandate.person != nil }.compactMap(\.holder.country))
        let gaps = countries.subtracting(covered).count
        let due = current.filter(needsReview).count
        let confirming: HTML =
            "<span>\(L(due, one: "\(due) mandate to be confirmed", other: "\(due) mandates to be confirmed"))</span>"
        guard isOfCountries else { return "<p class=\"meta\">\(confirming)</p>" }
        return """
            <p class="meta"><span>\(L(covered.count, one: "\(covered.count) country has a focal point", other: "\(covered.count) countries have a focal point"))</span> \
            <span>\(L(gaps, one: "\(gaps) has none", other: "\(gaps) have none"))</span> \
            \(confirming)</p>
            """
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("Nothing to show"))</h2><p class="muted">\(show == .all
            ? L("Countries stand here once they belong to a region, or have a focal point.") : L("No country is like that on this day."))</p></div>
        """
    }

    private func table(_ group: Group) -> HTML {
        let folded = show == .all && words.isEmpty ? group.rows.filter(\.isEmpty) : []
        let rows = show == .all && words.isEmpty ? group.rows.filter { !$0.isEmpty } : group.rows
        let told: HTML = rows.isEmpty ? .empty : table(rows, group.title)
        let held = L(rows.count, one: "\(rows.count) country", other: "\(rows.count) countries")
        let due = rows.flatMap { $0.points + $0.alternates }.count(where: needsReview)
        let isFolded = !isNarrowed && rows.count > Self.most
        let confirming: HTML =
            due == 0
            ? .empty
            : " <span class=\"state warn\">\(L(due, one: "\(due) mandate to be confirmed", other: "\(due) mandates to be confirmed"))</span>"
        return """
            <section><h2>\(group.title)</h2>\(group.region.map { head(group.heads, $0) })\
            \(isFolded ? "<details><summary>\(held)\(confirming)</summary>\(told)</details>" : told)\
            \(gaps(folded))</section>
            """
    }

    /// Those without anybody, by name; each leads to where somebody is appointed.
    private func gaps(_ lines: [Line]) -> HTML {
        guard !lines.isEmpty else { return .empty }
        return """
            <details><summary>\(L(lines.count, one: "\(lines.count) country has no focal point", other: "\(lines.count) countries have no focal point"))</summary>\
            <p class="meta">\(lines.html { line in
                mayAppoint
                    ? "<a href=\"\(appointing(.focalPoint, line.holder))\"><span class=\"sr\">\(L("Appoint")) </span>\(names.name(line.holder))</a> "
                    : "<span>\(names.name(line.holder))</span> "
            })</p></details>
            """
    }

    private func table(_ rows: [Line], _ title: Message) -> HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-label="\(title.string())"><table class="stack">\
        <thead><tr><th scope="col">\(L("Country"))</th><th scope="col">\(MandateRole.focalPoint.label)</th>\
        <th scope="col">\(L("Alternates"))</th></tr></thead><tbody>\(rows.html { line in
            """
            <tr><th scope="row">\(names.html(line.holder))</th>\
            <td data-label="\(MandateRole.focalPoint.label.string())"><div>\(holders(line.points))\(line.isGap ? gap(line) : .empty)</div></td>\
            <td data-label="\(L("Alternates").string())"><div>\(line.alternates.isEmpty ? "<span class=\"muted\">–</span>" : holders(line.alternates))</div></td></tr>
            """
        })</tbody></table></div>
        """
    }

    private var programmeOptions: [(value: String, label: Message)] {
        let own = Set(mandates.mandates.compactMap(\.programme)).union([programme].compactMap { $0 })
        return [(value: "", label: L("All"))]
            + names.programmes.filter { own.contains($0.key) }.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
            .map { (value: $0.key.description, label: .verbatim($0.value)) }
    }

    // MARK: What stands in no row of a country

    /// What countries have proposed, for who answers it.
    private var proposals: HTML {
        let waiting = inProgramme.filter { $0.mandate.state == .proposed }
        guard !waiting.isEmpty, show == .all || show == .proposed else {
            return show == .proposed ? "<p class=\"muted\">\(L("Nobody is proposed at present."))</p>" : .empty
        }
        return "<section id=\"proposed\"><h2>\(L("Proposed by their countries"))</h2>\(lines(waiting))</section>"
    }

    private static let inRows: Set<MandateRole> = [.focalPoint, .alternate]

    private var others: HTML {
        guard show == .all || show == .review, region == nil else { return .empty }
        let shown = current.filter { seen in
            !Self.inRows.contains(seen.role) && !(seen.role == .head && seen.holder.region != nil)
                && (show == .all || needsReview(seen)) && isNamed(seen.holder, [seen])
        }
        guard !shown.isEmpty else { return .empty }
        let held = L(shown.count, one: "\(shown.count) mandate", other: "\(shown.count) mandates")
        let told: HTML =
            !isNarrowed && shown.count > Self.most
            ? "<details><summary>\(held)</summary>\(lines(shown))</details>" : lines(shown)
        return "<section id=\"others\"><h2>\(L("Other functions"))</h2>\(told)</section>"
    }

    private func lines(_ shown: [SeenMandate]) -> HTML {
        let byHolder = Dictionary(grouping: shown, by: \.holder)
        let holders = Folded.ordered(Array(byHolder.keys)) { names.told($0).string() }
        return """
            <ul class="lines">\(holders.html { holder in
                (byHolder[holder] ?? []).html { seen in
                    """
                    <li><p class="title">\(MandateLine(seen: seen, names: names, day: day).html)</p>\
                    <p class="meta"><span>\(seen.role.label)</span> <span dir="auto">\(names.told(holder))</span> \
                    <span>\(MandateDays.words(seen.mandate.since, seen.mandate.until))</span></p></li>
                    """
                }
            })</ul>
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
        return
            " <a href=\"\(appointing(role, holder))\">\(L("Appoint"))<span class=\"sr\"> \(names.name(holder))</span></a>"
    }

    private func appointing(_ role: MandateRole, _ holder: MandateHolder) -> String {
        Paths.newMandate() + QueryText.of([("role", role.rawValue), ("holder", holder.description)])
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

    var who: Message { seen.who }

    private var programme: HTML {
        names.programme(seen.programme).map { "<span class=\"muted small\" dir=\"auto\">\($0)</span> " } ?? .empty
    }

    /// Where it is not simply held.
    var state: HTML {
        switch seen.mandate.state {
        case .proposed: "<span class=\"state warn\">\(L("Proposed"))</span>"
        case .ended: "<span class=\"state\">\(L("Not confirmed", context: "a proposal"))</span>"
        case .suspended where seen.mandate.holds(on: day): "<span class=\"state bad\">\(L("Suspended"))</span>"
        case .active, .suspended: .empty
        }
    }

    var marks: HTML {
        let mandate = seen.mandate
        guard mandate.isGiven else { return state }
        guard mandate.holds(on: day) else { return .empty }
        var marks: HTML = .empty
        if mandate.state == .suspended {
            marks = "\(state) "
        } else if mandate.isReviewDue(on: day) {
            marks = "<span class=\"state warn\">\(L("To be confirmed"))</span> "
        }
        return marks + (seen.hasAccount ? .empty : "<span class=\"muted small\">\(L("no account yet"))</span>")
    }
}
