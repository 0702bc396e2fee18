import Domain
import Storage
import Web

/// Plans of the story of eight secretariats: one region's, of which 38.1 % is done, and the roadmap of all with a lane for each. Everything
/// in them is made up.
struct SecretariatPlans: Sendable {
    let programme: Programme.ID
    /// `YYYY-MM-DD`.
    let today: String

    private func day(_ days: Int) -> String { EventChanges.later(today, days: days) }

    /// The worked example of progress: (2 + 2/3) / 7.
    func regional(_ region: App.Region.ID, _ work: Work) throws -> (plan: ProgrammePlan.ID, items: [PlanItem.ID]) {
        var fields = PlanRecordFields()
        fields.title = "Regional action plan"
        fields.text = "What the countries of the region do together, and what the secretariat does for them."
        (fields.startsOn, fields.endsOn) = (day(-240), day(240))
        let owner = MemberRef.region(region)
        let seed = try PlanSeed(
            work, programme, fields,
            PlanDraft(kind: .regional, owner: owner, marking: "GREEN", sharing: .programme))
        let done: (String, Int) -> PlanSeed.Step = { PlanSeed.Step(title: $0, due: day($1), doneOn: day($1 - 2)) }
        let items = try seed.add([
            PlanSeed.Line(
                number: "A1", title: "Train first teams to recognise an unknown irritant", owner: owner, state: .done,
                due: day(-60), weight: 2, element: .training, priority: "First hour at a station",
                steps: [
                    done("Programme of the course", -180), done("Trainers found in three countries", -140),
                    done("Course held", -90), done("Notes sent to all countries", -70),
                ], outcome: "Twenty-four people of six countries were trained."),
            PlanSeed.Line(
                number: "A2", title: "Write one joint instruction for a suspected reservoir", owner: owner,
                state: .inProgress, due: day(60), element: .planning, priority: "Water that may be contaminated",
                dependsOn: "A1",
                steps: [
                    done("Draft", -50), done("Comments of all countries", -20),
                    PlanSeed.Step(title: "Adopted by the heads of service", due: day(50)),
                ]),
            PlanSeed.Line(
                number: "A3", title: "Link two laboratories across a border", owner: owner, state: .agreed,
                due: day(-30),
                weight: 3, element: .equipment, priority: "Sick travellers at a border",
                steps: [
                    PlanSeed.Step(title: "Agreement signed", due: day(-90)), PlanSeed.Step(title: "First test run"),
                ]),
            PlanSeed.Line(
                number: "A4", title: "Keep one list of duty contacts, tested each month", owner: owner, state: .agreed,
                due: day(90), element: .organisation, priority: "First hour at a station", dependsOn: "A2"),
            PlanSeed.Line(
                number: "A5", title: "A second radio network", owner: owner, state: .dropped, due: day(120), weight: 2,
                element: .equipment, outcome: "The countries use the one that is there."),
            PlanSeed.Line(
                number: "A6", title: "A regional table-top exercise", owner: owner, state: .proposed, due: day(200),
                weight: 2, element: .exercise, priority: "Lost source reported", dependsOn: "A3"),
        ])
        return (seed.plan.id, items)
    }

    /// - Parameter gathered: by region, items of its own plan.
    func roadmap(
        _ regions: [App.Region.ID], gathered: [App.Region.ID: [PlanItem.ID]] = [:], _ work: Work
    ) throws -> ProgrammePlan.ID {
        let titles = [
            "A course that all regions can repeat", "One form for a first report", "A list of laboratories that help",
            "A calendar of exercises", "A library of practices in four languages", "Joint guidance for mass gatherings",
            "A pool of experts who travel", "A common list of needs",
        ]
        var fields = PlanRecordFields()
        (fields.startsOn, fields.endsOn) = (day(-30), day(330))
        fields.title = "Interregional roadmap \(fields.endsOn.prefix(4))"
        let seed = try PlanSeed(
            work, programme, fields,
            PlanDraft(kind: .roadmap, owner: nil, marking: "GREEN", sharing: .programme))
        let lines = zip(regions, titles).enumerated().map { place, one in
            PlanSeed.Line(
                number: "R\(place + 1)", title: one.1, owner: .region(one.0),
                state: place < 3 ? .inProgress : place < 6 ? .agreed : .proposed, due: day(40 * (place + 1)),
                weight: 1 + place % 3, element: ActionElement.allCases[place % ActionElement.allCases.count],
                dependsOn: place == 2 || place == 5 ? "R\(place)" : "",
                steps: [
                    PlanSeed.Step(
                        title: "Agreed who does it", due: day(20 * (place + 1)), doneOn: place < 3 ? day(-10) : ""),
                    PlanSeed.Step(title: "First version in use", due: day(40 * (place + 1))),
                ])
        }
        let items = try seed.add(lines)
        for (item, region) in zip(items, regions) { try seed.gather(item, gathered[region] ?? []) }
        return seed.plan.id
    }
}
