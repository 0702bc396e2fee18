import Foundation
import Web

/// A table as it came, by a form or by the API.
struct TableUpload: Sendable {
    /// Of a body that holds it in base64.
    static let bodyLimit = Route.fileLimit / 3 * 4 + 4_096

    let bytes: [UInt8]
    let name: String
    /// Asks only what would happen.
    let isTrial: Bool
    /// What a column holds, by ``ColumnQuestions/name(_:)`` or its folded heading: a column of the record, or ``ColumnQuestions/leftOut``.
    let columns: [String: String]

    init(_ bytes: [UInt8], name: String, isTrial: Bool = false, columns: [String: String] = [:]) {
        self.bytes = bytes
        self.name = name
        self.isTrial = isTrial
        self.columns = columns
    }

    /// The file `file` of a form whose button `trial` stores nothing; or the one that the form has kept while it asked what columns hold.
    init(_ form: FormValues) throws {
        let answers = (0..<200).map(ColumnQuestions.name).compactMap { name -> (String, String)? in
            guard let told = form[name], !told.isEmpty else { return nil }
            return (name, told)
        }
        let columns = Dictionary(answers) { first, _ in first }
        if let file = form.uploads["file"] {
            self.init(file.bytes, name: file.fileName, isTrial: form.isOn("trial"), columns: columns)
        } else if let kept = form["kept"], let data = Data(base64Encoded: kept), !data.isEmpty {
            self.init([UInt8](data), name: form.text("kept-name"), isTrial: form.isOn("trial"), columns: columns)
        } else {
            throw SheetFile.refusal(L("Choose a file first."))
        }
    }

    /// As much as a form keeps of it; a larger file is chosen again.
    static let mostKept = 300_000

    var kept: String? { bytes.count <= Self.mostKept ? Data(bytes).base64EncodedString() : nil }

    init(_ input: TableInput) throws {
        guard let data = Data(base64Encoded: input.content) else {
            throw Refusal.invalid(["content": L("This is not base64.")])
        }
        let told = (input.columns ?? [:]).map { (Folded.text($0.key), $0.value) }
        self.init(
            [UInt8](data), name: input.fileName, isTrial: input.isTrial ?? false,
            columns: Dictionary(told) { first, _ in first })
    }
}

/// A table as a body of the API brings it.
struct TableInput: Codable, Sendable {
    /// Ends in .xlsx or .csv.
    let fileName: String
    /// The file in base64.
    let content: String
    /// Whether only to say what would happen; nothing is stored then.
    let isTrial: Bool?
    /// By heading, what a column holds that is not known by its name: a column of the table, or `-` to leave it out.
    let columns: [String: String]?
}

/// What a table did, or would do.
struct TableCounts: Codable, Sendable, Hashable {
    let added: Int
    let changed: Int
    let same: Int
}
