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

    init(_ bytes: [UInt8], name: String, isTrial: Bool = false) {
        self.bytes = bytes
        self.name = name
        self.isTrial = isTrial
    }

    /// The file `file` of a form whose button `trial` stores nothing.
    init(_ form: FormValues) throws {
        guard let file = form.uploads["file"] else { throw SheetFile.refusal(L("Choose a file first.")) }
        self.init(file.bytes, name: file.fileName, isTrial: form.isOn("trial"))
    }

    init(_ input: TableInput) throws {
        guard let data = Data(base64Encoded: input.content) else {
            throw Refusal.invalid(["content": L("This is not base64.")])
        }
        self.init([UInt8](data), name: input.fileName, isTrial: input.isTrial ?? false)
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
}

/// What a table did, or would do.
struct TableCounts: Codable, Sendable, Hashable {
    let added: Int
    let changed: Int
    let same: Int
}
