import Domain
import Storage
import Web

/// What a group saw: host and stops, questions with their answers, observations, and the practices that are offered. Nobody of the group
/// is named.
struct VisitReport: Sendable {
    let event: EventRecord
    let programme: String
    let study: StudyVisitRecord
    let stops: [StopRecord]
    let questions: [StopQuestionRecord]
    let observations: [ObservationRecord]
    let cases: [Case.ID: CaseRecord]
    let came: Int

    init(_ id: Event.ID, _ reading: any Reading) throws {
        event = try EventStore(reading).event(id)
        programme = try ProgrammeStore(reading).programme(event.programme).title
        study = try VisitStore(reading).visit(of: id)
        stops = try VisitStore(reading).stops(of: id)
        questions = try StopTalkStore(reading).questions(of: id)
        observations = try StopTalkStore(reading).observations(of: id)
        cases = try CaseStore(reading).cases(observations.compactMap(\.offered))
        came = try EventStore(reading).participants(of: id).count(where: \.isVoice)
    }

    /// The closest of all that is told.
    private var marking: String { observations.reduce(event.marking) { TLP.stricter($0, $1.fields.marking) } }

    var document: Document {
        var document = Document(
            title: event.title, kind: L("Report of the visit").string(), marking: marking,
            language: Language.current.rawValue)
        document.facts = [
            .init(L("Programme"), programme), .init(L("When"), DateText.span(event.startsOn, event.endsOn)),
            .init(L("Place"), event.place.isEmpty ? "–" : event.place),
            .init(L("Host"), study.fields.host.isEmpty ? "–" : study.fields.host),
            .init(L("Stops"), String(stops.count)), .init(L("People who came"), String(came)),
        ]
        document.note = [.meaning(of: marking)]
        document.startsChaptersOnPages = false
        document.blocks = stops.flatMap(blocks) + practices
        return document
    }

    private func blocks(_ stop: StopRecord) -> [Document.Block] {
        let (fields, id) = (stop.fields, "stop-\(stop.id)")
        let time = [fields.starts, fields.ends].filter { !$0.isEmpty }.joined(separator: "–")
        let when = [DateText.day(fields.day), time, fields.place].filter { !$0.isEmpty }.joined(separator: ", ")
        var blocks: [Document.Block] = [
            .heading(1, id: id, .verbatim(fields.title)), .paragraph(.verbatim(when)),
        ]
        blocks += fields.programme.split(whereSeparator: \.isNewline).map { .paragraph([.text(String($0))]) }
        let asked = questions.filter { $0.stop == stop.id }
        if !asked.isEmpty {
            blocks.append(.heading(2, id: "\(id)-questions", L("Questions")))
            blocks += asked.flatMap(told)
        }
        let seen = observations.filter { $0.stop == stop.id }
        if !seen.isEmpty {
            blocks.append(.heading(2, id: "\(id)-observations", L("Observations")))
            blocks.append(.list(.init(items: seen.map(told))))
        }
        return blocks
    }

    private func told(_ question: StopQuestionRecord) -> [Document.Block] {
        let words = question.answer.isEmpty ? question.state.label.string() : question.answer
        return [
            .foreign([.paragraph([.strong([.text(question.text)])])], language: question.language),
            .paragraph([.text(words)]),
        ]
    }

    private func told(_ one: ObservationRecord) -> [Document.Block] {
        var blocks: [Document.Block] = [.paragraph([.text(one.fields.seen)])]
        if !one.fields.useful.isEmpty {
            blocks.append(.paragraph([.text("\(L("At home:").string()) \(one.fields.useful)")]))
        }
        return [.foreign(blocks, language: one.language)]
    }

    private var practices: [Document.Block] {
        let offered = observations.compactMap { $0.offered.flatMap { cases[$0] } }
        let marked = observations.filter { $0.isPractice && $0.offered == nil }
        guard !offered.isEmpty || !marked.isEmpty else { return [] }
        var blocks: [Document.Block] = [.heading(1, id: "practices", L("Practices offered"))]
        for (index, one) in offered.enumerated() {
            blocks.append(
                .heading(2, id: "practice-\(index + 1)", [.foreign([.text(one.title)], language: one.language)]))
            blocks.append(.foreign([.paragraph([.text(one.summary)])], language: one.language))
        }
        if !marked.isEmpty {
            blocks.append(.heading(2, id: "practices-marked", L("Marked by those who saw them")))
            blocks.append(.list(.init(items: marked.map(told))))
        }
        return blocks
    }
}
