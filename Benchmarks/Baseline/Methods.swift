import ArgumentParser
import Domain

/// Times the methods that a room waits for, on boxes and texts of growing size, with a generator of its own so that each run
/// counts the same. Prints `NAME SIZE SECONDS`, one line a run.
struct Methods: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Times tallies, equal shares, the search for near duplicates and allocations.")

    @Option(help: "How often each is done.") var runs: Int = 5

    func run() {
        for people in [45, 450, 4_500, 45_000] {
            let box = Self.box(people: people, issues: 100)
            time("tally", people) { Tally.count(box, by: .multivote).ballots }
        }
        for issues in [20, 200, 2_000] {
            let box = Self.box(people: 450, issues: issues)
            time("tally-issues", issues) { Tally.count(box, by: .multivote).ballots }
        }
        let large = Self.box(people: 5_000, issues: 200)
        time("equal-shares", 5_000) { EqualShares.choose(large.approvals(), seats: 20).chosen.count }
        for issues in [20, 200, 2_000] {
            let texts = Self.texts(issues)
            time("near-duplicates", issues) { NearDuplicates.find(texts).pairs.count }
        }
        for people in [50, 500, 5_000] {
            let (requests, quotas) = Self.event(people)
            let seated = Allocation(requests, quotas: quotas).seated
            let staying = Set(seated.dropFirst())
            let gone = seated.first
            let waiting = requests.filter { !staying.contains($0.id) && $0.id != gone }
            // Somebody has gone: everybody else is looked at once more.
            time("promotion", people) {
                var seating = SeatLedger(quotas)
                for request in requests where staying.contains(request.id) { seating.take(request) }
                return Allocation.movingUp(waiting, in: seating).count
            }
            time("allocation-maximum", people) { SeatMaximum(requests, quotas: quotas).seats }
        }
    }

    /// Fifty countries and seven sectors; a fifth of those who ask can sit.
    private static func event(_ people: Int) -> ([SeatRequest], [SeatQuota]) {
        let requests = (0..<people).map { number in
            SeatRequest(
                id: String(number), standing: 1, rank: number % 4 + 1, tie: String(number % 50 * 7919 % 50),
                attributes: [.country: "C\(number % 50)", .sector: "S\(number * 31 % 7)", .mode: "in-person"])
        }
        let total = max(1, people / 5)
        let quotas = [
            SeatQuota(label: "each country", attribute: .country, seats: max(1, total / 40)),
            SeatQuota(label: "each sector", attribute: .sector, seats: max(1, total / 6)),
            SeatQuota(label: "in all", attribute: nil, seats: total),
        ]
        return (requests, quotas)
    }

    private func time(_ name: String, _ size: Int, _ body: () -> Int) {
        for _ in 0..<runs {
            let start = ContinuousClock.now
            let found = body()
            let duration = ContinuousClock.now - start
            let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
            print(name, size, seconds, found)
        }
    }

    /// Everybody marks seven issues, the first ones oftener; nine sectors and thirteen countries.
    private static func box(people: Int, issues: Int) -> BallotBox {
        var random = SplitMix(seed: 7)
        let ballots = (0..<people).map { person in
            let wanted = (0..<7).map { _ in min(random.below(issues), random.below(issues)) }
            return CountedBallot(
                sector: "sector \(person % 9)", country: "country \(person % 13)",
                marks: Set(wanted).map { Mark(item: $0, value: 1) })
        }
        return BallotBox(items: (0..<issues).map { "issue \($0)" }, ballots: ballots)
    }

    /// Titles and explanations of some twenty words out of six hundred, every tenth nearly the one before it.
    private static func texts(_ count: Int) -> [String] {
        var random = SplitMix(seed: 11)
        let syllables = ["co", "or", "di", "na", "ti", "on", "re", "port", "lab", "sta", "mi", "ne", "ver", "sup", "ply", "plan", "tra", "il"]
        let words = (0..<600).map { _ in (0..<(2 + random.below(3))).map { _ in syllables[random.below(syllables.count)] }.joined() }
        var texts: [String] = []
        for number in 0..<count {
            if number % 10 == 9, let last = texts.last {
                texts.append(last + " " + words[random.below(words.count)])
            } else {
                // Some words are common, as in a room: the smaller of two draws.
                texts.append((0..<20).map { _ in words[min(random.below(600), random.below(600))] }.joined(separator: " "))
            }
        }
        return texts
    }
}

/// Vigna's SplitMix64: the same numbers on every machine.
private struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func below(_ end: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((value ^ (value >> 31)) % UInt64(max(1, end)))
    }
}
