import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// What leads let go is what they have read, for the readers to whom they let it go, and said by who speaks for them.
struct PublicationReviewTests {
    @Test(arguments: TestEngine.allCases)
    func `a language that came after the version is not released with it, in no document`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan(.clear)
            let version = try await world.review(id)
            let event = try #require(try await world.record(id).event)
            let sara = try await world.visit(world.sara)
            try await GuideOperations.addLanguage(sara, event, "ru")
            let tree = try #require(try await site.database.read { try GuideStore($0).tree(of: event) })
            for (number, text) in [("1", "Никто этого не читал."), ("2", "И этого тоже.")] {
                let section = try #require(tree.places.first { $0.number == number }?.id)
                try await SectionOperations.setText(sara, event, section, language: "ru", text)
            }
            try await world.release(id, version)
            #expect(try await world.record(id).languages == ["en"])
            let (languages, document) = try await site.database.read { reading in
                let store = PublicationStore(reading)
                return (
                    try store.languages(of: id, number: 1), try store.document(of: id, number: 1, in: "en")
                )
            }
            #expect(languages == ["en"])
            // Section 2 has no text in English: a later one in another language does not stand in its place.
            #expect(document?.sections.map(\.title) == ["Why this report"])
            #expect(document?.languages == ["en"])
            let guest = site.browser()
            for path in ["/publications/\(id)?language=ru", "/publications/\(id)/files/publication.md?language=ru"] {
                let page = try await guest.get(path)
                #expect(page.contains("springs") && !page.contains("Никто") && !page.contains("И этого"), "\(path)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a language of the version is released as it stood, whatever was written in it since`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan()
            let sara = try await world.visit(world.sara)
            let event = try await PublicationRoom.open(sara, id)
            try await GuideOperations.addLanguage(sara, event, "fr")
            let tree = try #require(try await site.database.read { try GuideStore($0).tree(of: event) })
            let section = try #require(tree.places.first { $0.number == "1" }?.id)
            try await SectionOperations.setText(sara, event, section, language: "fr", "Deux services.")
            let version = try await world.review(id)
            try await SectionOperations.setText(sara, event, section, language: "fr", "Trois services.")
            try await world.release(id, version)
            let document = try await site.database.read {
                try PublicationStore($0).document(of: id, number: 1, in: "fr")
            }
            #expect(document?.sections.map(\.markdown) == ["Deux services."])
        }
    }
}
