import Domain
import Markup
import Storage
import Web

/// What could happen, and what is done about it.
enum RiskFacts: RoutedFeature, PlansTabFeature, NoticeFeature, HelpFeature {
    static let tab = "risks"
    /// Of actions that treat a risk.
    static let origin = "risk"

    static var routes: [Route] { RiskRoutes.all }
    static var api: [APIRoute] { RiskAPI.routes }
    static var notices: [Done] { [.riskJudged, .riskReported] }

    static var plansTabs: [PlansTab] {
        [PlansTab(id: tab, order: 30, label: L("Risks"), path: { RiskPaths.risks($0) })]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "risks", order: 140, title: L("Risks"),
                screens: [
                    RiskPaths.risks.template, RiskPaths.newRisk.template, RiskPaths.risk.template,
                    RiskPaths.editing.template, RiskPaths.settings.template, RiskPaths.fileImport.template,
                ],
                text: [
                    L(
                        "A scenario tells what the public would see. The sectors judge likelihood and impact, each for itself; nobody sees the others before the judgement is closed. From five judgements a sector shows its median; a smaller one signs one judgement."
                    ),
                    L(
                        "The band is read from a table. Where sectors differ by two or more no value follows: talk, and agree on one with the reason. Then say what is done; an accepted risk has a name and a day on which it is looked at again."
                    ),
                ], guides: [.organiser, .focalPoint])
        ]
    }
}

extension Done {
    static let riskJudged = Done("risk-judged", L("Your judgement is kept. Nobody sees it alone."))
    static let riskReported = Done("risk-reported", L("Reported: whoever keeps the scenario is told."))
}

/// On the overview of what a programme plans: what waits, and the gravest.
extension RiskFacts: PlansBoxFeature {
    static let boxOrder = 30
    private static let most = 4

    static func box(_ standing: PlansStanding, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        let store = RiskStore(reading)
        let risks = try store.risks(of: [standing.programme]).filter { $0.state != .closed && standing.reads($0) }
        guard !risks.isEmpty else { return .empty }
        let table = try store.settings(of: standing.programme).table
        let rounds = try RiskRoundStore(reading).rounds(of: risks.map(\.id))
        let open = risks.filter { rounds[$0.id]?.contains(where: \.isOpen) ?? false }
        let grave = risks.filter { $0.band(table) != nil }.sorted {
            ($1.band(table)?.rawValue ?? 0, $0.createdAt) < ($0.band(table)?.rawValue ?? 0, $1.createdAt)
        }
        let shown = open + grave.filter { one in !open.contains { $0.id == one.id } }
        return """
            <section id="box-risks"><h2><a href="\(RiskPaths.risks(standing.programme))">\(L("Risks"))</a></h2><ul class="lines">\(shown.prefix(most).map { $0 }.html { risk in
                let isOpen = open.contains { $0.id == risk.id }
                return """
                    <li><p class="title" lang="\(risk.language)" dir="auto"><a href="\(RiskPaths.risk(standing.programme, risk.id))">\(risk.title)</a></p>\
                    <p class="meta">\(isOpen ? "<span class=\"state open\">\(L("judgement open"))</span> " as HTML : RiskWords.chip(risk.band(table)))\(TLP.chip(risk.marking))</p></li>
                    """
            })</ul></section>
            """
    }
}

/// Actions that treat a risk tell where they come from.
extension RiskFacts: ActionOriginFeature {
    static var actionOrigins: [String] { [origin] }

    static func actionOrigin(_ origin: ActionOrigin, _ visit: Visit, _ reading: any Reading) throws -> ActionSource? {
        guard let id = RiskScenario.ID(origin.id), let risk = try RiskStore(reading).risks([id]).first,
            try PlansStanding(visit, risk.programme, reading).reads(risk)
        else { return nil }
        return ActionSource(label: L("Risk"), title: risk.title, path: RiskPaths.risk(risk.programme, risk.id))
    }
}

/// What an exercise can show.
extension RiskFacts: ObjectiveSourceFeature {
    static func offers(of programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws -> [ObjectiveOffer] {
        let standing = try PlansStanding(visit, programme, reading)
        return try RiskStore(reading).risks(of: [programme]).filter { $0.state != .closed && standing.reads($0) }.map {
            risk in
            ObjectiveOffer(
                kind: origin, id: risk.id.description, event: nil, title: risk.title, language: risk.language,
                label: L("Risk"), path: RiskPaths.risk(programme, risk.id))
        }
    }
}

/// From the page of an item of the thread: it becomes a scenario.
extension RiskFacts: ThreadActFeature {
    static func act(on item: ThreadItem, in programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws
        -> HTML
    {
        guard visit.visitor.account != nil, NeedSource.kinds.contains(item.kind), !item.isWithdrawn,
            try PlansStanding(visit, programme, reading).tellsRisks
        else { return .empty }
        let query = QueryText.of([("source", NeedSource(item: item).reference)])
        return "<p><a href=\"\(RiskPaths.newRisk(programme))\(query)\">\(L("Tell a scenario of it"))</a></p>"
    }
}
