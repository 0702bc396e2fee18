import Domain
import Storage
import Web

/// What the countries need: a cycle over all regions that stand at different stages. Central Asia has answered, but for one country, to
/// which its head gave the answers back; the three countries of the Middle East are counted with those of the Gulf.
struct SecretariatsNeeds: Sendable {
    let stage: DemoStage
    let cast: SecretariatsCast

    static let pool = "GCC+MIE"
    static let returned = "PK"
    /// Of Central Asia but for who was given them back, in the order of their codes: median 2–3, three below the target.
    static let levels: [Int] = [2, 3, 1, 2, 4, 3]
    static let target = 3
    /// How many of a group have submitted.
    static let submitted: [String: Int] = ["AAF": 10, "CA": 7, "ECA": 3, pool: 7, "NAS": 4, "SEA": 2, "SEEE": 9]

    private var programme: Programme.ID { cast.programme }
    /// As the picture of the cycle has them.
    private var groups: [(name: String, countries: [String])] {
        let joined = Set(Self.pool.split(separator: "+").map { String($0) })
        let alone = cast.countries.filter { !joined.contains($0.key) }.sorted { $0.key < $1.key }
        let pooled = joined.sorted().flatMap { cast.countries[$0] ?? [] }
        return alone.map { (name: $0.key, countries: $0.value) } + [(name: Self.pool, countries: pooled)]
    }

    /// - Returns: the cycle.
    func ask() async throws -> NeedsCycle.ID {
        stage.go(-170)
        let coordinator = try await stage.visit(cast.coordinator)
        let framework = try await FrameworkOperations.add(
            coordinator, programme,
            FrameworkFields(code: SecretariatsFramework.code, title: SecretariatsFramework.title),
            table: FrameworkTable.write(SecretariatsFramework.content, language: "en"))
        stage.go(-160)
        var fields = NeedsCycleFields()
        (fields.title, fields.pools) = ("What we need: this year's questions", Self.pool)
        (fields.opensOn, fields.closesOn) = (stage.day(-160), stage.day(30))
        let cycle = try await NeedsCycleOperations.open(
            try await stage.visit(cast.coordinator), programme,
            NeedsCycleOperations.Draft(fields: fields, framework: framework.id, region: nil))
        let assessments = try await stage.services.database.read { try NeedsStore($0).assessments(of: [cycle.id]) }
        let ids = Dictionary(assessments.map { ($0.country, $0.id) }) { first, _ in first }
        for (number, group) in groups.enumerated() {
            stage.go(-120 + 3 * number)
            try await answer(group.countries, of: group.name, ids)
        }
        try await sectors(ids)
        stage.go(-62)
        try await NeedsCycleOperations.giveBack(
            try await stage.visit(cast.coordinator), programme, cycle.id, country: Self.returned,
            questions: "What shows the level of 3.1? And who answers at night?")
        stage.go(-60)
        _ = try await NeedsRollupOperations.take(try await stage.visit(cast.coordinator), programme, cycle.id)
        return cycle.id
    }

    // MARK: A country

    private func answer(_ countries: [String], of group: String, _ ids: [String: NeedsAssessment.ID]) async throws {
        for (place, country) in countries.enumerated() {
            guard let id = ids[country], country != SecretariatsCast.answering else { continue }
            let visit = try await stage.visit(try cast.focalPoint(country))
            stage.clock.tick(seconds: 600)
            if place < Self.submitted[group] ?? 0 {
                try await NeedsScoreOperations.take(visit, programme, id, table(country, place, in: group, countries))
                try await NeedsCountryOperations.submit(visit, programme, id)
            } else if place == (Self.submitted[group] ?? 0), group != "ECA" {
                try await NeedsScoreOperations.take(visit, programme, id, table(country, place, in: group, countries))
                try await NeedsCountryOperations.consolidate(visit, programme, id, isOn: true)
            }
        }
    }

    private func table(_ country: String, _ place: Int, in group: String, _ countries: [String]) -> String {
        let isOurs = group == SecretariatsCast.region
        let counted = countries.filter { $0 != Self.returned }
        let own = counted.firstIndex(of: country) ?? 0
        return ScoreFile.write(
            SecretariatsFramework.codes.enumerated().flatMap { number, code -> [ScoreFile.Line] in
                isOurs
                    ? lines(country, code, level(own, number), isDisputed: number == 0 && own == 1)
                    : [line(country, code, "", Self.others[(place + number) % Self.others.count])]
            })
    }

    private static let others: [Int] = [2, 3, 1, 4, 2, 3, 5, 3, 2, 4]
    private static let patterns: [[Int]] = [levels, [3, 4, 2, 3, 2, 5], [1, 2, 3, 3, 4, 2], [4, 3, 3, 2, 5, 4]]

    private func level(_ place: Int, _ indicator: Int) -> Int {
        let pattern = Self.patterns[indicator % Self.patterns.count]
        return pattern[(place + indicator / Self.patterns.count) % pattern.count]
    }

    /// What the sectors say, and the country. Where they lie two apart, it says why it is neither of them.
    private func lines(_ country: String, _ code: String, _ level: Int, isDisputed: Bool) -> [ScoreFile.Line] {
        let said: [Int] = isDisputed ? [2, 4, 3] : [level, min(5, level + 1), level]
        let sectors = zip(SecretariatsCast.sectors, said).map { line(country, code, $0.0, $0.1) }
        let reason = isDisputed ? "Security has changed its rule since; it was tried in an exercise." : ""
        return [line(country, code, "", level, reason)] + sectors
    }

    private func line(
        _ country: String, _ code: String, _ sector: String, _ level: Int, _ words: String = ""
    ) -> ScoreFile.Line {
        ScoreFile.Line(
            country: country, framework: SecretariatsFramework.code, indicator: code, sector: sector,
            value: String(level), isNotApplicable: false, target: sector.isEmpty ? Self.target : nil,
            targetOn: sector.isEmpty ? stage.day(300) : "", evidence: words, answeredOn: "")
    }

    // MARK: Sectors that answer still

    private func sectors(_ ids: [String: NeedsAssessment.ID]) async throws {
        guard let id = ids[SecretariatsCast.answering] else { return }
        stage.go(-80)
        let visit = try await stage.visit(try cast.focalPoint(SecretariatsCast.answering))
        for (sector, account) in cast.respondents.sorted(by: { $0.key < $1.key }) {
            let email = try await stage.services.database.read { try AccountStore($0).account(account).email }
            try await NeedsCountryOperations.name(visit, programme, id, sector: sector, email: email)
        }
        for (sector, count) in [("health", 6), ("security", 3)] {
            guard let account = cast.respondents[sector] else { continue }
            let visit = try await stage.visit(account)
            for (number, code) in SecretariatsFramework.codes.prefix(count).enumerated() {
                stage.clock.tick(seconds: 120)
                var draft = NeedsAnswerDraft()
                if number == 0 {
                    draft.note = "Every Monday, by telephone; not on weekends."
                    (draft.evidenceKind, draft.evidence) = (.pointer, "Held by the duty desk, folder 3 (invented)")
                }
                try await NeedsAnswerOperations.answer(
                    visit, id, sector: sector, indicator: code, [code: [String(2 + number % 3)]], draft)
            }
        }
    }
}
