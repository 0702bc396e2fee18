import Domain
import Foundation
import Testing

struct QuestionnaireTests {
    private static let sample = Questionnaire([
        Question("take", .yesNo, ["en": "Will you take part?", "fr": "Participerez-vous ?"], isRequired: true),
        Question(
            "fields", .many, ["en": "In what?"],
            options: [.init("water", ["en": "Water"]), .init("food", ["en": "Food"])],
            isRequired: true, relevance: .init("take", ["yes"])),
        Question("why", .lines, ["en": "Why water?"], isRequired: true, relevance: .init("fields", ["water"])),
        Question("people", .number, ["en": "How many?"]),
        Question("day", .date, ["en": "When?"]),
        Question("use", .scale, ["en": "How useful?"]),
    ])

    @Test
    func `a question that hangs on another is asked only where that one is asked and answered so`() {
        let all = Self.sample.asked(["take": ["yes"], "fields": ["food", "water"]])
        #expect(all.map(\.code) == ["take", "fields", "why", "people", "day", "use"])
        // What hangs on a question that is not asked is not asked either, whatever was sent.
        let none = Self.sample.asked(["take": ["no"], "fields": ["water"]])
        #expect(none.map(\.code) == ["take", "people", "day", "use"])
    }

    @Test
    func `answers to questions that are not asked are dropped, and nothing is missing there`() {
        let read = Self.sample.checked(["take": ["no"], "fields": ["water"], "why": ["x"], "other": ["y"]])
        #expect(read.answers == ["take": ["no"]] && read.faults.isEmpty)
    }

    @Test
    func `what is wrong is told by question, and a draft misses nothing`() {
        let given: Questionnaire.Answers = [
            "take": ["yes"], "fields": ["fire"], "people": ["12x"], "day": ["2027-02-30"], "use": ["6"],
        ]
        let read = Self.sample.checked(given)
        #expect(read.faults == ["fields": .notOffered, "people": .notANumber, "day": .notADate, "use": .notAScale])
        #expect(Self.sample.checked([:]).faults == ["take": .missing])
        #expect(Self.sample.checked([:], isDraft: true).faults.isEmpty)
        #expect(Self.sample.checked(["take": ["yes", "no"]]).faults["take"] == .tooMany)
        let long = Self.sample.checked([
            "take": ["yes"], "fields": ["water"], "why": [String(repeating: "a", count: 4_001)],
        ])
        #expect(long.faults == ["why": .tooLong(4_000)])
        #expect(
            Self.sample.checked(["take": ["no"], "people": ["99999999999999999999"]]).faults["people"] == .notANumber)
    }

    @Test
    func `words are told in the reader's language, else in one that has some`() {
        let words: LocalWords = ["en": "Yes", "fr": "Oui", "ar": ""]
        #expect(words.text(in: "fr")?.text == "Oui" && words.text(in: "ar", else: ["en"])?.text == "Yes")
        #expect(words.text(in: "ru")?.language == "en" && LocalWords([:]).text(in: "en") == nil)
    }

    @Test
    func `what is wrong with the questions themselves is found`() {
        #expect(Self.sample.broken.isEmpty && Self.sample.freeCode == "q1")
        let broken = Questionnaire([
            Question("a", .one, ["en": "Which?"]), Question("b", .line, [:]),
            Question("c", .line, ["en": "If"], relevance: .init("d", ["yes"])), Question("d", .yesNo, ["en": "?"]),
            Question("e", .line, ["en": "If"], relevance: .init("d", ["maybe"])),
        ]).broken
        #expect(broken == ["a": .noOptions, "b": .noWords, "c": .looksAhead, "e": .looksAhead])
    }

    @Test
    func `questions go out and come back the same`() throws {
        let bytes = try JSONEncoder().encode(Self.sample)
        #expect(try JSONDecoder().decode(Questionnaire.self, from: bytes) == Self.sample)
    }
}
