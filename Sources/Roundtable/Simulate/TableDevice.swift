import Domain
import Foundation
import Synchronization
import Web

/// One device at a table: writes words of its own into the table's cards, sometimes goes on without a connection, sometimes sends
/// the same twice as after a lost answer; and listens to the table's live stream.
final class TableDevice: Sendable {
    struct Text: Decodable { let text: String }

    private let table: SimulatedTable
    private let number: Int
    private let cast: Casting.Cast
    private let seed: UInt64
    private let ledger: TableLedger
    private let ear = Mutex<LiveEar?>(nil)

    init(_ table: SimulatedTable, _ number: Int, cast: Casting.Cast, seed: UInt64, ledger: TableLedger) {
        self.table = table
        self.number = number
        self.cast = cast
        self.seed = seed
        self.ledger = ledger
    }

    /// More devices than people at a table: some people have two.
    private var token: String { table.tokens[number % table.tokens.count] }
    private var name: String { "\(ofTable)\(number)x\(ledger.run)x" }
    private var ofTable: String { "zq\(table.number)x" }

    /// Opens the personal link, and the table's page.
    func arrive() throws {
        let client = WebClient(base: cast.base)
        _ = try client.open("/i/\(token)")
        let finder = WordFinder()
        let (own, ours, ledger, number) = (name, ofTable, ledger, number)
        let listening = client.listen("/events/\(cast.event)/tables/\(table.group)/live") { bytes in
            // A table also shows what other tables wrote, where it is alike.
            for word in finder.words(in: bytes) where word.hasPrefix(ours) && !word.hasPrefix(own) {
                ledger.see(word, device: number)
            }
        }
        ear.withLock { $0 = listening }
    }

    func leave() { ear.withLock { $0?.stop() } }

    func write(until end: Date) {
        let client = WebClient(base: cast.base)
        var chance = Chance(seed: seed, "device", name)
        var known: [String: String] = [:]
        var count = 0
        while Date() < end {
            Thread.sleep(forTimeInterval: Double.random(in: 0.4...1.6, using: &chance))
            let card = table.cards[Int.random(in: 0..<table.cards.count, using: &chance)]
            guard let base = known[card] ?? (try? Self.read(client, cast, card, token: token).text) else { continue }
            // Without a connection: several words before the first is sent.
            let isOffline = chance.happens(0.1)
            if isOffline { Thread.sleep(forTimeInterval: Double.random(in: 1...3, using: &chance)) }
            var text = base
            var words: [String] = []
            for _ in 0..<(isOffline ? 4 : 1) {
                count += 1
                words.append("\(name)\(count)z")
                text = Self.placed(words.last ?? "", in: text, &chance)
            }
            guard text.count < 3_900, let told = send(client, card, base, text, "\(name)\(seed)-\(count)", &chance)
            else { continue }
            ledger.acknowledge(words, on: card)
            known[card] = told
        }
    }

    /// A word somewhere in a text, between two others.
    private static func placed(_ word: String, in text: String, _ chance: inout Chance) -> String {
        var words = text.split(separator: " ").map(String.init)
        words.insert(word, at: chance.happens(0.5) ? words.count : Int.random(in: 0...words.count, using: &chance))
        return words.joined(separator: " ")
    }

    /// Sends until it is answered. One in ten is sent twice, as if the first answer had been lost.
    private func send(
        _ client: WebClient, _ card: String, _ base: String, _ text: String, _ key: String, _ chance: inout Chance
    ) -> String? {
        var isRepeated = chance.happens(0.1)
        let body = JSONValue.object(["base": .text(base), "text": .text(text), "key": .text(key)]).json
        for pause in [0.2, 1.0, 2.0, 4.0] {
            do {
                let reply = try client.call(
                    "PUT", "/api/v1/events/\(cast.event)/cards/\(card)", token: token,
                    json: body)
                if reply.status == 200 {
                    if !isRepeated { return try JSONCoding.value(reply.body, as: Text.self).text }
                    isRepeated = false
                    continue
                }
                ledger.complain("status \(reply.status): \(reply.body.prefix(200))")
                if reply.status < 500, reply.status != 429 { return nil }
            } catch {
                ledger.complain("\(error)")
            }
            Thread.sleep(forTimeInterval: pause)
        }
        return nil
    }

    static func read(_ client: WebClient, _ cast: Casting.Cast, _ card: String, token: String) throws -> Text {
        let reply = try client.call("GET", "/api/v1/events/\(cast.event)/cards/\(card)", token: token)
        guard reply.status == 200 else { throw Failure("A card cannot be read: status \(reply.status).", .unavailable) }
        return try JSONCoding.value(reply.body, as: Text.self)
    }
}

/// Finds the devices' words (`zq` … `z`) in a stream that comes in pieces.
private final class WordFinder: Sendable {
    private let rest = Mutex<[UInt8]>([])

    func words(in piece: UnsafeRawBufferPointer) -> [String] {
        rest.withLock { rest in
            let bytes = rest + piece
            var found: [String] = []
            var place = 0
            var open = bytes.count
            while place + 1 < bytes.count {
                guard bytes[place] == UInt8(ascii: "z"), bytes[place + 1] == UInt8(ascii: "q") else {
                    place += 1
                    continue
                }
                let end = bytes[(place + 2)...].firstIndex { $0 != UInt8(ascii: "x") && !(48...57).contains($0) }
                guard let end else {
                    open = place
                    break
                }
                if bytes[end] == UInt8(ascii: "z") { found.append(String(decoding: bytes[place...end], as: UTF8.self)) }
                place = end
            }
            rest = Array(bytes[min(open, max(0, bytes.count - 1))...].suffix(64))
            return found
        }
    }
}
