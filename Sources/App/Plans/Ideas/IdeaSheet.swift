import Domain
import Storage
import Web

/// An idea on two pages, for who may fund it: what is missing, what would be done, who stands behind it. It names nobody.
struct IdeaSheet {
    /// What the two pages tell, as it is kept for whom they were given.
    struct Told: Codable, Sendable, Hashable {
        let title: String
        let language: String
        let marking: String
        let need: String
        let text: String
        let difference: String
        let cost: String
        let months: Int?
        /// As a ``MemberRef``; empty for nobody.
        let sponsor: String
        let countries: [String]
        let regions: [App.Region.ID]
        let areas: [Area.ID]
        let supporting: [String]

        init(_ idea: IdeaRecord, _ rule: IdeaSupport.Rule) {
            (title, language, marking) = (idea.title, idea.language, idea.marking)
            (need, text, difference) = (idea.need, idea.text, idea.difference)
            (cost, months, sponsor) = (idea.cost, idea.months, idea.sponsor?.description ?? "")
            (countries, regions, areas) = (idea.countries.sorted(), idea.regions.sorted(), idea.areas.sorted())
            supporting = idea.support(rule).supporting
        }
    }

    let told: Told
    let programme: String
    private let names: DirectoryNames
    private let regions: [RegionRecord]
    private let areas: [String]
    private let sponsor: String

    /// - Parameter given: for whom it is; they read what they were given, whatever became of the idea since.
    init(_ idea: IdeaRecord, given: IdeaFunder? = nil, _ reading: any Reading) throws {
        let told = try given?.told ?? Told(idea, IdeaStore(reading).rule(of: idea.programme))
        self.told = told
        programme = try ProgrammeStore(reading).programme(idea.programme).title
        names = try DirectoryNames(reading)
        regions = try RegionStore(reading).regions().filter { told.regions.contains($0.id) }
        areas = try AreaTree(reading).names(Set(told.areas))
        let called = try MemberCalled(idea.programme, names, reading)
        sponsor = MemberRef(told.sponsor).map { called.name($0) } ?? "–"
    }

    var document: Document {
        var document = Document(
            title: told.title, kind: L("Project idea").string(), marking: told.marking,
            language: Language.current.rawValue)
        document.startsChaptersOnPages = false
        document.facts = [
            .init(L("Programme"), programme), .init(L("Stands behind it"), sponsor),
            .init(L("Countries"), listed(told.countries.map { names.country($0) ?? $0 }.sorted())),
            .init(L("Regions"), listed(regions.map { RegionWords.name($0.code, $0.name).string() })),
            .init(L("Areas"), listed(areas)),
            .init(L("Cost"), told.cost.isEmpty ? "–" : told.cost),
            .init(L("Months"), told.months.map { String($0) } ?? "–"),
        ]
        document.note = [.meaning(of: told.marking)]
        document.blocks =
            part("need", L("What is missing"), told.need) + part("text", L("What would be done"), told.text)
            + part("difference", L("What would be different afterwards"), told.difference) + supporters
        return document
    }

    private func listed(_ names: [String]) -> String { names.isEmpty ? "–" : names.joined(separator: ", ") }

    private func part(_ id: String, _ title: Message, _ text: String) -> [Document.Block] {
        guard !text.isEmpty else { return [] }
        let lines: [Document.Block] = text.split(whereSeparator: \.isNewline).map { .paragraph([.text(String($0))]) }
        return [.heading(1, id: id, title), .foreign(lines, language: told.language)]
    }

    private var supporters: [Document.Block] {
        guard !told.supporting.isEmpty else { return [] }
        let said = told.supporting.map { names.country($0) ?? $0 }
        return [
            .heading(1, id: "support", L("Who supports it")),
            .paragraph([.text(L("\(said.count) countries support it: \(list: said)").string())]),
        ]
    }

    static func bytes(_ visit: Visit, _ idea: IdeaRecord, given: IdeaFunder?, _ format: Document.Format) async throws
        -> [UInt8]
    {
        let document = try await visit.read { try IdeaSheet(idea, given: given, $0).document }
        guard !format.programs.isEmpty else { return try await document.file(format) }
        try visit.services.limits.exports.check(visit.visitor.journalName ?? "", now: visit.now)
        return try await visit.services.limits.conversions.pass(busy: .conversionsBusy) {
            try await document.file(format)
        }
    }
}

/// The sheet goes to who may fund it, by name; they answer.
enum IdeaSheetOperations {
    static let most = 50

    /// Who tries addresses to learn which are known here is stopped.
    static func release(_ visit: Visit, _ id: ProjectIdea.ID, email: String) async throws {
        let email = EventOperations.address(email)
        try await visit.services.limits.letIn.tried(
            visit.visitor.journalName ?? "", now: visit.now, failingAs: [.invalid([:])]
        ) {
            try await visit.database.write { tx in
                let (idea, sight) = try IdeaOperations.edited(visit, id, tx)
                guard idea.state == .shared || idea.state == .developing else {
                    throw Refusal.ideaState(
                        (IdeaStanding(rawValue: idea.state.rawValue) ?? .draft).label, IdeaStanding.shared.label)
                }
                let account = try EventOperations.account(email: email, tx)
                guard try IdeaFunderStore(tx).funders(of: id).count < most else {
                    throw Refusal.tooMany(L("At most \(most) people get the two pages of an idea."))
                }
                let work = Work(tx, visit)
                let entry: Identifier<IdeaFunder> = work.environment.id()
                guard
                    try IdeaFunderStore.insert(
                        entry.description, id, account.id, IdeaSheet.Told(idea, sight.rule), work)
                else { return }
                try work.record(
                    .programme(idea.programme), idea.subject, "idea.sheet", ["account": .text(account.id.description)])
            }
        }
    }

    /// Who was given the two pages does not read them any more, and their answer goes.
    static func takeBack(_ visit: Visit, _ id: ProjectIdea.ID, from entry: String) async throws {
        try await visit.database.write { tx in
            let (idea, _) = try IdeaOperations.edited(visit, id, tx)
            let work = Work(tx, visit)
            guard try IdeaFunderStore.remove(entry, of: id, tx) else { return }
            try work.record(.programme(idea.programme), idea.subject, "idea.sheet-withdrawal")
        }
    }

    static func answer(_ visit: Visit, _ id: ProjectIdea.ID, _ answer: IdeaFunder.Answer, _ words: String) async throws
    {
        var check = FieldCheck()
        let words = check.lines("words", words, limit: 1_000, isRequired: answer == .ask)
        try check.finish()
        try await visit.database.write { tx in
            let (idea, own) = try given(visit, id, tx)
            let work = Work(tx, visit)
            try IdeaFunderStore.answer(id, own.account, answer, words, work)
            try work.record(
                .programme(idea.programme), idea.subject, "idea.funder-answer", ["answer": .text(answer.rawValue)])
        }
    }

    static func reply(_ visit: Visit, _ id: ProjectIdea.ID, to entry: String, _ words: String) async throws {
        var check = FieldCheck()
        let words = check.lines("words", words, limit: 1_000, isRequired: true)
        try check.finish()
        try await visit.database.write { tx in
            let (idea, _) = try IdeaOperations.edited(visit, id, tx)
            guard try IdeaFunderStore(tx).funders(of: id).contains(where: { $0.id == entry }) else {
                throw Refusal.notFound
            }
            try IdeaFunderStore.reply(entry, words, tx)
            try Work(tx, visit).record(.programme(idea.programme), idea.subject, "idea.funder-reply")
        }
    }

    /// What the account was given; a draft or what was closed is nobody's any more.
    /// - Throws: ``Refusal/notFound``.
    static func given(_ visit: Visit, _ id: ProjectIdea.ID, _ reading: any Reading) throws -> (IdeaRecord, IdeaFunder) {
        guard let given = try givenIfAny(visit, id, reading) else { throw Refusal.notFound }
        return given
    }

    static func givenIfAny(_ visit: Visit, _ id: ProjectIdea.ID, _ reading: any Reading) throws -> (
        IdeaRecord, IdeaFunder
    )? {
        guard let account = visit.visitor.account?.id,
            let own = try IdeaFunderStore(reading).funders(of: id).first(where: { $0.account == account })
        else { return nil }
        let idea = try IdeaStore(reading).idea(id)
        return idea.state == .draft || idea.state == .closed ? nil : (idea, own)
    }
}
