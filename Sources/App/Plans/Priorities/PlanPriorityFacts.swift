import Domain
import Markup
import Storage
import Web

/// What counts in a region, and whether it still does.
enum PlanPriorityFacts: RoutedFeature, PlansTabFeature, NoticeFeature, HelpFeature, ClockFeature {
    static let tab = "priorities"
    /// Of actions that follow from a priority.
    static let origin = "priority"

    static var routes: [Route] { PlanPriorityRoutes.all }
    static var api: [APIRoute] { PlanPriorityAPI.routes }
    static var clocks: [Clock] { [Clock { await ValidityMails.watch($0) }] }
    static var notices: [Done] { [.validityOpened, .validityAnswered] }

    static var plansTabs: [PlansTab] {
        [PlansTab(id: tab, order: 40, label: L("Priorities"), path: { PlanPriorityPaths.priorities($0) })]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "priorities", order: 141, title: L("Priorities"),
                screens: [
                    PlanPriorityPaths.priorities.template, PlanPriorityPaths.new.template,
                    PlanPriorityPaths.priority.template,
                    PlanPriorityPaths.editing.template, PlanPriorityPaths.newPoll.template,
                    PlanPriorityPaths.poll.template,
                ],
                text: [
                    L(
                        "A priority keeps where it comes from: an issue of a workshop, a risk, a need that countries share. A meeting adopts it."
                    ),
                    L(
                        "A poll asks each country of the region whether it still holds: one answer a country, by its focal point or an alternate. How answers are shown is fixed before. The rule proposes, the meeting decides."
                    ),
                ], guides: [.organiser, .focalPoint])
        ]
    }
}

extension Done {
    static let validityOpened = Done(
        "validity-opened", L("The poll is open. Who speaks for the countries is asked by mail."),
        withoutMail: L("The poll is open. This server sends no mail: tell the focal points."))
    static let validityAnswered = Done(
        "validity-answered", L("The answer of your country is kept. You can change it until the last day."))
}

/// On the overview of what a programme plans: what waits for a country first.
extension PlanPriorityFacts: PlansBoxFeature {
    static let boxOrder = 40
    private static let most = 5

    static func box(_ standing: PlansStanding, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        let priorities = try PlanPriorityStore(reading).priorities(of: [standing.programme]).filter {
            $0.state.isCurrent && standing.reads($0)
        }
        let polls = try ValidityPollStore(reading).polls(of: [standing.programme]).filter {
            standing.sees($0) && $0.isOpen(on: standing.today)
        }
        guard !priorities.isEmpty || !polls.isEmpty else { return .empty }
        let heads = standing.heads
        let own = priorities.filter { $0.region.map(heads.contains) ?? false }
        let words = try RiskWords(reading)
        return """
            <section id="box-priorities"><h2><a href="\(PlanPriorityPaths.priorities(standing.programme))">\(L("Priorities"))</a></h2><ul class="lines">\(polls.prefix(most).map { $0 }.html { poll in
                """
                <li><p class="title"><a href="\(PlanPriorityPaths.poll(standing.programme, poll.id))">\(L("Are they still valid?"))</a></p>\
                <p class="meta"><span class="state open">\(L("until \(DateText.day(poll.fields.closesOn))"))</span> <span dir="auto">\(words.place(RiskPlace(region: poll.region, country: nil)))</span></p></li>
                """
            })\((own.isEmpty ? priorities : own).prefix(most).map { $0 }.html { one in
                """
                <li><p class="title" lang="\(one.language)" dir="auto"><a href="\(PlanPriorityPaths.priority(standing.programme, one.id))">\(one.statement)</a></p>\
                <p class="meta">\(PlanPriorityWords.chip(one.state))</p></li>
                """
            })</ul></section>
            """
    }
}

/// Actions that follow from a priority tell where they come from; an exercise can show one.
extension PlanPriorityFacts: ActionOriginFeature, ObjectiveSourceFeature {
    static var actionOrigins: [String] { [origin] }

    static func actionOrigin(_ origin: ActionOrigin, _ visit: Visit, _ reading: any Reading) throws -> ActionSource? {
        guard let id = PlanPriority.ID(origin.id), let one = try PlanPriorityStore(reading).priorities([id]).first,
            try PlansStanding(visit, one.programme, reading).reads(one)
        else { return nil }
        return ActionSource(
            label: L("Priority"), title: one.statement, path: PlanPriorityPaths.priority(one.programme, one.id))
    }

    static func offers(of programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws -> [ObjectiveOffer] {
        let standing = try PlansStanding(visit, programme, reading)
        return try PlanPriorityStore(reading).priorities(of: [programme]).filter {
            $0.state.isAsked && standing.reads($0)
        }
        .map { one in
            ObjectiveOffer(
                kind: origin, id: one.id.description, event: nil, title: one.statement, language: one.language,
                label: L("Priority"), path: PlanPriorityPaths.priority(programme, one.id))
        }
    }
}

/// From the page of an item of the thread: it becomes a priority; what became of it already is told.
extension PlanPriorityFacts: ThreadActFeature {
    static func act(on item: ThreadItem, in programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws
        -> HTML
    {
        let kinds = NeedSource.kinds.union([.finding, .lesson, .indicator, .risk])
        guard visit.visitor.account != nil, kinds.contains(item.kind), !item.isWithdrawn else { return .empty }
        let reference = NeedSource(item: item).reference
        let standing = try PlansStanding(visit, programme, reading)
        let made = try PlanPriorityStore(reading).priorities(from: reference).filter {
            $0.programme == programme && standing.reads($0)
        }
        let known: HTML = made.html { one in
            """
            <p>\(L("Priority")): <a href="\(PlanPriorityPaths.priority(programme, one.id))" dir="auto">\(one.statement)</a></p>
            """
        }
        guard standing.tellsPriorities else { return known }
        let query = QueryText.of([("source", reference)])
        return
            "\(known)<p><a href=\"\(PlanPriorityPaths.new(programme))\(query)\">\(L("Propose it as a priority"))</a></p>"
    }
}
