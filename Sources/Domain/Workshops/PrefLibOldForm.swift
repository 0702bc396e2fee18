/// PrefLib's form of orders before September 2022, as many data sets still lie about: the number of alternatives; a line `1,Name` for
/// each; a line `voters,sum of counts,unique orders`; then `count,1,{2,3}` lines.
enum PrefLibOldForm {
    /// The file begins with a lone number.
    static func begins(_ lines: [String]) -> Bool {
        guard let first = lines.first else { return false }
        return !first.isEmpty && first.utf8.allSatisfy { (48...57).contains($0) }
    }

    static func read(_ lines: [String], format: BallotFileFormat) throws(BallotFileProblem) -> BallotBox {
        guard format != .cat else {
            throw BallotFileProblem(
                line: 1, expected: "a .cat file in the form of September 2022; preflib.org offers each data set in it",
                found: "the older form")
        }
        let count = try number(lines[0], line: 1, from: 1, to: PrefLibLine.mostAlternatives)
        var reader = PrefLibOldReader(lines: lines, format: format, count: count)
        let names = try reader.names()
        let sums = try reader.sums()
        let (ballots, unique) = try reader.ballots()
        let counted = ballots.reduce(0) { $0 + $1.count }
        let sumLine = count + 2
        guard counted <= PrefLibLine.mostVoters else {
            throw BallotFileProblem(
                line: sumLine, expected: "at most \(PrefLibLine.mostVoters) voters", found: "\(counted)")
        }
        guard sums.counted == counted else {
            throw BallotFileProblem(
                line: sumLine, expected: "\(counted) as the sum of the counts that follow", found: "\(sums.counted)")
        }
        guard sums.unique == unique else {
            throw BallotFileProblem(
                line: sumLine, expected: "\(unique) unique orders, as many as follow", found: "\(sums.unique)")
        }
        return BallotBox(items: try PrefLibHeader.items(names, count: count), ballots: ballots)
    }

    static func number(_ text: String, line: Int, from least: Int, to most: Int = PrefLibLine.mostVoters)
        throws(BallotFileProblem) -> Int
    {
        let text = text.trimmingSpaces()
        guard let value = Int(text), (least...most).contains(value) else {
            throw BallotFileProblem(
                line: line, expected: "a whole number from \(least) to \(most)", found: FileProblem.shown(text))
        }
        return value
    }
}

/// The parts of such a file, one after the other.
struct PrefLibOldReader {
    let lines: [String]
    let format: BallotFileFormat
    let count: Int
    private var next = 1

    init(lines: [String], format: BallotFileFormat, count: Int) {
        self.lines = lines
        self.format = format
        self.count = count
    }

    mutating func names() throws(BallotFileProblem) -> [Int: String] {
        var names: [Int: String] = [:]
        for alternative in 1...count {
            let expected = "the name of alternative \(alternative), such as \(alternative),Name"
            let parts = try line(expected).split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, Int(String(parts[0]).trimmingSpaces()) == alternative else {
                throw BallotFileProblem(line: next, expected: expected, found: FileProblem.shown(lines[next - 1]))
            }
            let name = String(parts[1]).trimmingSpaces()
            if !name.isEmpty { names[alternative] = name }
        }
        return names
    }

    mutating func sums() throws(BallotFileProblem) -> (counted: Int, unique: Int) {
        let expected = "three numbers: voters, sum of the counts, unique orders"
        let parts = try line(expected).split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 3 else {
            throw BallotFileProblem(line: next, expected: expected, found: FileProblem.shown(lines[next - 1]))
        }
        _ = try PrefLibOldForm.number(String(parts[0]), line: next, from: 0)
        return (
            try PrefLibOldForm.number(String(parts[1]), line: next, from: 0),
            try PrefLibOldForm.number(String(parts[2]), line: next, from: 0)
        )
    }

    /// The orders that somebody holds, and how many there are with those that nobody holds.
    mutating func ballots() throws(BallotFileProblem) -> (ballots: [CountedBallot], unique: Int) {
        let expected = "an order such as 12,1,2,3"
        var ballots: [CountedBallot] = []
        var seen: [[[Int]]: Int] = [:]
        repeat {
            let text = try line(expected)
            guard let comma = text.firstIndex(of: ",") else {
                throw BallotFileProblem(
                    line: next, expected: expected, found: text.isEmpty ? "a blank line" : FileProblem.shown(text))
            }
            let voters = try PrefLibOldForm.number(String(text[..<comma]), line: next, from: 0)
            var parser = PrefLibLine(text: text, line: next, format: format, alternatives: count)
            let groups = try parser.preference(String(text[text.index(after: comma)...]), categories: nil)
            if let first = seen.updateValue(next, forKey: groups) {
                throw BallotFileProblem(
                    line: next, expected: "each order once, with its count", found: "the order of line \(first) again")
            }
            if voters > 0 { ballots.append(CountedBallot(marks: PrefLib.marks(groups, format), count: voters)) }
        } while next < lines.count
        guard !ballots.isEmpty else {
            throw BallotFileProblem(line: next + 1, expected: expected, found: "the end of the file")
        }
        return (ballots, seen.count)
    }

    private mutating func line(_ expected: String) throws(BallotFileProblem) -> String {
        guard next < lines.count else {
            throw BallotFileProblem(line: lines.count + 1, expected: expected, found: "the end of the file")
        }
        next += 1
        return lines[next - 1]
    }
}
