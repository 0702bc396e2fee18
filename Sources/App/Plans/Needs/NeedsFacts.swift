import Domain
import Markup
import Storage
import Web

/// What countries have and lack.
enum NeedsFacts: RoutedFeature, NoticeFeature, PlansTabFeature, PlansBoxFeature, HelpFeature {
    static let tab = "needs"

    static var routes: [Route] { NeedsRoutes.all }
    static var api: [APIRoute] { NeedsAPI.routes }
    static var notices: [Done] { [.needsSubmitted] }

    static var plansTabs: [PlansTab] {
        [PlansTab(id: tab, order: 20, label: L("Needs"), path: { NeedsPaths.needs($0) })]
    }

    static var boxOrder: Int { 20 }

    static func box(_ standing: PlansStanding, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        let store = NeedsStore(reading)
        guard let cycle = try store.cycles(of: standing.programme).first(where: \.isOpen) else { return .empty }
        let all = try store.assessments(of: [cycle.id])
        let done = all.count { $0.state == .submitted }
        let own = all.filter { standing.isFocal(of: $0.country) && $0.state != .submitted }
        return """
            <section><h2><a href="\(NeedsPaths.needs(standing.programme))">\(L("Needs"))</a></h2>\
            \(own.html { "<p><a href=\"\(NeedsPaths.assessment(standing.programme, $0.id))\">\(L("Your country’s assessment waits"))</a>\(NeedsWords.due(cycle))</p>" })\
            <p class="meta"><span dir="auto">\(cycle.title)</span> <span>\(L("\(done) of \(all.count) countries submitted"))</span></p></section>
            """
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "needs-assessments", order: 122, title: L("Needs"),
                screens: [
                    NeedsPaths.needs.template, NeedsPaths.newCycle.template, NeedsPaths.cycle.template,
                    NeedsPaths.assessment.template, NeedsPaths.chapter.template, NeedsPaths.own.template,
                    NeedsPaths.question.template, NeedsPaths.gaps.template,
                ],
                text: [
                    L(
                        "The focal point names who answers for each sector, makes the country's values of their answers, and submits them. Nobody else sees them, unless the country shows them by name."
                    ),
                    L(
                        "A picture says how many countries stand where. What would tell a country's answer is withheld, also over time: new answers are shown when there are three of them, and not all alike."
                    ),
                ], guides: [.organiser, .focalPoint])
        ]
    }
}

extension Done {
    static let needsSubmitted = Done(
        "needs-submitted", L("Submitted. It stays as it is, unless it is returned with questions."))
}
