import Domain
import Storage
import Web

/// What the working groups could do next, what a project has done, and in what people are trained. All of it is made up.
struct WorkingGroupsProjects: Sendable {
    let stage: DemoStage
    let programme: Programme.ID
    let coordinator: Account.ID
    /// Of Kazakhstan.
    let focalPoint: Account.ID

    private typealias Word = (country: String, stance: IdeaSupport.Stance, words: String)

    func tell() async throws {
        let visit = try await stage.visit(coordinator)
        let flood = try await idea(
            visit, "Sample drinking water together after a flood",
            need: "After a flood each country samples by its own plan, and results cannot be compared.",
            text: "Three laboratories agree on one plan, exchange samples once a year, and train together.",
            countries: ["KZ", "KG", "UZ"])
        try await say(flood, [("KG", .support, ""), ("UZ", .support, "Our laboratory can host the first exchange.")])
        let point = try await stage.visit(focalPoint)
        try await IdeaOperations.endorse(point, flood, "KZ", .support, "It was missing in the last two springs.")
        let list = try await idea(
            visit, "One phone list for mass gatherings",
            need: "Before each gathering somebody asks all offices for their numbers again.",
            text: "A list that each country keeps for itself, and all can read on the day.",
            countries: ["KZ", "TJ", "UZ"])
        try await say(list, [("TJ", .supportIf, "If the list stays with each country.")])
        let exercise = try await idea(
            visit, "A table-top exercise of a food alert across three borders",
            need: "The alert form was never used between the three services of neighbours.",
            text: "One afternoon online, with the working group on food safety.", countries: ["KG", "TJ", "UZ"])
        try await say(
            exercise,
            [("KG", .support, ""), ("TJ", .support, ""), ("UZ", .notNow, "After the elections of the board.")])
        let staff = try await idea(
            visit, "Exchange laboratory staff for a month", need: "People know each other by mail only.",
            text: "Two people a year work in a neighbour's laboratory.", countries: ["KZ", "UZ"])
        try await IdeaOperations.move(visit, staff, .park, day: stage.day(150), words: "No money before next year.")
        let form = try await idea(
            visit, "Translate the alert form into the languages of the region",
            need: "The form is in one language only.", text: "A working group translates it and tries it once.",
            countries: ["KZ", "KG", "TJ", "UZ"])
        try await say(form, [("KG", .support, ""), ("TJ", .support, ""), ("UZ", .support, "")])
        try await project(visit, idea: form)
        try await course(visit)
    }

    private func idea(_ visit: Visit, _ title: String, need: String, text: String, countries: Set<String>) async throws
        -> ProjectIdea.ID
    {
        var fields = IdeaFields()
        (fields.title, fields.need, fields.text, fields.cbrn) = (title, need, text, "CB")
        var draft = IdeaDraft(marking: "GREEN")
        (draft.countries, draft.isDirect) = (countries, true)
        let made = try await IdeaOperations.propose(visit, in: programme, fields, draft)
        try await IdeaOperations.move(visit, made.id, .share, day: "", words: "")
        return made.id
    }

    /// By focal points who have no account in this story.
    private func say(_ idea: ProjectIdea.ID, _ words: [Word]) async throws {
        let environment = stage.services.environment
        try await stage.services.database.write { tx in
            let work = Work(tx, environment)
            for word in words {
                try IdeaStore.endorse(
                    idea, word.country, word.stance, word.words, mandate: nil, account: nil, work)
                try work.record(
                    .programme(programme), "idea:\(idea)", "idea.endorsement",
                    ["country": .text(word.country), "stance": .text(word.stance.rawValue)])
            }
        }
    }

    private func project(_ visit: Visit, idea: ProjectIdea.ID) async throws {
        var fields = ProjectFields()
        (fields.code, fields.status) = ("DEMO-P1", ProjectStatus.running.rawValue)
        (fields.plannedStart, fields.actualStart) = (stage.day(-300), stage.day(-290))
        (fields.plannedEnd, fields.purpose) = (stage.day(400), "74020")
        fields.places = ["KZ", "KG", "TJ", "UZ"].map { "\($0) 25" }.joined(separator: "\n")
        (fields.reporter, fields.reporterRef) = ("Demo secretariat of the network (invented)", "XX-DEMO-00000")
        fields.carriesOn = "The laboratories keep one plan; each ministry pays its own part."
        fields.next = "A second exchange of samples in spring, and one more country."
        let id = try await ProjectOperations.begin(
            visit, in: programme,
            ProgrammeFields(
                title: "Demo project: water safety networks", summary: "Four countries test a joint alert procedure."),
            fields, idea: idea)
        // What is told as IATI is for everybody.
        try await ProgrammeOperations.change(
            visit, id,
            ProgrammeFields(
                title: "Demo project: water safety networks", summary: "Four countries test a joint alert procedure.",
                kind: ProgrammeKind.project.rawValue, acronym: "DEMO-P1", marking: "CLEAR"))
        for (name, role) in [
            ("Demo funder (invented)", ProjectBodyRole.funding), ("Demo secretariat (invented)", .implementing),
        ] {
            try await ProjectOperations.add(visit, id, ProjectBodyFields(name: name, role: role.rawValue))
        }
        try await ProjectOperations.add(
            visit, id,
            ProjectBudgetFields(starts: stage.day(-300), ends: stage.day(64), amount: "240000", kind: "committed"))
        _ = try await ProjectOperations.add(
            visit, id, ProjectResultFields(title: "Trained people"),
            [
                ProjectIndicator(
                    ProjectIndicatorFields(title: "People with a certificate", baselineYear: 2025, baseline: "0"),
                    [
                        ProjectPeriod(
                            ProjectPeriodFields(
                                starts: stage.day(-300), ends: stage.day(64), target: "24", actual: "17",
                                actualWords: "From four countries")),
                        ProjectPeriod(
                            ProjectPeriodFields(starts: stage.day(65), ends: stage.day(400), target: "48")),
                    ])
            ])
        _ = try await ProjectOperations.add(
            visit, id,
            ProjectResultFields(title: "A joint alert procedure", type: ProjectResultType.outcome.rawValue),
            [
                ProjectIndicator(
                    ProjectIndicatorFields(
                        title: "The procedure is in use", measure: ProjectMeasure.qualitative.rawValue),
                    [
                        ProjectPeriod(
                            ProjectPeriodFields(
                                starts: stage.day(-300), ends: stage.day(400), targetWords: "Used in two exercises"))
                    ])
            ])
    }

    private func course(_ visit: Visit) async throws {
        let id = try await CourseOperations.add(
            visit, in: programme,
            CourseFields(
                title: "Demo course: alerts across services",
                text: "For people of three services who work together when something happens.",
                sectors: "health security civil-protection", hours: 24, rule: "Three quarters of each module"),
            requires: nil)
        for module in ["What each service does", "Working side by side", "An exercise of one day"] {
            try await CourseOperations.add(visit, id, module: CourseModuleFields(title: module, hours: 8))
        }
        try await CourseOperations.add(
            visit, id,
            cohort: CourseCohortFields(title: "First run, six countries", starts: stage.day(30), ends: stage.day(120)))
    }
}
