import HTTPTypes
import Hummingbird
import Synchronization
import Testing

@testable import Web

/// What an audience sees, as the tests change it; counts how often it is rendered.
private final class Stage: Sendable {
    private let content = Mutex((state: "one", text: "first", renderings: 0))

    var renderings: Int { content.withLock { $0.renderings } }
    func show(_ text: String, state: String = "one") {
        content.withLock {
            $0.text = text
            $0.state = state
        }
    }

    func view() -> LiveView {
        content.withLock { content in
            content.renderings += 1
            return LiveView(
                state: content.state,
                regions: [
                    LiveRegion("text", "<p id=\"text\">\(content.text)</p>"),
                    LiveRegion("still", "<p id=\"still\"></p>"),
                ])
        }
    }
}

/// Reads a stream in the background.
final class Listener: Sendable {
    private let writer = Writer()
    private let task: Task<Void, Never>

    init(_ stream: EventStream) {
        var writer: any ResponseBodyWriter = writer
        task = Task { try? await stream.write(to: &writer, over: nil) }
    }

    /// Each event, whether it came alone or with others.
    var texts: [String] {
        writer.text.split(separator: "\n\n").map { "\($0)\n\n" }
    }
    func stop() { task.cancel() }

    /// Waits until the stream has ended.
    func end() async { await task.value }

    /// Waits until the claim holds, at most two seconds.
    func wait(_ claim: ([String]) -> Bool) async -> Bool {
        for _ in 0..<3_000 {
            if claim(texts) { return true }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return false
    }

    private final class Writer: ResponseBodyWriter, Sendable {
        private let written = Mutex("")
        var text: String { written.withLock { $0 } }
        func write(_ buffer: ByteBuffer) { written.withLock { $0 += String(buffer: buffer) } }
        func finish(_ trailingHeaders: HTTPFields?) {}
    }
}

struct LiveHubTests {
    private let audience = Audience(scope: "event:1", name: "participant", language: .english)

    @Test func `a newcomer gets the present state and every region`() async {
        let stage = Stage()
        let hub = LiveHub(interval: .milliseconds(20)) { _ in stage.view() }
        let listener = Listener(await hub.listen(audience, person: "a"))
        #expect(await listener.wait { $0.count >= 3 })
        #expect(listener.texts.first == "event: state\ndata: one\n\n")
        #expect(listener.texts.contains("event: region\ndata: <p id=\"text\">first</p>\n\n"))
        await hub.close()
    }

    @Test func `many newcomers at once are rendered for once, and each gets all of it once`() async {
        let stage = Stage()
        let hub = LiveHub(interval: .seconds(5)) { _ in
            try? await Task.sleep(for: .milliseconds(50))
            return stage.view()
        }
        let audience = audience
        let listeners = await withTaskGroup { group in
            for number in 0..<50 {
                group.addTask { Listener(await hub.listen(audience, person: "\(number)")) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        for listener in listeners { #expect(await listener.wait { $0.count >= 3 }) }
        #expect(listeners.allSatisfy { $0.texts.count == 3 })
        // One for all of them, and one since their number is shown on some pages.
        #expect(stage.renderings <= 2)
        await hub.close()
    }

    @Test func `a change goes to all listeners as the same bytes, and only what changed`() async {
        let stage = Stage()
        let hub = LiveHub(interval: .milliseconds(20)) { _ in stage.view() }
        let (first, second) = (
            Listener(await hub.listen(audience, person: "a")), Listener(await hub.listen(audience, person: "b"))
        )
        #expect(await second.wait { $0.count >= 3 })
        let before = first.texts.count
        stage.show("second")
        await hub.changed("event:1")
        #expect(await first.wait { $0.last?.contains("second") == true })
        #expect(await second.wait { $0.last?.contains("second") == true })
        #expect(first.texts.count == before + 1)
        #expect(first.texts.last == second.texts.last)
        await hub.close()
    }

    @Test func `a change elsewhere is nobody's business here`() async {
        let stage = Stage()
        let hub = LiveHub(interval: .milliseconds(10)) { _ in stage.view() }
        let listener = Listener(await hub.listen(audience, person: "a"))
        #expect(await listener.wait { $0.count >= 3 })
        // A newcomer is a change too: that rendering comes first.
        for _ in 0..<500 where stage.renderings < 2 { try? await Task.sleep(for: .milliseconds(10)) }
        let before = stage.renderings
        stage.show("second")
        await hub.changed("event:2")
        try? await Task.sleep(for: .milliseconds(60))
        #expect(stage.renderings == before)
        await hub.close()
    }

    @Test func `many changes are rendered at most once per interval`() async {
        let stage = Stage()
        let hub = LiveHub(interval: .milliseconds(100)) { _ in stage.view() }
        let listener = Listener(await hub.listen(audience, person: "a"))
        #expect(await listener.wait { $0.count >= 3 })
        try? await Task.sleep(for: .milliseconds(250))
        let before = stage.renderings
        for number in 0..<200 {
            stage.show("number \(number)")
            await hub.changed("event:1")
        }
        #expect(await listener.wait { $0.last?.contains("number 199") == true })
        #expect(stage.renderings - before <= 3)
        await hub.close()
    }

    @Test func `a screen that takes long to render holds up no other`() async {
        let stage = Stage()
        let gate = Mutex(false)
        let hub = LiveHub(interval: .milliseconds(10)) { audience in
            // The console stands still from its second rendering on, until the end of the test.
            if audience.name == "console" {
                while stage.renderings > 2, !gate.withLock({ $0 }) { try? await Task.sleep(for: .milliseconds(5)) }
            }
            return stage.view()
        }
        _ = await hub.listen(Audience(scope: "event:1", name: "console", language: .english), person: "b")
        let listener = Listener(await hub.listen(audience, person: "a"))
        #expect(await listener.wait { $0.count >= 3 })
        for text in ["second", "third", "fourth"] {
            stage.show(text)
            await hub.changed("event:1")
            #expect(await listener.wait { $0.last?.contains(text) == true })
        }
        gate.withLock { $0 = true }
        await hub.close()
    }

    @Test func `two windows of a person count once, and leaving counts`() async {
        let stage = Stage()
        let hub = LiveHub(interval: .milliseconds(10)) { _ in stage.view() }
        let (one, two) = (
            Listener(await hub.listen(audience, person: "a")), Listener(await hub.listen(audience, person: "a"))
        )
        let other = Listener(await hub.listen(audience, person: "b"))
        #expect(await hub.connected("event:1", audience: "participant") == 2)
        other.stop()
        var connected = 2
        for _ in 0..<100 where connected != 1 {
            try? await Task.sleep(for: .milliseconds(10))
            connected = await hub.connected("event:1", audience: "participant")
        }
        #expect(connected == 1)
        one.stop()
        two.stop()
        await hub.close()
    }

    @Test func `audiences in two languages are rendered in their own`() async {
        let hub = LiveHub(interval: .milliseconds(10)) { _ in
            LiveView(state: Language.current.rawValue, regions: [])
        }
        let french = Listener(
            await hub.listen(Audience(scope: "event:1", name: "participant", language: .french), person: "a"))
        #expect(await french.wait { $0.contains("event: state\ndata: fr\n\n") })
        await hub.close()
    }

    @Test func `closing ends every stream`() async {
        let stage = Stage()
        let hub = LiveHub(interval: .milliseconds(10)) { _ in stage.view() }
        let stream = await hub.listen(audience, person: "a")
        await hub.close()
        let listener = Listener(stream)
        await listener.end()
        #expect(listener.texts.last == "event: retry\ndata: 1000\n\n", "listeners are told when to come back")
    }
}
