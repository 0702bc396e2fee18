import Domain
import Testing
import Web

@testable import App

/// What every room of exercises stands on.
struct ExerciseCoreTests {
    @Test func `whatever leaves an exercise has its mark first and last, in the reader's language`() {
        for language in Language.allCases {
            let text = ExerciseText(subject: "Trains are held", body: "Two lines\nof words", language: language)
            let lines = text.markedBody.split(separator: "\n")
            #expect(lines.first == lines.last)
            #expect(lines.first?.hasPrefix(ExerciseMark.call) == true)
            #expect(text.markedSubject.hasPrefix("EXERCISE"))
        }
        #expect(ExerciseText.fileName("msel.xlsx") == "exercise-msel.xlsx")
    }

    @Test func `of two ways to compare the more careful one counts`() {
        #expect(Comparison.named.stricter(.private) == .private)
        #expect(Comparison.anonymous.stricter(.named) == .anonymous)
    }

    @Test func `words in several languages fall back to those that are there`() {
        let words = LocalTexts(["en": "Keep it open", "fr": "", "ru": "Не закрывать"])
        #expect(words.text(in: "ru").text == "Не закрывать")
        #expect(words.text(in: "fr", else: ["en"]).text == "Keep it open")
        #expect(words.text(in: "ar").language == "en")
        #expect(LocalTexts().text(in: "ar").text.isEmpty)
    }
}
