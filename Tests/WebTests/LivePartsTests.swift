import Markup
import Synchronization
import Testing

@testable import Web

struct LivePartsTests {
    @Test
    func `work at one table does not render the pages of another`() async throws {
        let renderings = Mutex<[String: Int]>([:])
        let hub = LiveHub(interval: .milliseconds(5)) { audience in
            let count = renderings.withLock { counts in
                counts[audience.scope, default: 0] += 1
                return counts[audience.scope, default: 0]
            }
            return LiveView(state: "s", regions: [LiveRegion("n", "<p id=\"n\">\(count)</p>")])
        }
        let (one, other) = ("event:1/table:1", "event:1/table:2")
        let stream = await hub.listen(Audience(scope: one, name: "part", language: .english), person: "a")
        _ = await hub.listen(Audience(scope: other, name: "part", language: .english), person: "b")
        let listener = Listener(stream)
        for number in 1...8 {
            await hub.changed(one)
            let mark = "<p id=\"n\">\(number + 1)</p>"
            #expect(await listener.wait { $0.contains { $0.contains(mark) } })
        }
        // Twice for the newcomer: once for what it begins with, once for what changed while it came.
        let counts = renderings.withLock { $0 }
        #expect(counts[one, default: 0] >= 9)
        #expect(counts[other, default: 0] <= 2)
        await hub.close()
    }
}
