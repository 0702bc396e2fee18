import Domain
import Markup
import Storage
import Web

/// Gaps of a cycle: the country's own, for its focal point; for whoever sees the picture how many countries are below their targets.
struct NeedsGapsPage {
    let frame: PlansFrame
    let cycle: NeedsCycleRecord
    let framework: FrameworkRecord
    let content: FrameworkContent
    let own: [(country: String, gaps: [CapacityGap])]
    let shared: [(group: String, gaps: [CapacityGap])]
    let names: DirectoryNames

    init(_ visit: Visit, _ programme: Programme.ID, _ id: NeedsCycle.ID, _ reading: any Reading) throws {
        let frame = try PlansFrame(visit, programme, reading)
        let store = NeedsStore(reading)
        let cycle = try store.cycle(id, of: programme)
        (self.frame, self.cycle) = (frame, cycle)
        framework = try FrameworkStore(reading).framework(cycle.framework, of: programme)
        content = try FrameworkStore(reading).content(cycle.framework, version: cycle.version)
        let picture: NeedsPicture? = try store.rollups(of: id).first.map { try JSONCoding.value($0.cells) }
        let groups = picture?.seen(cycle, frame.standing) ?? []
        shared = groups.map { group in
            let cells = zip(picture?.indicators ?? [], group.cells)
            let gaps = cells.compactMap { code, cell -> CapacityGap? in
                guard let below = cell.belowTarget, below > 0 else { return nil }
                return CapacityGap(indicator: code, band: nil, gap: 1, countries: below)
            }
            return (group.name, gaps.sorted(by: CapacityGap.precedes))
        }
        own = try store.assessments(of: [id]).filter { frame.standing.isFocal(of: $0.country) }.map { one in
            let gaps = try store.values(of: one.id).values.compactMap { value -> CapacityGap? in
                value.value.flatMap { CapacityScore.gap(value: $0, target: value.target) }
                    .map { CapacityGap(indicator: value.indicator, band: nil, gap: $0, countries: 1) }
            }
            return (one.country, gaps.sorted(by: CapacityGap.precedes))
        }
        names = try DirectoryNames(reading)
    }

    var answer: Answer {
        let programme = frame.programme
        return frame.answer(
            NeedsFacts.tab, L("Gaps"), path: NeedsPaths.gaps(programme, cycle.id),
            between: [
                .init(L("Needs"), NeedsPaths.needs(programme)),
                .init(.verbatim(cycle.title), NeedsPaths.cycle(programme, cycle.id)),
            ],
            """
            <div class="head"><h1>\(L("Gaps"))</h1>\
            <p class="lede">\(L("What is missing to the target: the widest first."))</p></div>\
            \(own.html { country, gaps in section("\(names.country(country) ?? country)", gaps, isOwn: true) })\
            \(shared.filter { !$0.gaps.isEmpty }.html { group, gaps in
                section(group == Rollup.whole ? "\(L("All countries"))" : "\(group)", gaps, isOwn: false)
            })
            """)
    }

    private func section(_ title: HTML, _ gaps: [CapacityGap], isOwn: Bool) -> HTML {
        let none: HTML = "<p class=\"muted\">\(L("None, as far as targets are set."))</p>"
        return """
            <section><h2 dir="auto">\(title)</h2>\(gaps.isEmpty ? none : "<ul class=\"lines\">\(gaps.html { line($0, isOwn: isOwn) })</ul>")</section>
            """
    }

    private func line(_ gap: CapacityGap, isOwn: Bool) -> HTML {
        let words =
            content.indicator(gap.indicator)?.question.words.text(
                in: Language.current.rawValue, else: [framework.language])?.text ?? gap.indicator
        let size =
            isOwn
            ? L(gap.gap, one: "\(gap.gap) level to the target", other: "\(gap.gap) levels to the target")
            : L(
                gap.countries, one: "\(gap.countries) country below its target",
                other: "\(gap.countries) countries below their targets")
        let action: HTML =
            isOwn
            ? " <a href=\"\(Paths.newAction(frame.programme))\">\(L("Propose an action"))</a>" : .empty
        return """
            <li><p class="title" dir="auto">\(words)</p><p class="meta"><span>\(size)</span>\(action)</p></li>
            """
    }
}
