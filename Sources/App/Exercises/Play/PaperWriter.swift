import Domain
import Storage
import Web

/// Writes the paper of an inject for one cell: in one language, with what is in braces filled.
struct PaperWriter {
    private let play: PlayWork
    private let inject: InjectRecord
    private let cell: CellRecord
    private let language: String
    private let variables: PaperVariables

    init(
        _ play: PlayWork, _ inject: InjectRecord, _ cell: CellRecord, language: String, _ countries: PaperCountries
    ) throws {
        (self.play, self.inject, self.cell, self.language) = (play, inject, cell, language)
        let reader = Language(rawValue: language) ?? .english
        let deadline = play.plan.point(of: inject.id)?.deadline.map {
            play.moment.storyClock.story(at: EpochTime.adding(play.elapsed, milliseconds: $0)) ?? play.story
        }
        variables = PaperVariables(
            cell: cell, language: reader, story: play.story, deadline: deadline,
            country: try cell.country.flatMap { try countries.name($0, in: reader) },
            msel: play.plan.msel)
    }

    /// - Returns: nothing where the cell has it already.
    @discardableResult
    func write(
        subject: String, body: String, reach: ExercisePaper.Reach = .none, corrects: Paper.ID? = nil
    ) throws -> Paper.ID? {
        let paper = ExercisePaper(
            id: play.work.environment.id(Paper.ID.self), event: play.event, inject: inject.id, cell: cell.id,
            number: try ReleaseStore(play.tx).paperNumber(in: cell.id) + 1, channel: inject.channel,
            sender: play.plan.actor(inject.actor)?.name ?? "", language: language, subject: variables.fill(subject),
            body: variables.fill(body), wall: play.now, elapsed: play.elapsed, story: play.story,
            releasedBy: play.work.actor, corrects: corrects, reached: reach)
        guard try ReleaseStore.insert(paper, play.tx) else { return nil }
        try play.record(in: cell.id, "paper:\(paper.id)", corrects == nil ? "paper.arrival" : "paper.correction")
        return paper.id
    }
}

/// Names of countries for papers that go out together: the directory is read once for each of their languages.
final class PaperCountries {
    private let reading: any Reading
    private var known: [Language: DirectoryNames] = [:]

    init(_ reading: any Reading) { self.reading = reading }

    func name(_ code: String, in language: Language) throws -> String? {
        let names = try known[language] ?? DirectoryNames(reading, language: language)
        known[language] = names
        return names.country(code)
    }
}

/// The texts of a correction, checked.
struct Correction: Sendable {
    struct Text: Sendable, Hashable {
        let language: String
        let subject: String
        let body: String
    }

    let texts: [Text]

    /// - Throws: what is wrong, at `subject-fr` and `body-fr`.
    init(_ texts: [String: (subject: String, body: String)]) throws {
        var check = FieldCheck()
        var made: [Text] = []
        for (language, text) in texts.sorted(by: { $0.key < $1.key }) {
            let subject = check.line("subject-\(language)", text.subject, limit: 300)
            let body = check.lines("body-\(language)", text.body, limit: 20_000)
            if body.isEmpty, !subject.isEmpty { check.fail("body-\(language)", L("This field is required.")) }
            if !body.isEmpty { made.append(Text(language: language, subject: subject, body: body)) }
        }
        if made.isEmpty {
            check.fail("body-\(texts.keys.min() ?? "en")", L("Write the correction in one language at least."))
        }
        try check.finish()
        self.texts = made
    }

    func text(_ language: String, _ languages: [String]) -> Text? {
        for code in [language] + languages {
            if let text = texts.first(where: { $0.language == code }) { return text }
        }
        return texts.first
    }
}
