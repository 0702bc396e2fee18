import Domain
import Markup
import Storage
import Web

/// What somebody plans for a country or a region, in few lines: on the page of the country, and beside the events of the programme.
struct OwnPlanningSection {
    private let standing: PlansStanding
    private let visit: Visit
    private let reading: any Reading
    private static let most = 4

    init(_ standing: PlansStanding, _ visit: Visit, _ reading: any Reading) {
        (self.standing, self.visit, self.reading) = (standing, visit, reading)
    }

    /// - Parameter countries: of which is told; nothing for all for which they are focal point, and what else is theirs.
    func lines(_ countries: Set<String>? = nil) throws -> [HTML] {
        try assessments(countries ?? standing.focal) + plans(countries) + priorities()
    }

    private func assessments(_ countries: Set<String>) throws -> [HTML] {
        guard !countries.isEmpty else { return [] }
        let store = NeedsStore(reading)
        guard let cycle = try store.cycles(of: standing.programme).first(where: \.isOpen) else { return [] }
        let names = try DirectoryNames(reading)
        return try store.assessments(of: [cycle.id]).filter { countries.contains($0.country) }.map { one in
            """
            <li><p class="title"><a href="\(NeedsPaths.assessment(standing.programme, one.id))" dir="auto">\(cycle.title)</a></p>\
            <p class="meta">\(names.chip(one.country)) <span class="state">\(one.state.label)</span>\(NeedsWords.due(cycle))</p></li>
            """
        }
    }

    private func plans(_ countries: Set<String>?) throws -> [HTML] {
        let voice = try PlanVoice(visit, standing.programme, reading)
        let own = try PlanRecordStore(reading).plans(of: standing.programme).filter { plan in
            guard plan.stage != .closed, voice.edits(plan) else { return false }
            return countries.map { codes in plan.owner?.country.map(codes.contains) ?? false } ?? true
        }.prefix(Self.most)
        guard !own.isEmpty else { return [] }
        let progress = try PlanFiguresStore(reading).figures(of: Array(own), voice).progress(standing.today)
        let words = try PlanWords(standing.programme, [], reading)
        return own.map { plan in
            PlanList.line(plan, progress[plan.id], words)
        }
    }

    private func priorities() throws -> [HTML] {
        let known = try PlanPriorityStore(reading).priorities(of: [standing.programme]).filter {
            $0.state.isAsked && standing.reads($0)
        }
        guard !known.isEmpty else { return [] }
        let valid = known.count { $0.state == .adopted || $0.state == .confirmed }
        return [
            """
            <li><p class="title"><a href="\(PlanPriorityPaths.priorities(standing.programme))">\(L("Priorities"))</a></p>\
            <p class="meta"><span>\(L("valid: \(valid) of \(known.count)"))</span></p></li>
            """
        ]
    }
}

/// Beside the events of a programme, for who plans in it.
extension BecameFacts: OverviewFeature {
    static var overviewOrder: Int { 45 }

    static func section(of programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        guard visit.visitor.account != nil else { return .empty }
        let standing = try PlansStanding(visit, programme, reading)
        guard standing.isOf else { return .empty }
        let lines = try OwnPlanningSection(standing, visit, reading).lines()
        guard !lines.isEmpty else { return .empty }
        return """
            <section id="own-planning"><h2><a href="\(PlansPaths.home(programme))">\(L("Planning"))</a></h2><ul class="lines">\(lines)</ul></section>
            """
    }
}

/// On the page of a country, for its focal point.
extension BecameFacts: CountrySectionFeature {
    static var countrySectionOrder: Int { 15 }

    static func section(ofCountry country: String, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        let belongs = try NetworkRoster.read(visit.visitor, reading, now: visit.now).belongs
        let programmes = belongs.filter { $0.value.contains(.country(country)) }.keys.sorted()
        return try programmes.html { programme -> HTML in
            let standing = try PlansStanding(visit, programme, reading)
            guard standing.isFocal(of: country) else { return .empty }
            let lines = try OwnPlanningSection(standing, visit, reading).lines([country])
            guard !lines.isEmpty else { return .empty }
            let title = try ProgrammeStore(reading).programme(programme).title
            return """
                <section id="planning-\(programme)"><h2><a href="\(PlansPaths.home(programme))">\(L("Planning"))</a> <bdi>\(title)</bdi></h2><ul class="lines">\(lines)</ul></section>
                """
        }
    }
}
