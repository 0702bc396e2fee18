/// Reads `multipart/form-data` (RFC 7578) from a body that is already in memory and bounded by the route.
enum Multipart {
    static func read(_ body: [UInt8], contentType: String) throws -> FormValues {
        guard let mark = contentType.range(of: "boundary=") else { throw Refusal.malformedForm }
        let boundary = contentType[mark.upperBound...].prefix { $0 != ";" }.trimmed.replacing("\"", with: "")
        guard !boundary.isEmpty, boundary.utf8.count <= 70 else { throw Refusal.malformedForm }
        let delimiter = Array("\r\n--\(boundary)".utf8)
        // The first delimiter has no line break before it; adding one makes all alike.
        let content: [UInt8] = [13, 10] + body
        var fields: [(name: String, value: String)] = []
        var uploads: [String: FormValues.Upload] = [:]
        guard var start = find(delimiter, in: content, from: 0) else { throw Refusal.malformedForm }
        while true {
            let afterDelimiter = start + delimiter.count
            if content[afterDelimiter...].starts(with: [45, 45]) { break }
            guard let headEnd = find([13, 10, 13, 10], in: content, from: afterDelimiter),
                let end = find(delimiter, in: content, from: headEnd), fields.count < FormValues.mostFields
            else { throw Refusal.malformedForm }
            let head = try head(of: content[afterDelimiter..<headEnd])
            guard let name = attribute("name", in: head) else { throw Refusal.malformedForm }
            guard name.utf8.count <= OutsideText.longestName else { throw Refusal.brokenText(.tooLong) }
            let value = content[min(headEnd + 4, end)..<end]
            if let fileName = attribute("filename", in: head) {
                guard fileName.utf8.count <= OutsideText.longestName else {
                    throw Refusal.brokenText(.tooLong, field: name)
                }
                // A form without a file sends neither a name nor bytes; a file of nothing is one.
                if !value.isEmpty || !fileName.isEmpty {
                    uploads[name] = .init(fileName: fileName, bytes: Array(value))
                }
            } else {
                do {
                    fields.append((name, try OutsideText.read(value)))
                } catch {
                    throw Refusal.brokenText(error.fault, field: name)
                }
            }
            start = end
        }
        return FormValues(fields, uploads: uploads)
    }

    /// The lines before a part's content: names and types, never long.
    private static func head(of bytes: ArraySlice<UInt8>) throws -> String {
        guard bytes.count <= 4_096 else { throw Refusal.brokenText(.tooLong) }
        do { return try OutsideText.read(bytes) } catch { throw Refusal.brokenText(error.fault) }
    }

    private static func attribute(_ name: String, in head: String) -> String? {
        guard let start = head.range(of: " \(name)=\"") else { return nil }
        return String(head[start.upperBound...].prefix { $0 != "\"" }).replacing("%22", with: "\"")
    }

    private static func find(_ needle: [UInt8], in haystack: [UInt8], from start: Int) -> Int? {
        guard haystack.count >= needle.count, start <= haystack.count - needle.count else { return nil }
        return haystack.withUnsafeBufferPointer { bytes in
            (start...(bytes.count - needle.count)).first { index in
                bytes[index] == needle[0] && bytes[index..<(index + needle.count)].elementsEqual(needle)
            }
        }
    }
}

extension StringProtocol {
    /// The first place where some text stands, without Foundation's locale rules.
    func range(of needle: String) -> Range<Index>? { firstRange(of: needle) }
}
