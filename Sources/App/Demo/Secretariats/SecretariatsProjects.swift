import Domain
import Storage
import Web

/// Three projects: one that trains, of whose results some are reached; one that an accepted proposal begins; and one that is over.
struct SecretariatsProjects: Sendable {
    let stage: DemoStage
    let cast: SecretariatsCast

    static let target = "24"

    /// - Returns: the one with results.
    func run(_ ideas: [ProjectIdea.ID]) async throws -> Programme.ID {
        stage.go(-16)
        let training = try await begin(
            "Demo project: the first hour", code: "P-1", .running, from: -300, to: 400,
            ["KG", "KZ", "MN", "PK", "TJ", "UZ"], idea: ideas[SecretariatsIdeas.training])
        try await report(training)
        _ = try await begin(
            "Demo project: laboratories across borders", code: "P-2", .planned, from: 60, to: 790, ["KG", "KZ", "UZ"],
            idea: ideas[SecretariatsIdeas.laboratories])
        let closed = try await begin(
            "Demo project: a network of experts", code: "P-3", .closed, from: -1_500, to: -420, ["KZ", "UZ"], idea: nil)
        try await ProjectOperations.check(
            try await stage.visit(cast.coordinator), closed, holds: true,
            "A year later four of five groups still meet, at their own cost.")
        // Whoever runs the projects reports on them.
        let email = try await stage.services.database.read { [officer = cast.officer] reading in
            try AccountStore(reading).account(officer).email
        }
        try await ProgrammeOperations.addOrganiser(try await stage.visit(cast.coordinator), training, email: email)
        return training
    }

    private func begin(
        _ title: String, code: String, _ status: ProjectStatus, from: Int, to: Int, _ countries: [String],
        idea: ProjectIdea.ID?
    ) async throws -> Programme.ID {
        let visit = try await stage.visit(cast.coordinator)
        let programme = ProgrammeFields(
            title: title, summary: "Invented, as all of this demo.", acronym: code, starts: stage.day(from),
            ends: stage.day(to), funder: "Demo fund (invented)")
        var fields = ProjectFields()
        (fields.code, fields.status) = (code, status.rawValue)
        (fields.plannedStart, fields.plannedEnd) = (stage.day(from), stage.day(to))
        if from < 0 { fields.actualStart = stage.day(from) }
        if to < 0 { fields.actualEnd = stage.day(to) }
        fields.places = Self.parts(countries)
        (fields.reporter, fields.reporterRef) = ("Demo implementer (invented)", "XX-DEMO-00000")
        fields.purpose = "74020"
        fields.carriesOn = "The academies of the countries keep the course."
        fields.next = "A second cohort, with trainers of the countries."
        let id = try await ProjectOperations.begin(visit, in: cast.programme, programme, fields, idea: idea)
        for (name, role) in [
            ("Demo fund (invented)", ProjectBodyRole.funding), ("Demo implementer (invented)", .implementing),
        ] {
            var body = ProjectBodyFields()
            (body.name, body.role, body.type) = (name, role.rawValue, ProjectBodyType.other.rawValue)
            try await ProjectOperations.add(visit, id, body)
        }
        var budget = ProjectBudgetFields()
        (budget.starts, budget.ends) = (stage.day(from), stage.day(min(to, from + 364)))
        (budget.amount, budget.kind) = ("240000.00", ProjectBudgetFields.Kind.committed.rawValue)
        try await ProjectOperations.add(visit, id, budget)
        return id
    }

    /// Together 100.
    private static func parts(_ countries: [String]) -> String {
        let part = 100 / countries.count
        return countries.enumerated().map { place, country in
            "\(country) \(place == 0 ? 100 - part * (countries.count - 1) : part)"
        }.joined(separator: "\n")
    }

    /// 17 of 24 are trained; what it changed is measured next year.
    private func report(_ project: Programme.ID) async throws {
        let visit = try await stage.visit(cast.coordinator)
        let year = Int(stage.day(-300).prefix(4)) ?? 2026
        _ = try await ProjectOperations.add(
            visit, project, result("People of three services are trained together", .output),
            [
                indicator(
                    "People with certificates of all modules", .unit, baseline: "0", year,
                    target: Self.target, actual: String(SecretariatsCourse.trained))
            ])
        _ = try await ProjectOperations.add(
            visit, project, result("Services hand over to each other without a gap", .outcome),
            [
                indicator(
                    "Exercises in which the handing over was performed, of ten", .unit, baseline: "2", year,
                    target: "6", actual: "")
            ])
    }

    private func result(_ title: String, _ type: ProjectResultType) -> ProjectResultFields {
        var fields = ProjectResultFields()
        (fields.title, fields.type) = (title, type.rawValue)
        return fields
    }

    private func indicator(
        _ title: String, _ measure: ProjectMeasure, baseline: String, _ year: Int, target: String, actual: String
    ) -> ProjectIndicator {
        var (fields, period) = (ProjectIndicatorFields(), ProjectPeriodFields())
        (fields.title, fields.measure) = (title, measure.rawValue)
        (fields.baselineYear, fields.baseline) = (year, baseline)
        (period.starts, period.ends) = (stage.day(-300), stage.day(60))
        (period.target, period.actual) = (target, actual)
        return ProjectIndicator(fields, [ProjectPeriod(period)])
    }
}
