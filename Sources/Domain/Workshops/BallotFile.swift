/// Why a ballot file cannot be counted: the line, and what was expected there. English, for the command line.
public struct BallotFileProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// From 1; nil when it is about the whole file.
    public let line: Int?
    public let expected: String
    public let found: String?

    public init(line: Int?, expected: String, found: String? = nil) {
        self.line = line
        self.expected = expected
        self.found = found
    }

    /// "line 3: expected a rating from 1 to 9, found 12"
    public var description: String {
        let place = line.map { "line \($0): " } ?? ""
        return place + "expected " + expected + (found.map { ", found \($0)" } ?? "")
    }
}

/// What a ballot file is written in.
public enum BallotFileFormat: String, Sendable, Hashable, CaseIterable {
    case csv, soc, soi, toc, toi, cat

    /// By the ending of the name, whatever its case; CSV for any other.
    public init(fileName: String) {
        let ending = fileName.split(separator: ".", omittingEmptySubsequences: false).last.map { $0.lowercased() } ?? ""
        self = Self(rawValue: ending) ?? .csv
    }

    /// Whether a method can count what such a file says.
    public func suits(_ method: TallyMethod) -> Bool {
        switch self {
        case .csv: true
        case .cat: method == .approval || method == .equalShares
        case .soc, .soi, .toc, .toi: method.readsRanks
        }
    }
}
