import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let injectAttachmentScenarios = """
    POST   /events/:event/exercise/injects/:inject/attachments                      room  404,organiser=422,facilitator=422
    GET    /events/:event/exercise/injects/:inject/attachments/:attachment          room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/injects/:inject/attachments/:attachment/removal  room  404,organiser=303,facilitator=303
    GET    /events/:event/exercise/papers/:paper/attachments/:attachment            room  404
    GET    /api/v1/events/:event/injects/:inject/attachments                        room  404,organiser=200,facilitator=200
    POST   /api/v1/events/:event/injects/:inject/attachments                        room  422
    """

let injectAttachmentRows = """
    attachment /api/v1/events/:event/injects/:inject/attachments fileName=duty-list.txt content=U29yZSBleWVz
    """

/// What goes out with an inject: marked, bounded, and not there before its paper is.
struct InjectAttachmentTests {
    private static func chunk(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
        [0, 0, 0, UInt8(bytes.count)] + Array(name.utf8) + bytes + [1, 2, 3, 4]
    }

    /// 40 × 30, with a name in it.
    private static let picture: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        + chunk("IHDR", [0, 0, 0, 40, 0, 0, 0, 30, 8, 2, 0, 0, 0]) + chunk("tEXt", Array("GPS by Ana".utf8))
        + chunk("IDAT", [7, 7]) + chunk("IEND", [])

    @discardableResult
    private static func add(
        _ play: PlayWorld, _ label: String, _ bytes: [UInt8] = picture, name: String = "hall.png",
        alt: String = "The hall", language: String = ""
    ) async throws -> InjectAttachment.ID {
        let (lead, id) = (try await play.director(), try play.id(label))
        let checked = try await InjectAttachmentOperations.check(
            lead, play.event, bytes, name: name, alt: alt, language: language)
        return try await InjectAttachmentOperations.add(lead, play.event, to: id, checked)
    }

    @Test(arguments: TestEngine.allCases)
    func `a picture is not there before its paper is, then in a frame that carries the mark, and for its cell alone`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1", to: ["A"]), .init(label: "2", to: ["A", "B"])])
            let picture = try await Self.add(play, "1")
            let other = try await Self.add(play, "2")
            try await Self.add(play, "1", Array("Call the duty desk first.".utf8), name: "words.txt", alt: "")
            try await play.begin()
            try await play.release("2")
            let (player, neighbour) = (await play.player("A"), await play.player("B"))
            let paper = try await play.paper("2", "A")
            // With a paper that is there, but of an inject that is not released.
            #expect(try await player.get(PlayerPaths.attachment(play.event, paper, picture)).status == 404)
            #expect(try await player.get(InjectPaths.attachment(play.event, play.id("1"), picture)).status == 404)
            #expect(try await player.get(PlayerPaths.attachment(play.event, paper, other)).status == 200)
            try await play.release("1")
            let first = try await play.paper("1", "A")
            let path = PlayerPaths.attachment(play.event, first, picture)
            let page = try await player.get(ExercisePaths.paper(play.event, first))
            #expect(page.contains(path) && page.contains("Call the duty desk first."))
            #expect(page.contains("alt=\"EXERCISE · The hall\""))
            let drawn = try await player.get(path)
            #expect(drawn.status == 200 && drawn.contains("<svg") && drawn.contains(ExerciseMark.call))
            #expect(drawn.text.components(separatedBy: "EXERCISE").count > 6)
            // The picture stands inside, and only there.
            #expect(drawn.contains("data:image/png;base64,") && !drawn.contains("script"))
            for browser in [neighbour, await play.world.browser(play.world.observer), site.browser()] {
                #expect(try await browser.get(path).status != 200)
            }
            let lead = await play.world.browser(play.world.organiser)
            #expect(try await lead.get(path).contains(ExerciseMark.call))
            #expect(try await lead.get(InjectPaths.attachment(play.event, play.id("1"), picture)).contains("<svg"))
            // What is out does not change any more.
            await expectRefusal(.injectIsOut) {
                try await Self.add(play, "1", Array("Late".utf8), name: "late.txt", alt: "")
            }
            await expectRefusal(.injectIsOut) {
                try await InjectAttachmentOperations.remove(
                    try await play.director(), play.event, of: try play.id("1"), picture)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a picture loses what cameras wrote, a PDF is handed out on paper, and one language gets its own`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1")])
            try await Self.add(play, "1", language: "fr")
            try await Self.add(
                play, "1", Array("%PDF-1.7 secret words".utf8), name: "plan.pdf", alt: "Plan of the hall")
            try await Self.add(
                play, "1", Array("%PDF-1.7 secret words".utf8), name: "plan.pdf", alt: "Plan of the hall")
            let id = try play.id("1")
            let (all, bytes) = try await site.database.read { reading in
                let store = InjectAttachmentStore(reading)
                let all = try store.all(of: id)
                return (all, try store.bytes(of: all[0]))
            }
            #expect(all.map(\.kind) == [.image, .pdf])
            #expect(all[0].width == 40 && all[0].height == 30)
            #expect(!String(decoding: bytes, as: UTF8.self).contains("GPS"))
            try await play.begin()
            try await play.release("1")
            let english = try await play.player("A").get(
                ExercisePaths.paper(play.event, try await play.paper("1", "A")))
            #expect(english.contains("Plan of the hall") && !english.contains("<img") && !english.contains("secret"))
            let french = try await play.player("C").get(
                ExercisePaths.paper(play.event, try await play.paper("1", "C")))
            #expect(french.contains("<img"))
            let paper = try await play.paper("1", "A")
            #expect(
                try await play.player("A").get(PlayerPaths.attachment(play.event, paper, all[1].id)).status == 404)
            let file = try await play.world.browser(play.world.organiser).get(
                InjectPaths.attachment(play.event, id, all[1].id))
            #expect(file.headers[.contentDisposition]?.contains("exercise-plan.pdf") == true)
        }
    }

    @Test func `what is no picture, text or PDF, or too much, is refused at its field`() async throws {
        try await TestSite.with(.sqlite, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1")])
            let cases: [(field: String, name: String, bytes: [UInt8], alt: String)] = [
                ("file", "a.svg", Array("<svg onload=\"x()\"/>".utf8), "x"), ("file", "a.html", Array("<p>".utf8), "x"),
                ("file", "a.png", Array("<svg/>".utf8), "x"), ("file", "a.png", Array(Self.picture.prefix(20)), "x"),
                ("alt", "a.png", Self.picture, ""),
                ("alt", "a.png", Self.picture, String(repeating: "x", count: 100_000)),
                ("file", "a.txt", [0xFF, 0xFE, 0x41], ""), ("file", "a.txt", [0x41, 0, 0x42], ""),
                ("file", "a.txt", [], ""),
                ("file", "a.txt", [UInt8](repeating: 0x41, count: InjectAttachmentOperations.mostCharacters + 1), ""),
                ("file", "a.txt", [UInt8](repeating: 0x41, count: InjectAttachmentOperations.mostBytes + 1), ""),
            ]
            for one in cases {
                let refused = await refusal {
                    try await Self.add(play, "1", one.bytes, name: one.name, alt: one.alt)
                }
                #expect(refused?.fields.keys.contains(one.field) == true, "\(one.name) \(one.bytes.count)")
            }
            for number in 0..<InjectAttachmentOperations.most {
                try await Self.add(play, "1", Array("Text \(number)".utf8), name: "\(number).txt", alt: "")
            }
            let full = await refusal { try await Self.add(play, "1", Array("More".utf8), name: "m.txt", alt: "") }
            #expect(full?.fields.keys.contains("file") == true)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `words of a text that could be taken for real are found, and a copied plan brings its attachments along`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let world = try await InjectWorld(site)
            let id = try #require(Inject.ID(try await world.made("First report")))
            let path = InjectPaths.attachments(world.event, id)
            let sent = try await world.lead.upload(
                path, field: "file", fileName: "words.txt", Array("Write to duty@ministry.org".utf8))
            #expect(sent.status == 303)
            let page = try await world.lead.get(InjectPaths.inject(world.event, id))
            #expect(page.contains("words.txt") && page.contains("duty@ministry.org"))
            let empty = try await world.lead.upload(path, field: "file", fileName: "a.png", Self.picture)
            #expect(empty.status == 422 && empty.contains("id=\"attach\" open"))
            let copy = try await InjectOperations.copy(
                try await world.world.visit(world.world.organiser), world.event, id)
            let copied = try await site.database.read { try InjectAttachmentStore($0).all(of: copy) }
            #expect(copied.map(\.file.name) == ["words.txt"])
            try await InjectOperations.delete(try await world.world.visit(world.world.organiser), world.event, copy)
            let kept = try await site.database.read { try InjectAttachmentStore($0).all(of: id) }
            #expect(kept.count == 1)
            let bytes = try await site.database.read { try InjectAttachmentStore($0).bytes(of: kept[0]) }
            #expect(String(decoding: bytes, as: UTF8.self).contains("duty@"))
        }
    }
}
