import Domain
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// A table is understood in every language of the interface: its headings, its words for roles, its commas.
struct ImportLanguageTests {
    @Test(arguments: TestEngine.allCases)
    func `roles are known in the words of all languages, whoever they are said of`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            _ = try await site.world()
            let vocabulary = try await site.database.read { try PeopleVocabulary($0) }
            let words: [String: [String]] = [
                "observer": [
                    "Observer", "Observateur", "Observatrice", "Observation", "Наблюдатель", "مراقب", "مراقبة",
                ],
                "participant": [
                    "Participant", "Participante", "participant(e)", "Personne participante", "Участник", "Участница",
                    "مشارك",
                    "مشاركة",
                ],
                "rapporteur": ["Rapporteur", "Rapporteure", "Rapporteuse", "Rapport", "Докладчик", "مقرر", "مقرّر"],
            ]
            for (role, spellings) in words {
                for spelling in spellings { #expect(vocabulary.code("role", spelling) == role, "\(spelling)") }
            }
            for language in Language.allCases {
                for role in [Role.participant, .rapporteur, .observer] {
                    #expect(
                        vocabulary.code("role", role.label.string(in: language)) == role.rawValue, "\(role) \(language)"
                    )
                }
            }
        }
    }

    @Test(arguments: Language.allCases)
    func `what a column is called on the page is a heading that is understood`(language: Language) {
        let shape = ImportColumn.shape(isForEvent: true)
        for field in shape.fields {
            #expect(shape.recognise(field.label.string(in: language)) == .sure(field.name), "\(field.name) \(language)")
        }
    }

    @Test func `lists and names have the commas of their script`() {
        #expect(Languages.list("العربية، الإنجليزية؛ fr") == ["ar", "en", "fr"])
        #expect(Languages.list("English, French; ru") == ["en", "fr", "ru"])
        let parts = PersonName.parts("زوريتش، آنا", .givenFirst)
        #expect(parts.given == "آنا" && parts.family == "زوريتش")
        #expect(!PersonName.isOpen("زوريتش، آنا"))
    }
}
