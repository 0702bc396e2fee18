/// Why a file that anybody may count again cannot be counted: the line, and what was expected there. English, for the command line.
public struct FileProblem: Error, Sendable, Hashable, CustomStringConvertible {
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

    /// At most 40 characters of what stands in the file.
    static func shown(_ text: String) -> String { "“" + (text.count > 40 ? text.prefix(39) + "…" : text) + "”" }
}

extension CSVReader {
    /// ``next()``, with what is no CSV told as a problem of the file.
    mutating func told() throws(FileProblem) -> Record? {
        do {
            return try next()
        } catch {
            throw switch error.kind {
            case .unterminatedQuote:
                FileProblem(line: error.line, expected: "a closing quote", found: "the end of the file")
            case .textAfterQuote:
                FileProblem(line: error.line, expected: "the separator or the end of the line after the closing quote")
            case .quoteInsideField:
                FileProblem(line: error.line, expected: "quotes only around a whole field, doubled inside")
            case .notUTF8: FileProblem(line: error.line, expected: "text in UTF-8")
            }
        }
    }
}
