import Domain
import Storage
import Web

/// What has become of it on paper: a page a region, in the same order each time.
struct SinceDocument {
    let document: Document

    /// - Parameter region: nothing for all of them.
    init(_ material: SinceMaterial, only region: App.Region.ID?? = nil, _ reading: any Reading) throws {
        let words = SinceWords(try DirectoryNames(reading))
        let parts = material.parts.filter { part in region.map { $0 == part.region?.id } ?? true }
        let marking = parts.reduce("CLEAR") { marking, part in
            let things =
                (part.done + part.new + part.moved + part.gone).map(\.thing) + part.proven + part.pressing.map(\.thing)
            return things.reduce(part.notes.isEmpty ? marking : TLP.stricter(marking, "GREEN")) {
                TLP.stricter($0, $1.marking)
            }
        }
        var document = Document(
            title: L("Since the last meeting").string(), kind: material.event.title, marking: marking,
            language: Language.current.rawValue)
        document.facts = [
            .init(L("Programme"), try ProgrammeStore(reading).programme(material.event.programme).title),
            .init(L("Looks back"), SinceWords.since(material).string()),
            .init(L("As of"), DateText.day(material.reader.standing.today)),
        ]
        document.note = [.meaning(of: marking)]
        document.blocks = parts.enumerated().flatMap { Self.blocks($0.element, "part\($0.offset)", words) }
        self.document = document
    }

    private static func blocks(_ part: SincePart, _ id: String, _ words: SinceWords) -> [Document.Block] {
        var blocks: [Document.Block] = [
            .heading(1, id: id, SinceWords.name(part)), .paragraph(SinceWords.sentence(part)),
        ]
        func list(_ name: String, _ title: Message, _ items: [[Document.Inline]]) {
            guard !items.isEmpty else { return }
            blocks += [.heading(2, id: "\(id)-\(name)", title), .list(items)]
        }
        list(
            "first", L("Comes first"),
            part.pressing.map { line($0.thing, SinceWords.parts($0)) }
                + SinceWords.counted(part).map {
                    [.text("\(L("Of countries, without their names:").string()) \($0.string())")]
                })
        list("done", L("Done"), part.done.map { line($0.thing, words.parts($0)) })
        list("new", L("New"), part.new.map { line($0.thing, words.parts($0)) })
        list("moved", L("Moved", context: "since"), part.moved.map { line($0.thing, words.parts($0)) })
        list("gone", L("Withdrawn"), part.gone.map { line($0.thing, words.parts($0)) })
        list("proven", L("Proven by an exercise"), part.proven.map { line($0, []) })
        if let answers = part.answers {
            blocks += [.heading(2, id: "\(id)-answers", L("Answers")), .paragraph(SinceWords.answers(answers))]
        }
        if !part.notes.isEmpty {
            blocks.append(.heading(2, id: "\(id)-notes", L("Notes of progress")))
            for note in part.notes {
                blocks.append(.paragraph([.strong([.text(DateText.day(note.fields.notedOn))])]))
                blocks.append(.foreign([.paragraph([.text(note.fields.text)])], language: note.fields.language))
            }
        }
        blocks += SinceWords.foot(part).map { .paragraph($0) }
        return blocks
    }

    private static func line(_ thing: SinceThing, _ parts: [Message]) -> [Document.Inline] {
        let said = parts.map { $0.string() }.joined(separator: " · ")
        return [
            .text("\(SinceWords.noun(thing).string()): "), .foreign([.text(thing.title)], language: thing.language),
            .text(said.isEmpty ? "" : " – \(said)"),
        ]
    }
}
