import Foundation
import Synchronization

/// Several devices at each table write on the same cards at once. Keeps its own record of every word that the server acknowledged,
/// and when each of the table's other devices saw it on its live stream.
final class TableMeasurement: Sendable {
    private let cast: Casting.Cast
    private let devices: Int
    private let seconds: Double
    private let seed: UInt64

    init(cast: Casting.Cast, devices: Int, seconds: Double, seed: UInt64) {
        self.cast = cast
        self.devices = devices
        self.seconds = seconds
        self.seed = seed
    }

    func run() throws {
        let tables = try TableSetup(cast: cast).tables()
        let ledger = TableLedger()
        Terminal.say("“\(cast.title)”: \(tables.count) tables × \(devices) devices write for \(Int(seconds)) s.")
        let players = tables.flatMap { table in
            (0..<devices).map { TableDevice(table, $0, cast: cast, seed: seed, ledger: ledger) }
        }
        try players.forEach { try $0.arrive() }
        // The streams begin with the present state, which is no news.
        Thread.sleep(forTimeInterval: 2)
        let group = DispatchGroup()
        let end = Date(timeIntervalSinceNow: seconds)
        for player in players {
            group.enter()
            let thread = Thread {
                player.write(until: end)
                group.leave()
            }
            thread.stackSize = 1024 * 1024
            thread.start()
        }
        group.wait()
        Thread.sleep(forTimeInterval: 3)
        players.forEach { $0.leave() }
        try report(ledger, tables)
    }

    private func report(_ ledger: TableLedger, _ tables: [SimulatedTable]) throws {
        let client = WebClient(base: cast.base)
        var texts: [String: String] = [:]
        for table in tables {
            for card in table.cards {
                texts[card] = try TableDevice.read(client, cast, card, token: cast.facilitator).text
            }
        }
        let words = ledger.words
        let lost = words.filter { !(texts[$0.value.card] ?? "").contains($0.key) }.map(\.key)
        let delays = words.values.flatMap { word in word.sightings.values.map { max(0, $0 - word.acknowledged) } }
            .sorted()
        let expected = words.count * (devices - 1)
        Terminal.say("words acknowledged   \(words.count)")
        Terminal.say("words lost           \(lost.count)")
        Terminal.say("sightings            \(delays.count) of \(expected)")
        for (name, part) in [("p50", 0.5), ("p99", 0.99), ("max", 1.0)] where !delays.isEmpty {
            let delay = delays[min(delays.count - 1, Int(Double(delays.count) * part))]
            Terminal.say("seen by others, \(name)  \(Int(delay * 1000)) ms")
        }
        if let trouble = ledger.trouble { Terminal.say("first trouble        \(trouble)") }
        guard lost.isEmpty else {
            throw Failure(
                "\(lost.count) acknowledged words are in no card: \(lost.prefix(5).joined(separator: ", "))", .badData)
        }
        guard !words.isEmpty else {
            throw Failure("No word was acknowledged: \(ledger.trouble ?? "nothing was sent").", .unavailable)
        }
    }
}

/// A breakout group with cards to write on.
struct SimulatedTable: Sendable {
    let number: Int
    let group: String
    /// Tokens of the members' personal links.
    let tokens: [String]
    let cards: [String]
}

/// What was acknowledged and what was seen.
final class TableLedger: Sendable {
    struct Word {
        let card: String
        /// Seconds of ``TableLedger/now``.
        let acknowledged: Double
        /// When each other device saw it.
        var sightings: [Int: Double] = [:]
    }

    private struct Book {
        var words: [String: Word] = [:]
        /// Seen before the writer had the answer.
        var early: [String: [Int: Double]] = [:]
        var trouble: String?
    }

    private let book = Mutex(Book())
    private let start = ContinuousClock.now
    /// Keeps the words of two plays in one event apart.
    let run = Int(Date().timeIntervalSince1970) % 1_000_000

    var words: [String: Word] { book.withLock { $0.words } }
    var trouble: String? { book.withLock { $0.trouble } }

    var now: Double {
        let passed = ContinuousClock.now - start
        return Double(passed.components.seconds) + Double(passed.components.attoseconds) / 1e18
    }

    func acknowledge(_ words: [String], on card: String) {
        let now = now
        book.withLock { book in
            for word in words {
                book.words[word] = Word(
                    card: card, acknowledged: now, sightings: book.early.removeValue(forKey: word) ?? [:])
            }
        }
    }

    func see(_ word: String, device: Int) {
        let now = now
        book.withLock { book in
            if book.words[word] == nil {
                book.early[word, default: [:]][device] = book.early[word]?[device] ?? now
            } else if book.words[word]?.sightings[device] == nil {
                book.words[word]?.sightings[device] = now
            }
        }
    }

    func complain(_ sentence: String) { book.withLock { $0.trouble = $0.trouble ?? sentence } }
}
