/// Why a ballot file cannot be counted.
public typealias BallotFileProblem = FileProblem

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
